"""Two people on one form: what only one of them changed is kept, the rest is put to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from django import forms
from django.http import QueryDict

from rubriques.redaction.versions import (
    Versionne,
    fingerprint,
    fingerprints,
    seen_in,
    to_change,
)
from temps.mots import day
from texte.riche import RichTextFormField
from texte.simple import plain_lines


@dataclass(frozen=True)
class Desaccord:
    """One field that two people changed: its label, what is saved, what is in the form."""

    champ: str
    enregistre: str
    saisi: str


V = TypeVar("V", bound=Versionne)


class Fusionnable(forms.BaseForm, Generic[V]):
    """A form that two people may send at once. It has `version`, which it was opened on, and `vu`,
    which tells what it showed."""

    def values_of(self, row: V) -> dict[str, Any]:
        """What the fields of the form are for a row that is there."""
        raise NotImplementedError

    def merge(self, current: V) -> list[Desaccord]:
        """Bring the form up to `current`, as somebody else saved it."""
        return merge(self, current)


def merge(form: Fusionnable[V], current: V) -> list[Desaccord]:
    """Bring a valid form, opened on an earlier version, up to `current`.

    A field that only others changed takes what is saved. Returns the fields that both changed;
    the form keeps its author's, and may then be saved knowingly. None: it may be saved as it is.
    """
    seen = seen_in(form.cleaned_data["vu"])
    form.data = sent = to_change(form.data)
    disagreements = []
    for name, saved in form.values_of(current).items():
        mine = form.cleaned_data[name]
        if fingerprint(saved) in (seen.get(name), fingerprint(mine)):
            continue
        if fingerprint(mine) == seen.get(name):
            take(form, sent, name, saved)
        else:
            field = form.fields[name]
            disagreements.append(
                Desaccord(
                    str(form[name].label), in_words(field, saved), as_typed(form, name, mine)
                )
            )
    form.cleaned_data["version"] = current.version
    sent["version"] = str(current.version)
    sent["vu"] = fingerprints(form.values_of(current))
    return disagreements


def as_typed(form: forms.BaseForm, name: str, mine: Any) -> str:
    """What the author typed; what masking made of it would tell which names are known."""
    field = form.fields[name]
    is_text = type(field) is forms.CharField
    return str(form.data.get(name, "")) if is_text else in_words(field, mine)


def take(form: forms.BaseForm, sent: QueryDict, name: str, value: Any) -> None:
    """Put a saved value in the form, in place of the older one that it showed."""
    form.cleaned_data[name] = value
    if isinstance(form, forms.BaseModelForm) and name != "natures":
        setattr(form.instance, name, value)
    raw = form.fields[name].prepare_value(value)
    if isinstance(raw, list | tuple):
        sent.setlist(name, [str(item) for item in raw])
    else:
        sent[name] = "" if raw is None else str(raw)


def in_words(field: forms.Field, value: Any) -> str:
    """A value in the words of the screen."""
    if not value:
        return "rien"
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(str(item) for item in value)
    if isinstance(field, RichTextFormField):
        return plain_lines(value)
    if isinstance(field, forms.DateField):
        return day(value)
    if isinstance(field, forms.MultipleChoiceField):
        labels = labels_of(field)
        return ", ".join(labels.get(item, item) for item in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return labels_of(field).get(value, str(value))
    return str(value)


def labels_of(field: forms.ChoiceField) -> dict[str, str]:
    """The words of each choice; however choices are given, they are read as pairs."""
    return dict(cast(Iterable[tuple[str, str]], field.choices))
