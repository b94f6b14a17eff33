"""Views of a meeting: its order of business before, each situation during."""

from functools import partial

from django.contrib import messages
from django.http import HttpResponseNotModified
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agenda.models import Seance
from agenda.seance.ecran import state_of, view_of, with_state
from agenda.seance.forms import OrdreForm, PresencesForm
from agenda.seance.ordre import current, digest_of, order_of, set_order
from agenda.seance.propositions import propositions
from agenda.seance.services import SeanceClose, open_seance, set_presences, undo_opening
from blog.models import Article
from comptes.sessions import not_an_act
from rubriques.cadre import frame
from rubriques.permissions import Droit, current_members, get_allowed, open_to_read
from rubriques.redaction.versions import StaleVersion
from sql.alphabet import alphabetical

OVER = "La séance est close\u00a0: ce qui a été dit est dans les situations, et se corrige là."


@require_http_methods(["GET", "POST"])
def seance_prepare(request, pk):
    """The order of business: who writes sets it, who reads contributes to it."""
    action = Droit.WRITE if request.method == "POST" else Droit.READ
    seance = get_allowed(Seance, request.user, action, pk=pk)
    form, conflict = order_form(request, seance), None
    if form.is_valid():
        try:
            kept = set_order(seance=seance, par=request.user, **form.order())
        except StaleVersion as error:
            conflict = error.current
            form.data = with_seen(form.data, order_of(seance, request.user))
        except SeanceClose:
            messages.error(request, OVER)
            return redirect(seance)
        else:
            tell_order(request, kept)
            return redirect(back_to(request, form.points))
    minutes = sum(point.minutes for point in form.points)
    duree = int((seance.fin - seance.debut).total_seconds() // 60)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "form": form,
        "conflict": conflict,
        "minutes": minutes,
        "duree": duree,
        "trop": minutes - duree,
        "trace": open_to_read(request.user, seance),
    }
    status = 409 if conflict else 400 if form.is_bound else 200
    return render(request, "agenda/seance_prepare.html", context, status=status)


def order_form(request, seance):
    points = order_of(seance, request.user)
    open_here = Article.objects.visible_to(request.user).filter(rubrique=seance.rubrique).open()
    return OrdreForm(
        request.POST or None,
        points=points,
        proposes=propositions(seance, request.user),
        others=open_here.exclude(points__seance=seance).order_by(alphabetical("code")),
    )


def with_seen(data, points):
    """Posted `data` as if its page had shown `points`, so that it may now be saved knowingly."""
    data = data.copy()
    data["vu"] = digest_of(points)
    return data


def back_to(request, points) -> str:
    """The same page; at the line that was moved, so that it may be moved again."""
    moved = {request.POST.get("monter"), request.POST.get("descendre")}
    return next(
        (f"{request.path}#id_rang-{p.pk}" for p in points if str(p.pk) in moved), request.path
    )


def tell_order(request, kept):
    messages.success(request, "L’ordre du jour est enregistré.")
    if kept:
        text = "Restent à l’ordre du jour, car quelqu’un y a déjà écrit\u00a0: "
        messages.error(request, text + ", ".join(point.article.code for point in kept) + ".")


@require_POST
def seance_open(request, pk):
    """Open the séance, or take back an opening in which nothing was written."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    if seance.is_annulee:
        messages.error(
            request, "Cette réunion est annulée\u00a0: rétablissez-la avant de l’ouvrir."
        )
        return redirect(seance)
    try:
        if "annuler" in request.POST:
            tell_undone(request, undo_opening(seance=seance, par=request.user))
            return redirect("agenda:seance_prepare", pk)
        open_seance(seance=seance, par=request.user)
    except SeanceClose:
        messages.error(request, OVER)
        return redirect(seance)
    return redirect("agenda:seance_hold", pk)


def tell_undone(request, undone):
    if undone:
        messages.success(request, "La séance n’est plus ouverte. L’ordre du jour est inchangé.")
    else:
        messages.error(
            request, "Quelqu’un a écrit dans cette séance\u00a0: elle ne peut qu’être close."
        )


@require_safe
def seance_hold(request, pk):
    """The point to speak of now: the one that the séance is at, else the first one left."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    points = order_of(seance, request.user)
    left = [point for point in points if point.redige_par_id is None]
    if not seance.is_en_cours or not points:
        return redirect("agenda:seance_prepare", pk)
    return redirect("agenda:point_edit", (current(points) or [*left, *points][0]).pk)


@require_http_methods(["GET", "POST"])
def seance_presences(request, pk):
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    membres = current_members(seance.rubrique)
    form = PresencesForm(request.POST or None, seance=seance, membres=membres)
    if form.is_valid():
        try:
            set_presences(seance=seance, etats=form.etats(), par=request.user)
        except SeanceClose:
            messages.error(request, OVER)
            return redirect(seance)
        messages.success(request, "Les présences sont notées.")
        return redirect("agenda:seance_hold", pk)
    context = frame(request, seance.rubrique, "agenda") | {"seance": seance, "form": form}
    status = 400 if form.is_bound else 200
    return render(request, "agenda/seance_presences.html", context, status=status)


@require_safe
def seance_follow(request, pk):
    """The séance as a member elsewhere follows it: the situation it is at, and what is written."""
    return show_live(request, pk, "agenda/seance_follow.html", projected=False)


@require_safe
def seance_project(request, pk):
    """The séance on a wall: big, the code only, no reserved note."""
    return show_live(request, pk, "agenda/seance_project.html", projected=True)


@not_an_act
@require_safe
def seance_live(request, pk):
    """What the two pages above show, again; 304, and nothing read, if it is the same."""
    projected = request.GET.get("pour") == "projection"
    return show_live(request, pk, "agenda/_seance_live.html", projected=projected)


def show_live(request, pk, template, *, projected):
    source = partial(with_state, user=request.user)
    seance = get_allowed(source, request.user, Droit.READ, pk=pk)
    state = f'"{state_of(seance, request.user)}{"p" if projected else ""}"'
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    points = order_of(seance, request.user)
    places = {point.pk: place for place, point in enumerate(points, start=1)}
    point = current(points) if seance.is_en_cours else None
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "points": points,
        "place": places.get(point.pk) if point else None,
        "vue": view_of(point, request.user, projected=projected) if point else None,
        "suivante": points[places[point.pk]] if point and places[point.pk] < len(points) else None,
        "projected": projected,
        "state": state,
        "trace": open_to_read(request.user, point.article if point else seance),
    }
    response = render(request, template, context)
    response["ETag"] = state
    return response
