"""What the application holds when it is measured: python -m bench.seed small | large.

Small: one cellule of a school, and a few rubriques larger than any. Large, added to it: 100,000
situations in 1,000 rubriques of other schools.
"""

import json
import sys

import django

django.setup()

from django.db import transaction  # noqa: E402

from bench.filling import Filling  # noqa: E402
from bench.rows import analyze, insert, trust  # noqa: E402
from comptes.models import Utilisateur  # noqa: E402
from rubriques.models import Espace  # noqa: E402

MEMBERS, SUIVIS, SITUATIONS = 6, 10, 100
KINDS = {  # of the small one
    "cellule": {"situations": SITUATIONS, "suivis": SUIVIS, "meetings": 10},
    "ecriture": {"situations": SITUATIONS, "suivis": SUIVIS},
    "grande": {"situations": 1000, "suivis": SUIVIS, "meetings": 10},
    "recherche": {"situations": 300, "suivis": 20},
}
FEW = {"situations": 10, "suivis": 3}  # in each of the twenty of one person
RUBRIQUES, AT_ONCE, SCHOOLS, PEOPLE = 1000, 50, 100, 1500  # of the large one


def people(number: int, name: str) -> list[Utilisateur]:
    fonctions = Utilisateur.Fonction.values
    users = [
        Utilisateur(
            username=f"{name}{n}",
            email=f"{name}{n}@exemple.invalid",
            first_name="Camille",
            last_name=f"{name.capitalize()}-{n}",
            fonction=fonctions[n % len(fonctions)],
            password="!",
        )
        for n in range(number)
    ]
    insert(Utilisateur, users)
    return users


def school(number: int) -> Espace:
    return Espace(nom=f"Lycée numéro {number}", code_uai=f"{number:07}X", zone="B")


def fill_small() -> dict[str, str]:
    """Return whom and what the works are about."""
    espace = school(0)
    insert(Espace, [espace])
    members, (other,) = people(MEMBERS, "membre"), people(1, "itinerante")
    cast = {
        "membre": str(members[0].pk),
        "redacteur": str(members[1].pk),
        "itinerante": str(other.pk),
    }
    for title, numbers in KINDS.items():
        filling = Filling(espace, [title])
        filling.enrol(filling.rubriques[0], members)
        filling.fill(**numbers)
        cast[title] = filling.rubriques[0].slug
    for number, meetings in ((12, 4), (8, 0)):
        titles = [f"Cellule {meetings}{n:02}" for n in range(number)]
        filling = Filling(espace, titles, agenda_actif=meetings > 0)
        for rubrique in filling.rubriques:
            filling.enrol(rubrique, [members[1], other, *members[2:]])
        filling.fill(**FEW, meetings=meetings)
    return cast


def fill_large(number: int) -> None:
    """So many rubriques of 100 situations, in schools and with people of their own."""
    trust()
    schools = [school(n + 1) for n in range(SCHOOLS)]
    insert(Espace, schools)
    users = people(PEOPLE, "autre")
    for first in range(0, number, AT_ONCE):
        espace = schools[first // AT_ONCE % SCHOOLS]
        filling = Filling(espace, [f"Cellule {first + n}" for n in range(min(AT_ONCE, number))])
        for n, rubrique in enumerate(filling.rubriques, first):
            at = n * 3 % (PEOPLE - MEMBERS)
            filling.enrol(rubrique, users[at : at + MEMBERS])
        filling.fill(situations=SITUATIONS, suivis=SUIVIS, meetings=10)


def main() -> None:
    with transaction.atomic():
        if sys.argv[1] == "small":
            print(json.dumps(fill_small()))
        else:
            fill_large(int(sys.argv[2]) if len(sys.argv) > 2 else RUBRIQUES)
    analyze()


if __name__ == "__main__":
    main()
