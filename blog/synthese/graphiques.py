"""What happened month by month, and how situations spread: the numbers of the charts."""

import datetime
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import date_format

from blog.synthese.dessin import Barres, Batons
from blog.synthese.dimensions import count_values, dimension
from blog.synthese.liens import Liens
from blog.synthese.mois import first_of_month, from_month_in_words, month_in_words
from blog.tableau import criteres
from temps.annee_scolaire import next_month
from temps.horloge import midnight


@dataclass(frozen=True)
class Mois:
    """A month: what was opened and closed in it, what was followed when it ended."""

    premier: datetime.date
    ouvertes: int
    closes: int
    suivies: int
    lien_ouvertes: str
    lien_closes: str


def end_of(article) -> datetime.datetime | None:
    """When it was closed, if it is; one that was reopened was open all along."""
    return max(article.close_le or article.cree_le, article.cree_le) if article.is_close else None


@dataclass(frozen=True)
class ParMois:
    """The months of a synthesis, in drawings and in words."""

    articles: list
    mois: list[datetime.date]
    liens: Liens

    @cached_property
    def lignes(self) -> list[Mois]:
        opened = Counter(first_of_month(a.cree_le) for a in self.articles)
        closed = Counter(first_of_month(a.close_le) for a in self.articles if a.close_le)
        return [
            Mois(
                month,
                opened[month],
                closed[month],
                self.followed_at_the_end_of(month),
                self.liens.to_counted(("ouverte", f"{month:%Y-%m}")),
                self.liens.to_counted(("close", f"{month:%Y-%m}")),
            )
            for month in self.mois
        ]

    @cached_property
    def beginnings(self) -> list[datetime.datetime]:
        return sorted(article.cree_le for article in self.articles)

    @cached_property
    def ends(self) -> list[datetime.datetime]:
        return sorted(end for article in self.articles if (end := end_of(article)))

    def followed_at_the_end_of(self, month: datetime.date) -> int:
        """How many began before, and had not ended: none is looked at twice."""
        end = midnight(next_month(month))
        return bisect_left(self.beginnings, end) - bisect_left(self.ends, end)

    @property
    def etiquettes(self):
        return [date_format(month, "N") for month in self.mois]

    @property
    def mouvements(self) -> Batons:
        series = [
            ("bar", [m.ouvertes for m in self.lignes]),
            ("bar-second", [m.closes for m in self.lignes]),
        ]
        return Batons(self.etiquettes, series)

    @property
    def suivies(self) -> Batons:
        return Batons(self.etiquettes, [("bar", [m.suivies for m in self.lignes])])

    @property
    def phrase_mouvements(self) -> str:
        opened, closed = (sum(getattr(m, n) for m in self.lignes) for n in ("ouvertes", "closes"))
        phrase = (
            f"{self.period_in_words}, {opened} situation{plural_s(opened)} "
            f"ouverte{plural_s(opened)} et {closed} close{plural_s(closed)}."
        )
        if opened:
            most = max(self.lignes, key=lambda m: m.ouvertes)
            phrase += (
                f" Le mois le plus chargé à l’ouverture est {month_in_words(most.premier)}, "
                f"avec {most.ouvertes} situation{plural_s(most.ouvertes)}."
            )
        return phrase

    @property
    def phrase_suivies(self) -> str:
        last = self.lignes[-1]
        most = max(self.lignes, key=lambda m: m.suivies)
        return (
            "Situations ouvertes et pas encore closes le dernier jour de chaque mois, aujourd’hui "
            f"pour le mois en cours\u00a0: {last.suivies} en {month_in_words(last.premier)}, "
            f"{most.suivies} au plus, en {month_in_words(most.premier)}."
        )

    @property
    def period_in_words(self) -> str:
        first, last = self.mois[0], self.mois[-1]
        if first == last:
            return f"En {month_in_words(first)}"
        phrase = f"{from_month_in_words(first)} à {month_in_words(last)}"
        return phrase[0].upper() + phrase[1:]


def draw_repartition(articles, nom: str, year: int | None, liens: Liens) -> Barres:
    """How situations spread over a dimension, and in words where most of them are."""
    axis = dimension(nom, year)
    numbers = count_values(articles, axis)
    phrase = "Aucune situation."
    if numbers:
        value, most = max(numbers, key=lambda pair: pair[1])
        phrase = (
            f"Le plus souvent\u00a0: {value.libelle}, {most} situation{plural_s(most)} "
            f"sur {len(articles)}."
        )
    lines = [(v.libelle, n, liens.to_counted(v.asked)) for v, n in numbers]
    return Barres(nom, f"Par {axis.libelle.lower()}", phrase, lines)


def draw_delais(articles, liens: Liens) -> Barres:
    """From the signalement to the day on which the first action was decided."""
    counts = Counter(article.delai for article in articles)
    lines = [
        (libelle[0].upper() + libelle[1:], counts[code], liens.to_counted(("delai", code)))
        for code, (libelle, *_) in criteres.DELAIS.items()
    ]
    phrase = "Du jour du signalement au jour où la première action a été décidée."
    titre = "Délai avant la première action"
    return Barres("delai", titre, phrase, lines, is_open=True)


def plural_s(number: int) -> str:
    """The plural of French: two and more."""
    return "s" if number > 1 else ""
