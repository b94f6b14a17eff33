"""The texts that the measured pages show, the same in the floor and in the application."""

import random
from functools import cache

CONSTATS = [
    "présence régulière le matin, beaucoup moins l’après-midi, surtout en fin de semaine",
    "trois retards depuis la rentrée et deux absences d’une demi-journée non justifiées",
    "travail rendu en partie, cahier incomplet, participation orale quand la classe est calme",
    "fatigue visible en première heure, tête posée sur la table, repas du midi souvent sauté",
]
HYPOTHESES = [
    "le changement d’emploi du temps pèse, et le trajet du soir est long",
    "une difficulté ancienne en lecture se voit davantage avec les textes de cette année",
    "la situation de la maison occupe beaucoup, sans que rien d’inquiétant ne soit dit",
    "le groupe de travail ne convient pas, un autre est à essayer avant les vacances",
]
DECISIONS = [
    "un entretien est proposé à la famille, un point est fait à la prochaine réunion",
    "une fiche de suivi est mise en place pour trois semaines, avec un bilan chaque vendredi",
    "l’équipe observe encore deux semaines, puis choisit entre le tutorat et un aménagement",
    "le rendez-vous avec le service de santé est à prendre, l’élève est d’accord",
]
DIFFERENT = 200  # texts
NOWHERE, EVERYWHERE = "introuvable", "apres-midi"  # words that are searched


def suivi(number: int) -> str:
    """One note as the editor makes it: some 900 characters, of which 200 are different."""
    return written(number % DIFFERENT)


@cache
def written(number: int) -> str:
    chance = random.Random(number)
    parts = [("Constat.", CONSTATS), ("Hypothèse.", HYPOTHESES), ("Décision.", DECISIONS)]
    return "".join(
        f"<p><strong>{title}</strong> {told(chance, choices)}</p>" for title, choices in parts
    )


def told(chance: random.Random, choices: list[str]) -> str:
    sentences = [sentence.capitalize() for sentence in chance.sample(choices, 3)]
    return " ; ".join([*sentences, "cela vaut aussi pour l’après-midi."])


def constat(number: int) -> str:
    return CONSTATS[number % len(CONSTATS)].capitalize() + "."


def title(number: int) -> str:
    return f"Situation {number:05}"
