"""Rules about input that several forms share."""

from django import forms
from django.db.models import Q
from django.utils import timezone

from comptes.models import Utilisateur
from rubriques.forms import name_and_function
from rubriques.permissions import current_members
from texte.simple import INVISIBLE

REMINDER = "La famille peut un jour lire ce texte. Ni nom, ni téléphone, ni adresse."


def limit_to_members(field, article, *, keep, empty):
    """Let a field choose among the members who may see the situation, and whom it names now."""
    members = current_members(article.rubrique).values("utilisateur")
    allowed = Q(pk__in=members)
    if not article._state.adding:
        allowed &= ~Q(pk__in=article.ecarts.values("utilisateur"))
    field.queryset = Utilisateur.objects.filter(allowed | Q(pk=keep))
    field.label_from_instance = name_and_function
    field.empty_label = empty


def visible_text(form, name):
    """The cleaned text of a field without invisible marks; an empty one is refused."""
    text = INVISIBLE.sub("", form.cleaned_data[name]).strip()
    if not text:
        raise forms.ValidationError("Écrivez quelque chose.")
    return text


def not_in_the_future(day):
    if day and day > timezone.localdate():
        raise forms.ValidationError("Cette date est dans l’avenir.")
    return day
