"""Views of the members of a rubrique: who holds which right, until when."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rubriques.cadre import frame
from rubriques.forms import DroitForm, NouveauMembreForm
from rubriques.models import Habilitation, Rubrique
from rubriques.permissions import Droit, StaleRight, current_members, get_allowed, set_role

CHANGED = "Cette habilitation a changé entre-temps. Voici la liste à jour."


@dataclass(frozen=True)
class Ligne:
    """A line of the table: a right, and the form that changes it."""

    membre: Habilitation
    form: DroitForm


@require_http_methods(["GET", "POST"])
def membre_list(request, slug):
    """The members; a POST adds one."""
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, slug=slug)
    form = NouveauMembreForm(request.POST or None, rubrique=rubrique, request=request)
    if form.is_valid():
        membre = form.cleaned_data["utilisateur"]
        done = f"{membre} est membre de la rubrique."
        return change(request, rubrique, done, seen=None, **form.cleaned_data)
    return show_list(request, rubrique, form, status=form.status)


@require_POST
def membre_edit(request, slug, pk):
    """Another role or another last day; « retirer » withdraws the right at once."""
    rubrique = get_allowed(Rubrique, request.user, Droit.MANAGE, slug=slug)
    membre = current_members(rubrique).filter(pk=pk).exclude(utilisateur=request.user).first()
    if membre is None:
        messages.error(request, CHANGED)
        return redirect("rubriques:membre_list", slug)
    person = membre.utilisateur
    if "retirer" in request.POST:
        done = f"{person} n’a plus accès à la rubrique."
        return change(request, rubrique, done, seen=membre, utilisateur=person, role=None)
    form = DroitForm(request.POST, prefix=str(membre.pk))
    if not form.is_valid():
        new = NouveauMembreForm(rubrique=rubrique, request=request)
        return show_list(request, rubrique, new, rejected=form, status=400)
    done = f"Les droits de {person} sont enregistrés."
    return change(request, rubrique, done, seen=membre, utilisateur=person, **form.cleaned_data)


def change(request, rubrique, done, **right):
    """Set the right unless somebody did in between; back to the list, which says which."""
    try:
        set_role(rubrique=rubrique, par=request.user, **right)
    except StaleRight:
        messages.error(request, CHANGED)
    else:
        messages.success(request, done)
    return redirect("rubriques:membre_list", rubrique.slug)


def show_list(request, rubrique, form, *, rejected=None, status=200):
    membres = [Ligne(h, form_of(h, rejected)) for h in current_members(rubrique)]
    context = frame(request, rubrique, "membres") | {
        "form": form,
        "membres": membres,
        "anciens": ended(rubrique),
    }
    return render(request, "rubriques/membre_list.html", context, status=status)


def form_of(habilitation, rejected):
    """The form that changes a right; the one that was refused comes back to its row."""
    prefix, auto_id = str(habilitation.pk), f"{habilitation.pk}-%s"
    if rejected and rejected.prefix == prefix:
        rejected.auto_id = auto_id
        return rejected
    initial = {name: getattr(habilitation, name) for name in DroitForm.base_fields}
    return DroitForm(initial=initial, prefix=prefix, auto_id=auto_id)


def ended(rubrique):
    """The last habilitation of each person who holds none any longer."""
    others = Habilitation.objects.filter(rubrique=rubrique, utilisateur=OuterRef("utilisateur"))
    later = others.filter(depuis_le__gt=OuterRef("depuis_le"))
    return (
        rubrique.habilitations.filter(~Exists(others.current()), ~Exists(later))
        .select_related("utilisateur", "terminee_par")
        .order_by("-expire_le")
    )
