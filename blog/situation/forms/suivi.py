import uuid

from django import forms
from django.utils import timezone

from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models import Suivi
from rubriques.portee import Portee, portees_for
from rubriques.redaction.saisie import (
    REMINDER,
    DateInput,
    field_of,
    not_in_the_future,
    visible_text,
)
from texte.riche import RichTextFormField


class SuiviForm(TexteForm, forms.ModelForm):
    """One dated note. `envoi` becomes its key: it tells a form sent twice from two notes."""

    envoi = forms.UUIDField(widget=forms.HiddenInput)
    texte = RichTextFormField(
        label="Texte du suivi",
        help_text=f"Distinguez constat, hypothèse et décision. {REMINDER}",
        error_messages={"required": "Écrivez le texte du suivi."},
    )
    portee = forms.ChoiceField(label="Qui peut le lire", widget=forms.RadioSelect)

    class Meta:
        model = Suivi
        fields = ["date", "texte", "portee"]
        widgets = {"date": DateInput()}
        labels = {"date": "Date"}

    def __init__(self, *args, user, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = rubrique
        self.initial["envoi"] = uuid.uuid4()
        self.initial["date"] = timezone.localdate()
        self.initial["portee"] = Portee.CELLULE.value
        portee = field_of(self, "portee", forms.ChoiceField)
        portee.choices = [(p.value, p.label) for p in portees_for(user, rubrique)]

    def clean_date(self):
        return not_in_the_future(self.cleaned_data["date"])

    def clean(self):
        super().clean()
        self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        look_for_identities(self, ["texte"], self.rubrique)


class CorrectionForm(TexteForm, forms.Form):
    """Another text for a suivi that is already there."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    texte = RichTextFormField(
        label="Texte corrigé",
        help_text=f"Le texte d’avant reste lisible par qui peut lire ce suivi. {REMINDER}",
        error_messages={
            "required": "Un suivi ne se vide pas\u00a0: retirez-le, en disant pourquoi."
        },
    )

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = rubrique

    def clean(self):
        super().clean()
        look_for_identities(self, ["texte"], self.rubrique)

    def correction(self):
        """The cleaned correction, as `correct_suivi` takes it."""
        values = self.cleaned_data
        return {"texte": values["texte"], "seen": values["version"], "identites": self.choix}


class RetraitForm(TexteForm, forms.Form):
    """Why a suivi is withdrawn."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    motif = forms.CharField(
        label="Pourquoi le retirer",
        help_text="Ce motif reste dans la chronologie. Par exemple\u00a0: écrit dans la mauvaise "
        "situation.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = rubrique

    def clean_motif(self):
        return visible_text(self, "motif")

    def clean(self):
        super().clean()
        look_for_identities(self, ["motif"], self.rubrique)

    def retrait(self):
        """The cleaned withdrawal, as `withdraw_suivi` takes it."""
        values = self.cleaned_data
        return {"motif": values["motif"], "seen": values["version"], "identites": self.choix}
