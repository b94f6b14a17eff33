"""Prepared views of the open situations: what to look at first. Each counts what it opens."""

import datetime
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.http import urlencode

from blog.models import Article
from blog.tableau import criteres
from blog.tableau.lignes import flags, numbers, situations_among

SILENT_WEEKS, SILENT_MEETINGS = 6, 3


@dataclass(frozen=True)
class VuePreparee:
    """A question put to each open situation, and the filter of the table that asks the same."""

    nom: str
    libelle: str
    filtre: dict
    condition: Q
    is_pressing: bool = False  # those that it counts should not wait
    nombre: int | None = None

    @property
    def phrase(self) -> str:
        """The label, in agreement with the number of situations."""
        return self.libelle.format(s="s" if self.nombre and self.nombre > 1 else "")

    @property
    def query(self) -> str:
        return urlencode(self.filtre)


def vues_preparees(days: list[datetime.date]) -> list[VuePreparee]:
    """The prepared views of a rubrique that meets on `days`, in the order of the screen."""
    has_next = criteres.next_meeting(days) is not None
    return [
        VuePreparee(
            "revoir",
            "à revoir à la prochaine réunion" if has_next else "à revoir",
            {"point": "reunion"},
            criteres.due_at_next_meeting(days),
        ),
        VuePreparee(
            "urgent", "urgente{s}", {"vigilance": "urgent"}, criteres.URGENT, is_pressing=True
        ),
        VuePreparee(
            "retard",
            "avec une action en retard",
            {"retard": "oui"},
            criteres.EN_RETARD,
            is_pressing=True,
        ),
        VuePreparee(
            "sans_referent", "sans référent", {"referent": "aucun"}, criteres.SANS_REFERENT
        ),
        silent_vue(days),
        VuePreparee(
            "signalee", "signalée{s}, à examiner", {"statut": "signalee"}, criteres.SIGNALEE
        ),
        VuePreparee("nouveau", "avec du nouveau pour moi", {"nouveau": "oui"}, criteres.NOUVEAU),
    ]


def silent_vue(days):
    in_words, asked, condition = silence(days)
    return VuePreparee("silence", f"sans suivi depuis {in_words}", asked, condition)


def silence(days: list[datetime.date]) -> tuple[str, dict, Q]:
    """What is called silent in a rubrique that meets on `days`: in words, as the filter of the
    table asks for it, and as a condition. In weeks as long as there are few meetings."""
    if len(criteres.past(days)) >= SILENT_MEETINGS:
        condition = criteres.silent_for_meetings(SILENT_MEETINGS, days)
        return f"{SILENT_MEETINGS} réunions", {"reunions": str(SILENT_MEETINGS)}, condition
    condition = criteres.silent_for_weeks(SILENT_WEEKS)
    return f"{SILENT_WEEKS} semaines", {"semaines": str(SILENT_WEEKS)}, condition


def with_numbers(user, rubrique, vues: list[VuePreparee]) -> list[VuePreparee]:
    """Return `vues` with how many open situations of a rubrique, of those that `user` may see,
    each one holds: one query, and the conditions of the lists themselves."""
    (counted,) = numbers(user, rubrique.pk, **conditions(vues)) or [{}]
    return [replace(vue, nombre=counted.get(vue.nom, 0)) for vue in vues]


def with_articles(
    user, rubrique, vues: list[VuePreparee], most: int
) -> list[tuple[VuePreparee, list[Article]]]:
    """Return each of `vues`, counted, with the first `most` of the situations that it holds."""
    told = flags(user, rubrique.pk, **conditions(vues))
    held = [[key for key, *is_in in told if is_in[place]] for place in range(len(vues))]
    shown = list(dict.fromkeys(key for keys in held for key in keys[:most]))
    by_key = {row.pk: row for row in situations_among(user, rubrique.pk, shown)}
    return [
        (replace(vue, nombre=len(keys)), [by_key[key] for key in keys[:most] if key in by_key])
        for vue, keys in zip(vues, held, strict=True)
    ]


def conditions(vues: list[VuePreparee]) -> dict[str, Q]:
    return {vue.nom: vue.condition for vue in vues}
