"""The files of the demonstration: somebody who corrects one is told in one line what is wrong."""

import re
import shutil
import tomllib

import pytest
from django.core.management import CommandError, call_command

from cellule.demonstration import lecture
from cellule.demonstration.lecture import DemonstrationError, read_demonstration
from comptes.models import Utilisateur
from rubriques.models import Espace

LYCEE, COLLEGE, COMMUN = "lycee.toml", "college.toml", "commun.toml"
ERABLE = "lycee.toml, situation Érable-27"
SAID = [  # file, what is replaced the first time it stands there, by what, what is told
    (LYCEE, 'vigilance = "Prioritaire"\n', "", f"{ERABLE} : il manque la clé « vigilance »."),
    (LYCEE, 'niveau = "1re"', 'nivau = "1re"', f"{ERABLE} : clé inconnue « nivau » (clés : code,"),
    (
        LYCEE,
        '["Assiduité"',
        '["Absence"',
        f"{ERABLE} : « natures » ne peut pas valoir « Absence »",
    ),
    (LYCEE, '["Assiduité", "Mal-être"]', "[]", f"{ERABLE} : « natures » est vide."),
    (LYCEE, '["Assiduité", "Mal-être"]', '"Assiduité"', f"{ERABLE} : « natures » doit être une l"),
    (LYCEE, '"Emploi du temps aménagé"', '"AESH"', f"{ERABLE} : « dispositifs » ne peut pas val"),
    (LYCEE, 'niveau = "1re"', 'niveau = "1ère"', "(valeurs : 6e, 5e, 4e, 3e, 2de, 1re, Tle, CAP,"),
    (
        LYCEE,
        'referent = "cpe"',
        'referent = "CPE"',
        f"{ERABLE} : « referent » : « CPE » est incon",
    ),
    (LYCEE, 'referent = "cpe"', 'referent = "principal"', "(noms : assistante, conseillere, cpe,"),
    (LYCEE, 'referent = "cpe"', 'referent = ""', f"{ERABLE} : « referent » est vide"),
    (LYCEE, "ouverture = 19", 'ouverture = "19"', f"{ERABLE} : « ouverture » doit être un nombre"),
    (LYCEE, "ouverture = 19", "ouverture = true", f"{ERABLE} : « ouverture » doit être un nombre"),
    (LYCEE, "ouverture = 19", "ouverture = nan", f"{ERABLE} : « ouverture » doit être un nombre"),
    (LYCEE, 'depositaires = ["proviseure", "cpe"]', "", f"{ERABLE} : « identite » demande que qu"),
    (LYCEE, "semaine = 17", "", f"{ERABLE}, suivi 1 : il manque la clé « semaine »."),
    (
        LYCEE,
        'auteur = "cpe"\nreu',
        'auteur = "assistante"\nreu',
        "suivi 2 : « assistante » n’écri",
    ),
    (LYCEE, "reunion = false", "reunion = 0", f"{ERABLE}, suivi 2 : « reunion » doit être true"),
    (LYCEE, 'etat = "faite"', 'etat = "fait"', f"{ERABLE}, decision 1 : « etat » ne peut pas va"),
    (LYCEE, '"Emploi du temps aménagé"', "12", f"{ERABLE} : « dispositifs » doit être un texte"),
    (
        LYCEE,
        'statut = "Suivie"',
        'statut = "Close"',
        f"{ERABLE} : « cloture » se dit d’une situat",
    ),
    (
        LYCEE,
        "[situations.retrait]\n",
        "[situations.retrait]\nmo = 1\n",
        ", retrait : clé inconnue",
    ),
    (
        LYCEE,
        "\n[situations.brouillon]",
        "\n[[situations.brouillon]]",
        ", brouillon : une suite de",
    ),
    (LYCEE, 'cpe = "Rédacteur"', 'cpe = "Auteur"', "lycee.toml, membres : « cpe » ne peut pas va"),
    (
        LYCEE,
        'cpe = "Rédacteur"',
        'cpa = "Rédacteur"',
        "lycee.toml : « membres » : « cpa » est inc",
    ),
    (LYCEE, 'chef = "proviseure"\n', "", "lycee.toml : il manque la clé « chef »."),
    (
        LYCEE,
        'chef = "proviseure"',
        'chef = ["x"]',
        "lycee.toml : « chef » : « x » est inconnu ici",
    ),
    (LYCEE, "debut = 13:30:00", 'debut = "13 h 30"', "lycee.toml : « debut » doit être une heure"),
    (
        LYCEE,
        "fin = 14:30:00",
        "fin = 13:30:00",
        "lycee.toml : « fin » doit venir après « debut ».",
    ),
    (LYCEE, "decalage = 1", "decalage = 1.5", "lycee.toml : « decalage » doit être un nombre ent"),
    (
        LYCEE,
        '"Galet-36"',
        '"Érable-27"',
        "lycee.toml et college.toml : le code « Érable-27 » sert",
    ),
    (LYCEE, 'code = "Galet-36"', 'code = "Galet-36', "lycee.toml : mal écrit : "),
    (
        COLLEGE,
        '"Bernache-41"',
        '"Érable-27"',
        "lycee.toml et college.toml : le code « Érable-27 »",
    ),
    (COMMUN, 'fonction = "CPE"', 'fonction = "cpe"', "commun.toml, comptes, cpe : « fonction »"),
    (
        COMMUN,
        'etapes = ["Suivie", "Rel',
        'etapes = ["Suivie"]\n# [["Rel',
        "aucun chemin de commun",
    ),
    (
        COMMUN,
        'etapes = ["En cours d’analyse"]',
        "etapes = []",
        "chemin 1 : « etapes » est vide.",
    ),
    (COMMUN, "charte = '''", "charte = 1\nx = '''", "commun.toml : clé inconnue « x »"),
]


@pytest.fixture
def folder(tmp_path):
    """A copy of the files, for the demonstration to read instead."""
    for path in lecture.FOLDER.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def correct(folder, name, before, after):
    text = (folder / name).read_text()
    assert before in text
    (folder / name).write_text(text.replace(before, after, 1))


def test_the_demonstration_is_read_from_its_files(folder):
    found = read_demonstration(folder)
    assert found == read_demonstration()
    assert [len(ecole.situations) for ecole in found.ecoles] == [22, 10]


@pytest.mark.parametrize(("name", "before", "after", "told"), SAID)
def test_what_is_wrong_in_a_file_is_told_in_one_line(folder, name, before, after, told):
    correct(folder, name, before, after)
    with pytest.raises(DemonstrationError) as error:
        read_demonstration(folder)
    assert told in str(error.value) and "\n" not in str(error.value)
    assert ".toml" in str(error.value)


def test_a_file_that_cannot_be_read_is_named(folder):
    (folder / COLLEGE).write_bytes("Frêne".encode("latin-1"))
    with pytest.raises(DemonstrationError, match="^college.toml : illisible"):
        read_demonstration(folder)
    (folder / COLLEGE).unlink()
    with pytest.raises(DemonstrationError, match="^college.toml : illisible"):
        read_demonstration(folder)


def test_a_text_may_be_broken_into_lines_anywhere(folder):
    def texts():
        situation = read_demonstration(folder).ecoles[0].situations[0]
        return situation.constats, situation.suivis[0].texte

    before = texts()
    assert "\n" not in before[1] and before[0].count("\n") == 2
    correct(folder, LYCEE, "Absences perlées depuis ", "Absences perlées\ndepuis ")
    correct(folder, LYCEE, "Neuf demi-journées d’absence", "Neuf\n   demi-journées\nd’absence")
    correct(folder, LYCEE, "manquent.</p>\n<p>", "manquent.</p>\n\n  <p>")
    assert texts() == before
    correct(folder, LYCEE, "Neuf\n", "Dix\n")
    assert texts()[1] == before[1].replace("Neuf", "Dix")


def test_the_command_tells_what_is_wrong_and_makes_nothing(folder, monkeypatch, settings, db):
    settings.DEMONSTRATION = True
    correct(folder, LYCEE, 'niveau = "1re"', 'niveau = "Première"')
    monkeypatch.setattr(read_demonstration, "__defaults__", (folder,))
    with pytest.raises(CommandError, match=f"^{ERABLE} : « niveau »") as error:
        call_command("demo")
    assert error.value.returncode == 1 and "\n" not in str(error.value)
    assert not Utilisateur.objects.exists() and not Espace.objects.exists()


@pytest.mark.parametrize("name", [LYCEE, COLLEGE, COMMUN])
def test_the_notes_at_the_top_of_a_file_tell_all_its_keys(name):
    text = (lecture.FOLDER / name).read_text()
    notes = " ".join(line for line in text.splitlines() if line.startswith("#"))
    missing = keys(tomllib.loads(text)) - set(re.findall(r"\w+", notes))
    assert not missing


def keys(value):
    if isinstance(value, list):
        return set().union(*map(keys, value))
    if not isinstance(value, dict):
        return set()
    inner = [item for key, item in value.items() if key not in {"membres", "comptes"}]
    accounts = value.get("comptes", {}).values()  # its keys are names
    return set(value).union(*map(keys, [*inner, *accounts]))
