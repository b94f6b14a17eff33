"""The one door for writing: a view asks the gate, then `write(…)`, and forgets nothing.

The door keeps and gives back drafts, opens the form, saves it on top of what others saved,
notes in the journal the identities found in a text that is not saved, and answers with the
status that fits: 302 saved, 400 refused, 409 when somebody else saved or when it is too late.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.contrib.auth.models import AbstractUser
from django.db import models, transaction
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect

from comptes.messages import tell
from comptes.models import Utilisateur
from comptes.requete import Requete
from journal.services import Acte, Detail, last_writer, record
from rubriques.cadre import framed
from rubriques.models import Brouillon, Rubrique
from rubriques.protege import rubrique_of
from rubriques.redaction.brouillons import KeepsDraft, answer_draft, forget, open_form
from rubriques.redaction.fusion import Desaccord, Fusionnable
from rubriques.redaction.versions import StaleVersion, Versionne, with_version


class Over(Exception):
    """What a text was written for is over: it is not saved, and comes back to its author."""


class Disagreement(Exception):
    """Others changed the same fields: nothing is saved, and each is put to the author."""

    def __init__(self, desaccords: list[Desaccord], current: Versionne) -> None:
        super().__init__(current._meta.label_lower)
        self.desaccords, self.current = desaccords, current


@runtime_checkable
class Surveille(Protocol):
    """A form whose texts were looked through for names: `choix` is what the journal notes."""

    choix: dict[str, Detail]


F = TypeVar("F", bound=BaseForm)
S = TypeVar("S")  # what is saved


@dataclass
class Ecriture:
    """A form that is not saved, yet or at all, and what its page has to tell.

    `brouillon` is the draft that fills it, `conflict` the object as somebody else saved it
    meanwhile, `disagreements` the fields that two people changed, `conflict_by` the other one;
    `over` tells that it is too late.
    """

    form: BaseForm
    brouillon: Brouillon | None = None
    conflict: Versionne | None = None
    disagreements: list[Desaccord] = field(default_factory=list)
    conflict_by: AbstractUser | str | None = ""
    over: bool = False

    @property
    def status(self) -> int:
        if not self.form.is_bound:
            return 200
        return 409 if self.conflict or self.disagreements or self.over else 400


Show = Callable[[Ecriture], HttpResponse]


@runtime_checkable
class Page(Protocol):
    """What has a page of its own."""

    def get_absolute_url(self) -> str: ...


Place = Page | str  # where one is led on
Then = Place | Callable[[S], Place] | None


def write(
    request: Requete,
    objet: models.Model,
    *,
    make: Callable[..., F],
    save: Callable[[F], S],
    show: Show,
    told: str | Callable[[S], str] = "",
    then: Then[S] = None,
    over: bool = False,
) -> HttpResponse:
    """Answer a form about `objet`, which came through the gate for this act.

    `make(data)` builds the form. `save(form)`, called once it is valid, is one transaction with
    its trace; it returns what it saved and may raise StaleVersion or Over. A `Fusionnable` (it
    has `merge` and `values_of`) is saved again on top of what others saved. `told` is the message
    of success and `then` where it leads (by default to what was saved); both may be functions of
    what was saved. `show` makes the page of a form that is not saved. `over`: it is known
    already that it is too late.
    """
    match = request.resolver_match
    keeps = match is not None and isinstance(match.func, KeepsDraft)
    if keeps and (answer := answer_draft(request, rubrique_of(objet))):
        return answer
    form, brouillon = open_form(request, make, look=keeps)
    ecriture = Ecriture(form, brouillon, over=over)
    if form.is_bound:
        if form.is_valid() and not over:
            try:
                saved = save_and_tell(request, form, save, told)
            except StaleVersion as error:
                ecriture.conflict = error.current
                form.data = with_version(form.data, error.current.version)
            except Disagreement as error:
                ecriture.disagreements = error.desaccords
                ecriture.conflict_by = last_writer(error.current)
            except Over:
                ecriture.over = True
            else:
                return leave(saved, then)
        note_unsaved(form, objet, request.user)
    return show(ecriture)


@transaction.atomic
def save_and_tell(
    request: Requete, form: F, save: Callable[[F], S], told: str | Callable[[S], str]
) -> S:
    """Saved, told to its author and no draft any more, or nothing of all this."""
    saved = save_on_top(form, save)
    forget(request.user, request.path)
    if message := told(saved) if callable(told) else told:
        tell(request, message)
    return saved


def save_on_top(form: F, save: Callable[[F], S]) -> S:
    """Return what `save(form)` does, on top of what others saved if the form can be merged.

    Raises StaleVersion when it cannot, Disagreement when both changed the same field.
    """
    while True:
        try:
            return save(form)
        except StaleVersion as error:
            if not isinstance(form, Fusionnable):
                raise
            if desaccords := form.merge(error.current):
                raise Disagreement(desaccords, error.current) from error


def leave(saved: S, then: Then[S]) -> HttpResponse:
    """It is saved: its author is led on."""
    place = then(saved) if callable(then) else then
    if place is None and isinstance(saved, Page):
        place = saved
    if place is None:
        raise TypeError("It is saved, and nothing says where that leads.")
    return redirect(place)


def note_unsaved(form: BaseForm, objet: models.Model, par: Utilisateur) -> None:
    """Note that a text was not saved though it looks like it names somebody.

    `form.choix` tells the kinds of what was found, never the words. Whoever tries names to learn
    which ones the key table holds is seen doing so.
    """
    if isinstance(form, Surveille) and form.choix:
        record(par, Acte.IDENTITE, objet, **form.choix)


def page(request: Requete, rubrique: Rubrique, template: str, tab: str, **context: Any) -> Show:
    """Return what shows a form that is not saved, in the frame of a rubrique (see `framed`)."""

    def show(ecriture: Ecriture) -> HttpResponse:
        told = context | vars(ecriture)
        return framed(request, rubrique, template, tab, status=ecriture.status, **told)

    return show
