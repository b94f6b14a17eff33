"""The pages of a meeting and those that follow it in their series: nothing is written before the
list of what becomes of each was read."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from agenda.models import Seance
from agenda.reunions.forms import SuiteForm
from agenda.reunions.suite import (
    Demande,
    cancellable,
    digest_of,
    edit_suite,
    following,
    plan,
    restorable,
    set_suite_cancelled,
)
from rubriques.cadre import frame
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.versions import StaleVersion
from rubriques.vacances.jours import closed_days


def change_suite(request, seance, suite, form):
    """Show what the change does to each meeting; do it once that list comes back in `vu`.

    Raises StaleVersion when one of them changed since the form, or the list, was shown.
    """
    demande, seen = Demande(**form.demande), form.cleaned_data["version"] or 0
    deplacees = form.cleaned_data.get("deplacees", False)
    if form.cleaned_data["vu"] and not form.changes:  # sent twice
        return redirect("agenda:suite_edit", seance.pk)
    if form.cleaned_data["vu"]:
        changed = edit_suite(
            seance=seance,
            par=request.user,
            seen=seen,
            seen_suite=form.cleaned_data["vu"],
            demande=demande,
            deplacees=deplacees,
        )
        messages.success(request, changed_in_words(changed))
        return redirect("agenda:suite_edit", seance.pk)
    if seance.version != seen:
        raise StaleVersion(seance)
    lignes = plan(seance, demande, suite, deplacees=deplacees)
    context = frame(request, seance.rubrique, "agenda") | {
        "seance": seance,
        "form": form,
        "lignes": with_reasons(lignes, seance),
        "changed": sum(ligne.changes for ligne in lignes),
        "digest": digest_of(suite),
    }
    return render(request, "agenda/suite_confirm.html", context)


def changed_in_words(count):
    return f"{count} réunions sont modifiées." if count > 1 else "La réunion est modifiée."


def with_reasons(lignes, seance):
    """Each line, what it keeps, and why there is no school on its new day, if that is so."""
    days = [ligne.jour for ligne in lignes]
    closed = closed_days(seance.rubrique.espace.zone, min(days), max(days))
    lieu_changes = not all(ligne.keeps_lieu for ligne in lignes)
    return [
        (
            ligne,
            kept_in_words(ligne, lieu_changes) if ligne.seance.pk != seance.pk else [],
            "" if ligne.keeps_time else closed.get(ligne.jour, ""),
        )
        for ligne in lignes
    ]


def kept_in_words(ligne, lieu_changes):
    kept = ["reste annulée"] if ligne.seance.is_annulee else []
    if ligne.seance.is_deplacee:
        what = "son jour et son heure" if ligne.keeps_time else "son jour"
        kept.append(f"déplacée\u00a0: garde {what}")
    if lieu_changes and ligne.keeps_lieu:
        kept.append("garde son lieu")
    return kept


@require_http_methods(["GET", "POST"])
def suite_edit(request, pk):
    """A meeting and those that follow: cancel or restore them together."""
    seance = get_allowed(Seance, request.user, Droit.WRITE, pk=pk)
    if not seance.is_prevue:
        messages.error(request, "Cette séance est ouverte ou close\u00a0: partez d’une autre.")
        return redirect(seance)
    form, stale = SuiteForm(request.POST or None), False
    if form.is_valid():
        cancelled = form.cleaned_data["acte"] == "annuler"
        try:
            touched = set_suite_cancelled(
                seance=seance,
                cancelled=cancelled,
                par=request.user,
                seen_suite=form.cleaned_data["vu"],
            )
        except StaleVersion:
            stale = True
        else:
            messages.success(request, cancelled_in_words(len(touched), cancelled))
            return redirect("agenda:suite_edit", seance.pk)
    status = 409 if stale else 400 if form.is_bound else 200
    context = frame(request, seance.rubrique, "agenda") | suite_of(seance) | {"stale": stale}
    return render(request, "agenda/suite_edit.html", context, status=status)


def suite_of(seance):
    suite = following(seance)
    return {
        "seance": seance,
        "suite": suite,
        "a_annuler": cancellable(suite),
        "a_retablir": restorable(suite),
        "digest": digest_of(suite),
    }


def cancelled_in_words(count, cancelled):
    what = "annulée" if cancelled else "rétablie"
    return f"{count} réunions sont {what}s." if count > 1 else f"{count} réunion est {what}."
