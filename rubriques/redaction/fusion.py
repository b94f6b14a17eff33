"""Two people on one form: what only one of them changed is kept, the rest is put to them."""

from dataclasses import dataclass

from django import forms
from django.db import models

from rubriques.redaction.versions import fingerprint, fingerprints, seen_in
from temps.mots import day
from texte.riche import RichTextFormField
from texte.simple import plain_lines


@dataclass(frozen=True)
class Desaccord:
    """One field that two people changed: its label, what is saved, what is in the form."""

    champ: str
    enregistre: str
    saisi: str


def merge(form, current: models.Model) -> list[Desaccord]:
    """Bring a valid form, opened on an earlier version, up to `current`.

    A field that only others changed takes what is saved. Returns the fields that both changed;
    the form keeps its author's, and may then be saved knowingly. None: it may be saved as it is.
    The form has `vu`, `version`, and says what it shows of a row: `values_of`.
    """
    seen = seen_in(form.cleaned_data["vu"])
    form.data = form.data.copy()
    disagreements = []
    for name, saved in form.values_of(current).items():
        mine = form.cleaned_data[name]
        if fingerprint(saved) in (seen.get(name), fingerprint(mine)):
            continue
        if fingerprint(mine) == seen.get(name):
            take(form, name, saved)
        else:
            field = form.fields[name]
            disagreements.append(
                Desaccord(form[name].label, in_words(field, saved), as_typed(form, name, mine))
            )
    form.data["version"] = form.cleaned_data["version"] = current.version
    form.data["vu"] = fingerprints(form.values_of(current))
    return disagreements


def as_typed(form, name, mine) -> str:
    """What the author typed; what masking made of it would tell which names are known."""
    field = form.fields[name]
    is_text = type(field) is forms.CharField
    return form.data.get(name, "") if is_text else in_words(field, mine)


def take(form, name, value) -> None:
    """Put a saved value in the form, in place of the older one that it showed."""
    form.cleaned_data[name] = value
    if hasattr(form, "instance") and name != "natures":
        setattr(form.instance, name, value)
    raw = form.fields[name].prepare_value(value)
    if isinstance(raw, list | tuple):
        form.data.setlist(name, [str(item) for item in raw])
    else:
        form.data[name] = "" if raw is None else str(raw)


def in_words(field, value) -> str:
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
        return ", ".join(dict(field.choices).get(item, item) for item in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        return str(dict(field.choices).get(value, value))
    return str(value)
