"""Drafts: what somebody writes is kept on the server, sealed, until they save it or give it up.

A draft belongs to one person and to the address that their form is sent to. Only the page of
that form, behind the gate like any other, gives it back. Nothing is kept in the browser.
"""

import datetime
import json
import uuid
from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast, runtime_checkable

from django import forms
from django.contrib import messages
from django.db.models import Exists
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.crypto import salted_hmac

from comptes.models import Utilisateur
from comptes.requete import Requete
from rubriques.models import Brouillon, Rubrique
from rubriques.permissions import Droit, allowed_keys
from rubriques.redaction.versions import to_change

KEEP, GIVE_UP = "brouillon", "abandonner"  # what a form adds when it is not to be saved
AUTHOR = "de"  # whose text it is
NOT_KEPT = {"csrfmiddlewaretoken", KEEP, AUTHOR}
LONGEST_ADDRESS, LARGEST, MOST = 200, 200_000, 50  # characters, characters, drafts of one person
OWNERS = ("auteur", "ouvert_par", "cree_par")
ON_ITS_WAY = datetime.timedelta(seconds=10)
SPACE = uuid.UUID("b5f1c0de-7a57-4c3e-9d43-0c0e11e1de5a")


def mark_of(utilisateur: Utilisateur) -> str:
    """Return what a form carries to tell whose text it holds, when somebody else signs in."""
    return salted_hmac("rubriques.brouillons", str(utilisateur.pk)).hexdigest()[:16]


def is_another_s(values: QueryDict, utilisateur: Utilisateur) -> bool:
    """Whether a form that was sent holds the text of somebody else than `utilisateur`."""
    return values.get(AUTHOR, mark_of(utilisateur)) != mark_of(utilisateur)


@runtime_checkable
class KeepsDraft(Protocol):
    """A view marked by `keeps_draft`."""

    keeps_draft: str
    draft_droit: Droit

    def __call__(self, *args: Any, **kwargs: Any) -> HttpResponse: ...


@runtime_checkable
class Signe(Protocol):
    """A form that asks who writes it."""

    auteur: Utilisateur | None


View = TypeVar("View", bound=Callable[..., HttpResponse])


def keeps_draft(title: str, droit: Droit = Droit.WRITE) -> Callable[[View], View]:
    """Mark a view whose form comes back to its author when the session ended meanwhile.

    `title` says on the home page what the form is for, and nothing of which situation it is;
    `droit` what one must be allowed to do to send it.
    """

    def mark(view: View) -> View:
        marked = cast(KeepsDraft, view)  # which it is from here on
        marked.keeps_draft, marked.draft_droit = title, droit
        return view

    return mark


def title_of(draft: Brouillon) -> str | None:
    """What a draft is a draft of, by the view that its address leads to; None when that address
    leads to no form any more."""
    try:
        return view_at(draft.adresse).keeps_draft
    except (Resolver404, TypeError):
        return None


def is_draft_sent(request: Requete) -> bool:
    """Whether a form is sent to be kept, or given up: nothing else in it is to be done."""
    return request.method == "POST" and (KEEP in request.POST or GIVE_UP in request.POST)


def view_at(adresse: str) -> KeepsDraft:
    view = resolve(adresse).func
    if not isinstance(view, KeepsDraft):
        raise TypeError(f"{view.__name__} keeps no draft.")
    return view


def answer_draft(request: Requete, rubrique: Rubrique) -> HttpResponse | None:
    """Return the answer to a form that is to be kept, or given up; None to any other.

    To be called once the gate let the person write.
    """
    if request.method == "POST" and KEEP in request.POST:
        kept = keep(request.user, request.path, request.POST, rubrique)
        return HttpResponse(status=204 if kept else 413)
    if request.method == "POST" and GIVE_UP in request.POST:
        forget(request.user, request.path)
        messages.success(request, "Le brouillon est abandonné.")
        return redirect(request.path)
    return None


def is_left(brouillon: uuid.UUID) -> Exists:
    """Return the condition that a draft was left, by its `key`: a page that asks it with its own
    row need not look for a draft that is not there."""
    return Exists(Brouillon.objects.filter(pk=brouillon))


F = TypeVar("F", bound=forms.BaseForm)


def open_form(
    request: Requete,
    make: Callable[[QueryDict | None], F],
    adresse: str | None = None,
    *,
    look: bool = True,
) -> tuple[F, Brouillon | None]:
    """Return the form that `make(data)` builds: bound to what is posted, else as it was left.

    With it comes the draft that fills it: None when there is none, or when all that it says is
    saved already. `look` false: none was left, as `is_left` told. The form is told its author.
    """
    if request.method == "POST":
        return signed(make(request.POST), request.user), None
    form, draft = make(None), find(request.user, adresse or request.path) if look else None
    if draft:
        left = signed(make(values_of(draft)), request.user)
        if is_saved(left, draft) or not says_more(left, form):
            draft.delete()
        else:
            form.initial = {**form.initial, **initial_of(left)}
            return form, draft
    return form, None


def signed(form: F, auteur: Utilisateur) -> F:
    if isinstance(form, Signe):
        form.auteur = auteur
    return form


def keep(
    utilisateur: Utilisateur, adresse: str, values: QueryDict, rubrique: Rubrique | None = None
) -> bool:
    """Keep the fields of a form as its author's draft, in place of the one before.

    Without `rubrique` nobody asked the gate: then it is kept for who may send such a form
    somewhere, within bounds. Nothing in it is shown but by its page, which asks. Returns whether
    it is kept.
    """
    fields = {name: values.getlist(name) for name in values if name not in NOT_KEPT}
    said = json.dumps(fields, ensure_ascii=False)
    if len(said) > LARGEST or len(adresse) > LONGEST_ADDRESS or not fields:
        return False
    if rubrique is None and not may_leave_one(utilisateur, adresse):
        return False
    draft = Brouillon(
        pk=key(utilisateur, adresse),
        auteur=utilisateur,
        adresse=adresse,
        rubrique=rubrique,
        champs=said,
        modifie_le=timezone.now(),
    )
    changed = ["champs", "modifie_le"] + (["rubrique"] if rubrique else [])
    Brouillon.objects.bulk_create(
        [draft], update_conflicts=True, unique_fields=["id"], update_fields=changed
    )
    return True


def may_leave_one(utilisateur: Utilisateur, adresse: str) -> bool:
    others = Brouillon.objects.filter(auteur=utilisateur).exclude(pk=key(utilisateur, adresse))
    droit = view_at(adresse).draft_droit
    return others.count() < MOST and bool(allowed_keys(utilisateur, droit))


def find(utilisateur: Utilisateur, adresse: str) -> Brouillon | None:
    """Return the draft that somebody left in the form of an address."""
    return Brouillon.objects.filter(pk=key(utilisateur, adresse)).first()


def forget(utilisateur: Utilisateur, adresse: str) -> None:
    """Drop a draft: its form is saved, or given up."""
    Brouillon.objects.filter(pk=key(utilisateur, adresse)).delete()


def key(utilisateur: Utilisateur, adresse: str) -> uuid.UUID:
    """One draft for a person and an address: two of their windows write the same row."""
    return uuid.uuid5(SPACE, f"{utilisateur.pk} {adresse}")


def values_of(draft: Brouillon) -> QueryDict:
    """The fields of a draft, as its form would be sent."""
    values = QueryDict(mutable=True)
    for name, items in json.loads(draft.champs).items():
        values.setlist(name, items)
    return values


def initial_of(left: forms.BaseForm) -> dict[str, Any]:
    """What a form that was left shows when it is opened again. An unticked box sends nothing."""
    return {
        name: field.bound_data(left[name].data, None)
        for name, field in left.fields.items()
        if not field.widget.is_hidden or left[name].data
    }


def is_saved(left: forms.BaseForm, draft: Brouillon) -> bool:
    """Whether what a form would create is there: it was saved while its draft was on its way.

    A draft that its author went on with long after is another text, under a number of its own.
    """
    if not isinstance(left, forms.BaseModelForm) or not left.instance._state.adding:
        return False
    try:
        number = uuid.UUID(left["envoi"].data or "")
    except ValueError:
        return False
    row = type(left.instance)._default_manager.filter(pk=number).first()
    if row is None or draft.auteur_id not in [getattr(row, f"{o}_id", None) for o in OWNERS]:
        return False
    if draft.modifie_le - row.cree_le < ON_ITS_WAY:
        return True
    left.data = sent = to_change(left.data)
    sent["envoi"] = ""
    return False


def says_more(left: forms.BaseForm, form: forms.BaseForm) -> bool:
    """Whether a visible field of the form that was left says something that `form` does not."""
    return any(
        field.has_changed(form.get_initial_for_field(field, name), left[name].data)
        for name, field in form.fields.items()
        if not field.widget.is_hidden
    )
