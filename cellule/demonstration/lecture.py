"""Read the files of the demonstration. What is wrong in one is said in one line, in French, for
whoever corrects a sentence there: the file, the entry, what is expected."""

import datetime
import tomllib
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import (
    Annotated,
    Any,
    ClassVar,
    Protocol,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

from cellule.demonstration.fiches import Commun, Demonstration, Ecole, Situation

FOLDER = Path(__file__).parent
COMMUN = "commun.toml"
ECOLES = ["lycee.toml", "college.toml"]
EXPECTED = {
    str: "un texte entre guillemets",
    float: "un nombre (point décimal)",
    int: "un nombre entier",
    bool: "true ou false",
    datetime.time: "une heure telle que 13:30:00",
}


class HasKeys(Protocol):
    """A dataclass: its fields are the keys of a table."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


T = TypeVar("T", bound=HasKeys)


class DemonstrationError(Exception):
    """A file of the demonstration cannot be taken as it is."""


def read_demonstration(folder: Path = FOLDER) -> Demonstration:
    commun = Reader(folder / COMMUN).read(Commun)
    ecoles = tuple(read_ecole(folder / name, commun) for name in ECOLES)
    codes = [situation.code for ecole in ecoles for situation in ecole.situations]
    for code in codes:
        if codes.count(code) > 1:
            raise DemonstrationError(f"{' et '.join(ECOLES)} : le code « {code} » sert deux fois.")
    return Demonstration(commun, ecoles)


def read_ecole(path: Path, commun: Commun) -> Ecole:
    reader = Reader(path)
    reader.people = set(commun.comptes)
    data = reader.load()
    for name in ["chef", "membres", "anciens"]:
        for username in names_in(data.get(name)):
            reader.check_person(username, "", name)
    reader.people = {*names_in(data.get("chef")), *names_in(data.get("membres"))}
    ecole = reader.build(Ecole, data, "")
    if ecole.fin <= ecole.debut:
        raise reader.error("", "« fin » doit venir après « debut ».")
    for situation in ecole.situations:
        check_situation(situation, ecole, commun, reader)
    return ecole


def names_in(value: Any) -> list[str]:
    """The usernames that a key holds: one, a list, or the keys of a table."""
    names = value if isinstance(value, (list, dict)) else [value]
    return [name for name in names if isinstance(name, str)]


def check_situation(situation: Situation, ecole: Ecole, commun: Commun, reader: "Reader") -> None:
    """What two keys say together."""
    where = f"situation {situation.code}"
    if (situation.statut == "close") != bool(situation.cloture):
        raise reader.error(where, "« cloture » se dit d’une situation close, et d’elle seule.")
    ends = {chemin.etapes[-1] for chemin in commun.chemins}
    if situation.statut not in {"signalee", *ends}:
        raise reader.error(where, f"aucun chemin de {COMMUN} ne mène à son statut.")
    if situation.identite and not ecole.depositaires:
        raise reader.error(where, "« identite » demande que quelqu’un soit dans « depositaires ».")
    if situation.retrait and all(suivi.lecteurs != "cellule" for suivi in situation.suivis):
        raise reader.error(where, "« retrait » demande un suivi pour toute la cellule.")
    for number, suivi in enumerate(situation.suivis, start=1):
        if suivi.lecteurs == "cellule" and suivi.auteur not in ecole.redacteurs:
            message = f"« {suivi.auteur} » n’écrit pas pour toute la cellule."
            raise reader.error(f"{where}, suivi {number}", message)


class Reader:
    """Makes of one file the class that tells its keys."""

    def __init__(self, path: Path):
        self.path = path
        self.people: set[str] = set()

    def read(self, kind: type[T]) -> T:
        return self.build(kind, self.load(), "")

    def load(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise self.error("", f"illisible ({type(error).__name__}).") from None
        except tomllib.TOMLDecodeError as error:
            raise self.error("", f"mal écrit : {' '.join(str(error).split())}.") from None

    def error(self, where: str, message: str) -> DemonstrationError:
        place = inside(self.path.name, where)
        return DemonstrationError(" ".join(f"{place} : {message}".splitlines()))

    def build(self, kind: type[T], table: Any, where: str) -> T:
        """One entry; a key that is missing or unknown is told, then each value is."""
        if not isinstance(table, dict):
            raise self.error(where, "une suite de « clé = valeur » est attendue.")
        known = {field.name: field for field in fields(kind)}
        for name in table:
            if name not in known:
                raise self.error(where, f"clé inconnue « {name} » (clés : {', '.join(known)}).")
        for name, field in known.items():
            if name not in table and is_required(field):
                raise self.error(where, f"il manque la clé « {name} ».")
        hints = get_type_hints(kind, include_extras=True)
        values = {
            name: self.convert(hints[name], value, name, where) for name, value in table.items()
        }
        return kind(**values)

    def convert(self, hint: Any, value: Any, name: str, where: str) -> Any:
        """One value, as the type of its key wants it."""
        if isinstance(hint, UnionType):
            return self.convert(get_args(hint)[0], value, name, where)
        if isinstance(hint, type) and is_dataclass(hint):
            return self.build(hint, value, inside(where, name))
        if get_origin(hint) is tuple:
            return self.convert_list(get_args(hint)[0], value, name, where)
        if get_origin(hint) is dict:
            return self.convert_table(get_args(hint)[1], value, name, where)
        if get_origin(hint) is Annotated:
            text = self.convert(str, value, name, where)
            return self.convert_text(hint.__metadata__[0], text, name, where)
        if not is_of(hint, value):
            raise self.error(where, f"« {name} » doit être {EXPECTED[hint]}.")
        if hint is str and not value.strip():
            raise self.error(where, f"« {name} » est vide : écrire un texte ou ôter la ligne.")
        return value

    def convert_list(self, hint: Any, values: Any, name: str, where: str) -> tuple:
        if not isinstance(values, list):
            raise self.error(where, f"« {name} » doit être une liste entre crochets.")
        if not values:
            raise self.error(where, f"« {name} » est vide.")
        if not (isinstance(hint, type) and is_dataclass(hint)):
            return tuple(self.convert(hint, value, name, where) for value in values)
        entries = []
        for number, value in enumerate(values, start=1):
            code = value.get("code", number) if isinstance(value, dict) else number
            place = inside(where, f"{name.removesuffix('s')} {code}")
            entries.append(self.build(hint, value, place))
        return tuple(entries)

    def convert_table(self, hint: Any, table: Any, name: str, where: str) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise self.error(where, f"« {name} » doit être une suite de « clé = valeur ».")
        place = inside(where, name)
        return {key: self.convert(hint, value, key, place) for key, value in table.items()}

    def convert_text(self, rule: dict | str | Callable, text: str, name: str, where: str) -> str:
        """A text among some, somebody of the establishment, or a text over several lines."""
        if isinstance(rule, dict):
            if text not in rule:
                message = f"« {name} » ne peut pas valoir « {text[:40]} »"
                raise self.error(where, f"{message} (valeurs : {', '.join(rule)}).")
            return rule[text]
        if callable(rule):
            return rule(text)
        self.check_person(text, where, name)
        return text

    def check_person(self, username: str, where: str, name: str) -> None:
        if username not in self.people:
            known = ", ".join(sorted(self.people))
            message = f"« {name} » : « {username[:40]} » est inconnu ici (noms : {known})."
            raise self.error(where, message)


def is_of(hint: type, value: Any) -> bool:
    if hint is float:
        return type(value) in {int, float} and abs(value) < 1000
    return type(value) is hint


def inside(*places: str) -> str:
    return ", ".join(filter(None, places))


def is_required(field: Field) -> bool:
    return field.default is MISSING and field.default_factory is MISSING
