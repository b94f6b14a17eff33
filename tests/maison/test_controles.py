"""Controls are drawn in Python, mark for mark as Django's templates draw them (but for spaces)."""

import datetime

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from cellule.formrender import DRAWN, FieldRenderer

HOSTILE = '<b>"l\'école" & co'
CHOICES = [("", "Tous"), ("a", HOSTILE), ("groupe", [("b", "B"), ("c", "C")]), (3, "trois")]
WIDGETS = [
    (forms.TextInput, {}, HOSTILE),
    (forms.TextInput, {}, None),
    (forms.NumberInput, {}, 0),
    (forms.DateInput, {}, datetime.date(2026, 9, 1)),
    (forms.TimeInput, {}, datetime.time(13, 30)),
    (forms.EmailInput, {}, "a@b.fr"),
    (forms.PasswordInput, {}, "secret"),
    (forms.HiddenInput, {}, HOSTILE),
    (forms.CheckboxInput, {}, True),
    (forms.CheckboxInput, {}, False),
    (forms.Textarea, {}, HOSTILE),
    (forms.Textarea, {}, None),
    (forms.Select, {"choices": CHOICES}, "b"),
    (forms.Select, {"choices": CHOICES}, 3),
    (forms.SelectMultiple, {"choices": CHOICES}, ["a", "c"]),
    (forms.RadioSelect, {"choices": CHOICES}, "a"),
    (forms.CheckboxSelectMultiple, {"choices": CHOICES}, ["a", "b"]),
]


@pytest.mark.parametrize(("kind", "given", "value"), WIDGETS)
@pytest.mark.parametrize("attrs", [{}, {"id": "x", "required": True, "title": HOSTILE}])
def test_a_control_is_drawn_as_django_draws_it(kind, given, value, attrs):
    drawn = kind(attrs, **given).render("nom", value, renderer=FieldRenderer())
    wanted = kind(attrs, **given).render("nom", value, renderer=DjangoTemplates())
    assert drawn.split() == wanted.split()


@pytest.mark.parametrize("kind", [forms.RadioSelect, forms.CheckboxSelectMultiple])
def test_so_is_a_choice_by_itself(kind):
    drawn = []
    for renderer in (FieldRenderer(), DjangoTemplates()):

        class Form(forms.Form):
            default_renderer = renderer
            choix = forms.ChoiceField(choices=CHOICES, widget=kind)

        drawn.append([choice.tag().split() for choice in Form({"choix": "a"})["choix"]])
    assert drawn[0] == drawn[1] and len(drawn[0]) == 5


def test_every_control_that_is_drawn_is_one_of_django_s():
    for template in DRAWN:
        assert DjangoTemplates().get_template(template)
