import uuid

from django import forms

from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models import Action
from blog.situation.forms.membres import limit_to_members
from rubriques.redaction.saisie import REMINDER, DateInput, visible_text
from texte.simple import readable


class ActionForm(TexteForm, forms.ModelForm):
    """What somebody does, by when; then where it stands, and what came of it."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    libelle = forms.CharField(
        label="Action",
        help_text=REMINDER,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    resultat = forms.CharField(
        label="Résultat",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )

    class Meta:
        model = Action
        fields = ["libelle", "responsable", "echeance", "etat", "resultat"]
        widgets = {"echeance": DateInput()}
        labels = {"responsable": "Responsable", "echeance": "Échéance", "etat": "État"}

    def __init__(self, *args, article, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = article.rubrique
        self.initial["envoi"] = uuid.uuid4()
        limit_to_members(
            self.fields["responsable"],
            article,
            keep=self.instance.responsable_id,
            empty="Choisir…",
        )
        if self.instance._state.adding:
            del self.fields["resultat"]

    def clean_libelle(self):
        return visible_text(self, "libelle")

    def clean_resultat(self):
        return readable(self.cleaned_data["resultat"])

    def clean(self):
        super().clean()
        if self.instance._state.adding:
            self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        look_for_identities(self, ["libelle", "resultat"], self.rubrique)
