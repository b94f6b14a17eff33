"""The forms of what a member brings to a point."""

import uuid

from django import forms

from agenda.models import Contribution
from blog.identites.formulaire import TexteForm, look_for_identities
from rubriques.portee import Portee, portees_for
from rubriques.redaction.saisie import REMINDER, field_of
from texte.riche import RichTextFormField


class ContributionForm(TexteForm, forms.ModelForm):
    """What a member brings to a point."""

    envoi = forms.UUIDField(widget=forms.HiddenInput)
    texte = RichTextFormField(
        label="Votre contribution",
        help_text=f"Elle deviendra un suivi à votre nom à la clôture. {REMINDER}",
        error_messages={"required": "Écrivez votre contribution."},
    )
    portee = forms.ChoiceField(label="Qui peut la lire", widget=forms.RadioSelect)

    class Meta:
        model = Contribution
        fields = ["texte", "portee"]

    def __init__(self, *args, user, point, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = point.rubrique
        self.initial.update({"envoi": uuid.uuid4(), "portee": Portee.CELLULE.value})
        portee = field_of(self, "portee", forms.ChoiceField)
        portee.choices = [(p.value, p.label) for p in portees_for(user, point.rubrique)]

    def clean(self):
        super().clean()
        self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        look_for_identities(self, ["texte"], self.rubrique)


class CorrectionContributionForm(ContributionForm):
    """What a member brought, to be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        del self.fields["envoi"]
        self.initial.update({"version": instance.version, "portee": instance.portee})
