"""Views of the end of a séance: closing it, then its relevé de décisions, which is a page."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet, prefetch_related_objects
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Decision, Invitation, Point, Presence, Seance
from agenda.seance.cloture import close_seance, orphans
from agenda.seance.forms import ClotureForm
from agenda.seance.ordre import order_of
from agenda.seance.services import is_untouched, validate_releve
from blog.models import Action, Article, Suivi
from rubriques.cadre import frame
from rubriques.permissions import Droit, get_allowed, open_to_read
from sql.alphabet import alphabetical
from temps.mots import day as say_day


@dataclass(frozen=True)
class Releve:
    """What a séance says of one situation: its decisions, what was done, what becomes of it."""

    point: Point
    decided: list[Decision]
    terminees: list[Action]
    suivi: Suivi | None = None  # what its words became, for who may read it

    @property
    def is_aborde(self) -> bool:
        return bool(self.point.redige_par_id or self.decided or self.terminees)

    @property
    def devient(self) -> list[str]:
        return becomes(self.point) if self.point.redige_par_id else []


@require_http_methods(["GET", "POST"])
def seance_close(request, pk):
    """Say what the closing will write, then write it."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    if not seance.is_en_cours:  # closed already: asked twice, or by two people
        return redirect("agenda:releve_detail" if seance.is_close else seance, pk)
    points = order_of(seance, request.user)
    releves = releves_of(points)
    data = request.POST if request.method == "POST" else None
    form = ClotureForm(data, decisions=orphans(points, seance.rubrique))
    if form.is_valid():
        if close_seance(seance=seance, par=request.user, relais=form.relais()):
            messages.success(request, "La séance est close. Chaque relevé est dans sa situation.")
        return redirect("agenda:releve_detail", pk)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "abordes": [releve for releve in releves if releve.is_aborde],
        "autres": [releve for releve in releves if not releve.is_aborde],
        "form": form,
        "intacte": is_untouched(seance, request.user),
        "trace": open_to_read(request.user, seance),
    }
    status = 400 if form.is_bound else 200
    return render(request, "agenda/seance_close.html", context, status=status)


@require_safe
def releve_detail(request, pk):
    """What was said and decided. A suivi corrected since says so, and shows what it says now."""
    seance = get_allowed(Seance, request.user, Droit.READ, pk=pk)
    if not seance.is_close:
        return redirect(seance)
    points = order_of(seance, request.user)
    suivis = Suivi.objects.visible_to(request.user).filter(point__seance=seance)
    texts = {suivi.point.pk: suivi for suivi in suivis.select_related("point")}
    releves = releves_of(points, texts)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "releves": [releve for releve in releves if releve.is_aborde],
        "reportes": [releve for releve in releves if not releve.is_aborde],
        "invites": invited(points),
        "presences": presences_of(seance),
        "trace": open_to_read(request.user, seance),
    }
    return render(request, "agenda/releve_detail.html", context)


def presences_of(seance: Seance) -> QuerySet[Presence]:
    """Who was there, excused or absent, each group by name."""
    names = [alphabetical(f"utilisateur__{name}") for name in ("last_name", "first_name")]
    return seance.presences.select_related("utilisateur").order_by("etat", *names)


def releves_of(points: list[Point], texts: Mapping[UUID, Suivi] | None = None) -> list[Releve]:
    """What is said of each point, in two queries; `texts`: what may be read of their suivis."""
    prefetch_related_objects(points, "faites")
    decisions = Decision.objects.filter(point__in=points).select_related("responsable", "action")
    by_point = defaultdict(list)
    for decision in decisions:
        by_point[decision.point_id].append(decision)
    return [
        Releve(p, by_point[p.pk], list(p.faites.all()), (texts or {}).get(p.pk)) for p in points
    ]


def invited(points: list[Point]) -> list[Invitation]:
    """Who was invited to these points, and to which."""
    rows = Invitation.objects.filter(point__in=points)
    return list(rows.select_related("utilisateur", "point__article").order_by("cree_le"))


def becomes(point: Point) -> list[str]:
    """What was chosen for a situation in the séance; what nobody chose is not said."""
    statut, _, motif = point.statut.partition(":")
    statut = dict(Article.Statut.choices).get(statut, "")
    motif = dict(Article.Cloture.choices).get(motif, "")
    day = point.prochain_point
    said = {
        "Statut": f"{statut} ({motif})" if motif else statut,
        "Vigilance": point.get_vigilance_display(),
        "Prochain point": day and f"le {say_day(day)}",
    }
    return [f"{name}\u00a0: {value.lower()}" for name, value in said.items() if value]


@require_POST
def releve_validate(request, pk):
    seance = get_allowed(Seance, request.user, Droit.MANAGE, pk=pk)
    validate_releve(seance=seance, par=request.user)
    return redirect("agenda:releve_detail" if seance.is_close else "agenda:seance_detail", pk)
