"""What happened month by month, and how situations are spread: the numbers of the charts."""

import datetime
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format

from blog import criteres
from blog.synthese.annees import month_name, month_of, since
from blog.synthese.dessin import Barres, Colonnes
from blog.synthese.dimensions import dimension, tally
from blog.synthese.lignes import Liste


@dataclass(frozen=True)
class Mois:
    """A month: what was opened and closed in it, what was followed when it ended."""

    premier: datetime.date
    ouvertes: int
    closes: int
    suivies: int
    lien_ouvertes: str
    lien_closes: str


def is_followed_at(article, moment: datetime.datetime) -> bool:
    """Whether it was open just before `moment`; one that was reopened was open all along."""
    if article.cree_le >= moment:
        return False
    return not article.is_close or bool(article.close_le and article.close_le >= moment)


@dataclass(frozen=True)
class ParMois:
    """The months of a synthesis, drawn and told."""

    articles: list
    mois: list[datetime.date]
    liste: Liste

    @cached_property
    def lignes(self) -> list[Mois]:
        opened = Counter(month_of(a.cree_le) for a in self.articles)
        closed = Counter(month_of(a.close_le) for a in self.articles if a.close_le)
        return [
            Mois(
                month,
                opened[month],
                closed[month],
                self.followed_at_the_end_of(month),
                self.liste.counted(("ouverte", f"{month:%Y-%m}")),
                self.liste.counted(("close", f"{month:%Y-%m}")),
            )
            for month in self.mois
        ]

    def followed_at_the_end_of(self, month: datetime.date) -> int:
        end = criteres.midnight(criteres.next_month(month))
        return sum(is_followed_at(article, end) for article in self.articles)

    @property
    def etiquettes(self):
        return [date_format(month, "N") for month in self.mois]

    @property
    def mouvements(self) -> Colonnes:
        series = [
            ("bar", [m.ouvertes for m in self.lignes]),
            ("bar-second", [m.closes for m in self.lignes]),
        ]
        return Colonnes(self.etiquettes, series)

    @property
    def suivies(self) -> Colonnes:
        return Colonnes(self.etiquettes, [("bar", [m.suivies for m in self.lignes])])

    @property
    def phrase_mouvements(self) -> str:
        opened, closed = (sum(getattr(m, n) for m in self.lignes) for n in ("ouvertes", "closes"))
        told = f"{self.when}, {opened} situation{s(opened)} ouverte{s(opened)}"
        told += f" et {closed} close{s(closed)}."
        if opened:
            most = max(self.lignes, key=lambda m: m.ouvertes)
            told += (
                f" Le mois le plus chargé à l’ouverture est {month_name(most.premier)}, "
                f"avec {most.ouvertes} situation{s(most.ouvertes)}."
            )
        return told

    @property
    def phrase_suivies(self) -> str:
        last = self.lignes[-1]
        most = max(self.lignes, key=lambda m: m.suivies)
        return (
            "Situations ouvertes et pas encore closes le dernier jour de chaque mois, aujourd’hui "
            f"pour le mois en cours\u00a0: {last.suivies} en {month_name(last.premier)}, "
            f"{most.suivies} au plus, en {month_name(most.premier)}."
        )

    @property
    def when(self) -> str:
        first, last = self.mois[0], self.mois[-1]
        if first == last:
            return f"En {month_name(first)}"
        told = f"{since(first)} à {month_name(last)}"
        return told[0].upper() + told[1:]


def spread(articles, nom: str, year: int | None, liste: Liste) -> Barres:
    """How situations are spread over a dimension, the most numerous told."""
    axis = dimension(nom, year)
    numbers = tally(articles, axis)
    phrase = "Aucune situation."
    if numbers:
        value, most = max(numbers, key=lambda pair: pair[1])
        phrase = f"Le plus souvent\u00a0: {value.libelle}, {most} situation{s(most)} "
        phrase += f"sur {len(articles)}."
    lines = [(v.libelle, n, liste.counted(v.asked)) for v, n in numbers]
    return Barres(nom, f"Par {axis.libelle.lower()}", phrase, lines)


def delays(articles, liste: Liste) -> Barres:
    """From the signalement to the day on which the first action was decided."""
    counted = Counter(article.delai for article in articles)
    lines = [
        (said[0].upper() + said[1:], counted[code], liste.counted(("delai", code)))
        for code, (said, *_) in criteres.DELAIS.items()
    ]
    phrase = "Du jour du signalement au jour où la première action a été décidée."
    titre = "Délai avant la première action"
    return Barres("delai", titre, phrase, lines, is_open=True)


def s(number: int) -> str:
    """The plural of French: two and more."""
    return "s" if number > 1 else ""
