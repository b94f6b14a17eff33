"""The frise: a school year, one line for each situation, one mark for each suivi."""

import datetime
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString

from blog.models import Article, Suivi
from blog.synthese.dessin import percent
from blog.synthese.graphiques import plural_s
from blog.tableau import criteres
from blog.tableau.vues_preparees import SILENT_MEETINGS, SILENT_WEEKS, silence
from rubriques.vacances.jours import holidays
from temps.annee_scolaire import first_day, in_words, last_day, next_month
from temps.horloge import ONE_DAY, day_of
from temps.mots import day as day_in_words
from temps.mots import french
from texte.morceaux import fill

LIFE, SILENCE = "life", "silence"
TRAIT = '<line class="{}" x1="{}" x2="{}" y1="14" y2="14"/>'
REUNION = (
    '<rect class="mark" x="{}" y="9" width="10" height="10" rx="2" transform="translate(-5)">'
    "<title>{}, en réunion</title></rect>"
)
ENTRE = '<circle class="mark-between" cx="{}" cy="14" r="4"><title>{}</title></circle>'
FIN = '<rect class="mark-end" x="{}" y="5" width="4" height="18"/>'


def days_of_suivis(articles, user) -> dict[UUID, list[datetime.date]]:
    """The days of the suivis that `user` knows of, reserved ones too, in order: {pk: [day]}."""
    pks = [article.pk for article in articles]
    known = Suivi.objects.known_to(user).filter(article__in=pks, retire_le=None)
    days = defaultdict(list)
    for pk, day in known.order_by("date").values_list("article_id", "date"):
        days[pk].append(day)
    return days


@dataclass(frozen=True)
class Echelle:
    """Where a day stands in the width of a school year."""

    year: int

    @property
    def start(self):
        return first_day(self.year)

    @property
    def end(self):
        return last_day(self.year)

    def at(self, day: datetime.date) -> str:
        days = (self.end - self.start).days
        place = (min(max(day, self.start), self.end) - self.start).days
        return percent(place / days)

    def holds(self, day: datetime.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Fond:
    """What stands behind each line: holidays, meetings, today."""

    echelle: Echelle
    zone: str
    jours: list[datetime.date]

    @property
    def vacances(self) -> list[tuple[str, str]]:
        days = (self.echelle.end - self.echelle.start).days
        return [
            (self.echelle.at(first), percent(((last - first).days + 1) / days))
            for first, last in holidays(self.zone, self.echelle.start, self.echelle.end)
        ]

    @property
    def reunions(self) -> list[str]:
        return [self.echelle.at(day) for day in self.jours if self.echelle.holds(day)]

    @property
    def aujourdhui(self) -> str:
        today = timezone.localdate()
        return self.echelle.at(today) if self.echelle.holds(today) else ""

    @property
    def mois(self) -> list[tuple[str, str]]:
        month, labels = self.echelle.start, []
        while self.echelle.holds(month):
            labels.append((self.echelle.at(month), date_format(month, "N")))
            month = next_month(month)
        return labels


@dataclass
class Periode:
    """A stretch of a line, between two suivis."""

    classe: str
    debut: datetime.date
    fin: datetime.date
    silences: int = 0


@dataclass(frozen=True)
class LigneFrise:
    """A situation over the year: its life, its silences, its suivis, its end."""

    article: Article
    echelle: Echelle
    suivis: list[datetime.date]
    jours: list[datetime.date] = field(repr=False)  # of meetings, in order

    @cached_property
    def opened(self) -> datetime.date:
        return day_of(self.article.cree_le)

    @cached_property
    def closed(self) -> datetime.date | None:
        return day_of(self.article.close_le) if self.article.close_le else None

    @cached_property
    def periodes(self) -> list[Periode]:
        """The whole life, cut where it falls silent; what is alike and touches makes one."""
        stops = sorted({*self.suivis, *self.opening})
        gaps = [(*pair, self.between(*pair)) for pair in zip(stops, stops[1:], strict=False)]
        end = self.closed or timezone.localdate()
        if end > stops[-1]:
            gaps.append((stops[-1], end, self.until_end(stops[-1], end)))
        periodes: list[Periode] = []
        for start, stop, missed in gaps:
            silences = missed if self.is_long(missed, start, stop) else 0
            if periodes and not silences and not periodes[-1].silences:
                periodes[-1].fin = stop
            else:
                periodes.append(Periode(SILENCE if silences else LIFE, start, stop, silences))
        return periodes

    @property
    def opening(self):
        """The opening counts as a sign of life, unless all suivis are older than it."""
        return [] if self.suivis and self.suivis[-1] < self.opened else [self.opened]

    def between(self, start: datetime.date, stop: datetime.date) -> int:
        """How many meetings (weeks, where there are none) lie between two days."""
        if not self.counts_meetings:
            return (stop - start).days // 7
        return bisect_left(self.jours, stop) - bisect_right(self.jours, start)

    def until_end(self, start, end):
        """The same up to now, as `criteres.silent_for_meetings` asks: today's meeting counts."""
        return self.between(start, end if self.closed else end + ONE_DAY)

    def is_long(self, missed, start, stop) -> bool:
        if self.counts_meetings:
            return missed >= SILENT_MEETINGS
        return (stop - start).days > 7 * SILENT_WEEKS

    @cached_property
    def counts_meetings(self):
        return len(criteres.past(self.jours)) >= SILENT_MEETINGS

    @property
    def traits(self) -> list[tuple[str, str, str]]:
        """What is drawn of its life: (class, from, to)."""
        start, end = self.echelle.start, self.echelle.end
        return [
            (t.classe, self.echelle.at(t.debut), self.echelle.at(t.fin))
            for t in self.periodes
            if t.debut <= end and t.fin >= start
        ]

    @cached_property
    def suivis_shown(self) -> list[datetime.date]:
        return [day for day in self.suivis if self.echelle.holds(day)]

    @property
    def marques(self) -> list[tuple[bool, str, datetime.date]]:
        """One mark for each day: (whether it is a meeting's, where, when)."""
        days = dict.fromkeys(self.suivis_shown)
        return [(self.is_meeting(day), self.echelle.at(day), day) for day in days]

    def is_meeting(self, day: datetime.date) -> bool:
        place = bisect_left(self.jours, day)
        return place < len(self.jours) and self.jours[place] == day

    @property
    def fin(self) -> str:
        return self.echelle.at(self.closed) if self.closed and self.is_closed_here else ""

    @property
    def is_closed_here(self):
        return self.closed is not None and self.echelle.holds(self.closed)

    @property
    def dessin(self) -> SafeString:
        """The line as SVG: its life, its silences, a mark for each day of suivis, its end."""
        parts = [fill(TRAIT, *trait) for trait in self.traits]
        parts += [
            fill(REUNION if is_meeting else ENTRE, x, day_in_words(jour))
            for is_meeting, x, jour in self.marques
        ]
        parts += [fill(FIN, self.fin)] if self.fin else []
        return SafeString("".join(parts))

    @property
    def phrase(self) -> str:
        """The line in words."""
        parts = [f"Ouverte le {self.day_in_words(self.opened)}", *self.suivis_in_words()]
        unit = "réunion" if self.counts_meetings else "semaine"
        start, end = self.echelle.start, self.echelle.end
        shown = [t for t in self.periodes if t.debut <= end and t.fin >= start]
        silent = [t.silences for t in shown if t.silences]
        if silent:
            parts.append(f"jusqu’à {max(silent)} {unit}s de suite sans suivi")
        if self.closed and self.is_closed_here:
            parts.append(f"close le {self.day_in_words(self.closed)}")
        return ", ".join(parts)

    def suivis_in_words(self):
        if not self.suivis_shown:
            return ["aucun suivi dans l’année"]
        number = len(self.suivis_shown)
        count = f"{number} suivi{plural_s(number)}"
        if self.jours:
            count += f" dont {sum(map(self.is_meeting, self.suivis_shown))} en réunion"
        return [count, f"le dernier le {self.day_in_words(self.suivis_shown[-1])}"]

    def day_in_words(self, day: datetime.date) -> str:
        return french(day, "j F" if self.echelle.holds(day) else "j F Y")


@dataclass(frozen=True)
class Frise:
    """The frise of some situations in a school year; `jours` are the rubrique's meetings."""

    articles: list[Article]
    year: int
    zone: str
    jours: list[datetime.date]
    suivis: dict[UUID, list[datetime.date]]

    @property
    def annee(self) -> str:
        return in_words(self.year)

    @property
    def fond(self) -> Fond:
        return Fond(Echelle(self.year), self.zone, self.jours)

    @cached_property
    def lignes(self) -> list[LigneFrise]:
        scale = Echelle(self.year)
        return [LigneFrise(a, scale, self.suivis.get(a.pk, []), self.jours) for a in self.articles]

    @property
    def silence_in_words(self) -> str:
        return f"{silence(self.jours)[0]} sans suivi ou plus"
