"""A row that was taken over before: what its sheet says now, and what Cellule holds."""

from dataclasses import dataclass, field

from blog.models import Article, Reprise
from blog.models.article import choices_of
from blog.reprise.colonnes import as_day, shorten
from blog.reprise.empreintes import empreinte_of, empreintes_of
from blog.reprise.existant import Existant
from blog.reprise.fiche import Fiche, Note
from blog.reprise.synonymes import key_of
from texte.riche import paragraphs, sanitise
from texte.simple import plain_lines

LIBELLES = {
    "signale_le": "signalée le",
    "classe": "classe",
    "niveau": "niveau",
    "regime": "régime",
    "signale_par": "signalée par",
    "natures": "natures",
    "constats": "constats",
    "vigilance": "vigilance",
    "statut": "statut",
    "referent": "référent",
    "coreferent": "co-référent",
    "prochain_point": "prochain point",
    "dispositifs": "dispositifs",
    "partenaires": "partenaires",
    "famille_informee_le": "famille informée le",
    "action": "action",
    "echeance": "échéance",
}
OF_ACTION = ["action", "echeance"]
REQUIRED = {"signale_le", "niveau", "signale_par", "vigilance", "statut", "natures", "action"}


@dataclass
class Changement:
    """A field that the sheet now says otherwise. `les_deux`: Cellule changed it too."""

    champ: str
    libelle: str
    avant: str
    apres: str
    les_deux: bool


@dataclass
class MiseAJour:
    """What a row changes in the situation that it made: fields, suivis to add or correct."""

    fiche: Fiche
    reprise: Reprise
    changements: list[Changement] = field(default_factory=list)
    ajouts: list[Note] = field(default_factory=list)
    corrections: list[Note] = field(default_factory=list)
    a_consigner: bool = False

    @property
    def article(self) -> Article:
        return self.reprise.article

    @property
    def les_deux(self) -> bool:
        return any(changement.les_deux for changement in self.changements)

    @property
    def is_empty(self) -> bool:
        return self.only_identity and not self.a_consigner

    @property
    def only_identity(self) -> bool:
        return not (self.changements or self.ajouts or self.corrections)


def value_in_fiche(fiche: Fiche, champ: str) -> str:
    """What a row writes in a field, as text that can be compared."""
    if champ in fiche.textes:
        return fiche.textes[champ].ecrit
    value = fiche.natures if champ == "natures" else fiche.valeurs.get(champ)
    return comparable(value)


def value_in_cellule(reprise: Reprise, champ: str) -> str:
    """What Cellule holds in the same field now."""
    if champ in OF_ACTION:
        name = "libelle" if champ == "action" else champ
        return comparable(getattr(reprise.action, name)) if reprise.action else ""
    if champ == "natures":
        return comparable([nature.nom for nature in reprise.article.natures.all()])
    return comparable(getattr(reprise.article, champ))


def comparable(value):
    if isinstance(value, list):
        return "|".join(sorted(map(key_of, value)))
    return str(getattr(value, "pk", value) or "")


def value_in_words(value: str, champ: str, existant: Existant) -> str:
    """The same for a person to read."""
    if champ in ("referent", "coreferent"):
        return next((str(m) for m in existant.membres if str(m.pk) == value), "personne")
    if champ in ("niveau", "regime", "signale_par", "vigilance", "statut"):
        return dict(choices_of(champ)).get(value, "non précisé")
    return shorten(as_day(value).replace("|", ", "), 120) or "rien"


def compare(fiche: Fiche, reprise: Reprise, existant: Existant) -> MiseAJour:
    """Return what a row changes. What its sheet says as it did last time changes nothing."""
    update = MiseAJour(fiche, reprise)
    for champ in LIBELLES:
        is_read = champ in fiche.lu and champ not in fiche.inconnus
        if is_read and (changement := change_of(fiche, reprise, champ, existant)):
            update.changements.append(changement)
    for note in fiche.notes:
        sort_note(update, note, existant)
    return update


def change_of(fiche, reprise, champ, existant):
    lu, ecrit = reprise.champs.get(champ, ["", ""])
    article = reprise.article.pk
    may_compare = champ not in fiche.textes or existant.may_compare(reprise)
    if may_compare and lu in empreintes_of(article, champ, fiche.lu[champ]):
        return None
    before, after = value_in_cellule(reprise, champ), value_in_fiche(fiche, champ)
    if before == after or (champ in REQUIRED and not fiche.lu[champ]):
        return None
    if champ == "echeance" and not (reprise.action or value_in_fiche(fiche, "action")):
        return None  # it went to the next point
    both = bool(before) and ecrit not in empreintes_of(article, champ, before)
    words = value_in_words(before, champ, existant), value_in_words(after, champ, existant)
    return Changement(champ, LIBELLES[champ], *words, both)


def sort_note(update, note, existant):
    """A meeting that was not there before is added, one that says otherwise is corrected."""
    before = update.reprise.suivis.get(note.cle)
    if not before:
        update.ajouts.append(note)
        return
    number, lu, ecrit = before
    article = update.article.pk
    suivi = existant.suivis.get(number)
    if not suivi or suivi.is_retire:
        return
    if existant.may_compare(update.reprise) and lu in empreintes_of(
        article, note.cle, note.texte.lu
    ):
        return
    if plain_lines(suivi.texte) != plain_lines(html_of(note)):
        update.corrections.append(note)
        if ecrit not in empreintes_of(article, note.cle, suivi.texte):
            label = f"suivi du {note.jour:%d/%m/%Y}"
            words = shorten(plain_lines(suivi.texte), 120), shorten(note.texte.ecrit, 120)
            update.changements.append(Changement("suivi", label, *words, True))


def html_of(note: Note) -> str:
    """The text of a suivi: the words of the cell as they are, its line breaks kept."""
    return sanitise(paragraphs(note.texte.ecrit))


def empreintes_of_fiche(fiche: Fiche, article: Article) -> dict[str, list[str]]:
    """What a reprise keeps of the fields that it wrote: digests."""
    return {
        champ: [
            empreinte_of(article.pk, champ, fiche.lu[champ]),
            empreinte_of(article.pk, champ, value_in_fiche(fiche, champ)),
        ]
        for champ in LIBELLES
        if champ in fiche.lu
    }


def empreintes_of_note(note: Note, article: Article) -> list[str]:
    place = article.pk, note.cle
    return [empreinte_of(*place, note.texte.lu), empreinte_of(*place, html_of(note))]
