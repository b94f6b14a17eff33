import uuid
from typing import Any

from django import forms
from django.utils.functional import cached_property

from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models import Article, Nature
from blog.models.nature import DISPOSITIFS, PARTENAIRES
from blog.situation.forms.membres import limit_to_members
from rubriques.redaction.fusion import Desaccord, Fusionnable, in_words, labels_of
from rubriques.redaction.saisie import REMINDER, DateInput, VuField, field_of, not_in_the_future
from rubriques.redaction.versions import fingerprint, fingerprints, seen_in
from texte.riche import MAX_LENGTH
from texte.simple import INVISIBLE, readable

PEOPLE = {
    "referent": "À désigner",
    "coreferent": "Personne",
    "famille_informee_par": "Non précisé",
}


class NaturesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, obj):
        return obj.libelle


class ArticleForm(TexteForm, Fusionnable[Article], forms.ModelForm):
    """Everything about a situation but its code, which is drawn, and its suivis."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    vu = VuField(required=False)
    natures = NaturesField(
        label="Natures",
        help_text="Une ou plusieurs",
        queryset=Nature.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez au moins une nature.",
            "invalid_choice": "Une nature cochée n’est plus dans la liste. Choisissez de nouveau.",
        },
    )
    constats = forms.CharField(
        label="Constats",
        help_text=f"En quelques phrases, lues en premier à la réunion. {REMINDER}",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )

    dispositifs = forms.MultipleChoiceField(
        label="Dispositifs en place",
        required=False,
        choices=DISPOSITIFS.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    partenaires = forms.MultipleChoiceField(
        label="Partenaires",
        required=False,
        choices=PARTENAIRES.items(),
        widget=forms.CheckboxSelectMultiple,
    )
    classe = forms.CharField(
        label="Classe",
        required=False,
        max_length=20,
        help_text="Elle peut faire reconnaître l’élève\u00a0: à éviter",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    famille_reponse = forms.CharField(
        label="Réponse de la famille",
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Article
        fields = [
            "niveau",
            "classe",
            "regime",
            "vigilance",
            "statut",
            "signale_par",
            "signale_le",
            "referent",
            "coreferent",
            "prochain_point",
            "constats",
            "dispositifs",
            "partenaires",
            "famille_informee_le",
            "famille_informee_par",
            "famille_reponse",
            "preoccupante",
            "preoccupante_le",
        ]
        widgets = {
            name: DateInput()
            for name in ["signale_le", "prochain_point", "famille_informee_le", "preoccupante_le"]
        }
        labels = {
            "niveau": "Niveau",
            "regime": "Régime",
            "referent": "Référent",
            "coreferent": "Co-référent",
            "preoccupante_le": "Transmise ou reçue le",
        }
        help_texts = {
            "prochain_point": "Quand la cellule y revient",
            "preoccupante": "Le fait et la date, jamais le document",
        }

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["envoi"] = uuid.uuid4()
        offered = Nature.objects.of(rubrique)
        field_of(self, "natures", NaturesField).queryset = offered
        if self.instance._state.adding:
            self.instance.rubrique = rubrique
        else:
            held = self.instance.natures.all()
            field_of(self, "natures", NaturesField).queryset = (offered | held).distinct()
            self.fields["natures"].initial = held
            del self.fields["statut"]  # its life has a page of its own
            self.initial["vu"] = fingerprints(self.values_of(self.instance))
        for name, empty in PEOPLE.items():
            keep = getattr(self.instance, f"{name}_id")
            limit_to_members(self.fields[name], self.instance, keep=keep, empty=empty)
        regime = field_of(self, "regime", forms.ChoiceField)
        regime.choices = [("", "Non précisé"), *Article.Regime.choices]
        for name in ["niveau", "signale_par"]:
            choices = labels_of(field_of(self, name, forms.ChoiceField)) | {"": "Choisir…"}
            field_of(self, name, forms.ChoiceField).choices = list(choices.items())

    def values_of(self, article: Article) -> dict[str, Any]:
        """What the fields of the form are for a situation that is there."""
        names = [name for name in self.Meta.fields if name in self.fields]
        values = {name: getattr(article, name) for name in names}
        return values | {"natures": list(article.natures.all())}

    @cached_property
    def changes(self):
        """The fields in which the form says something else than what it showed. Asked for once,
        before what others saved comes into it."""
        seen = seen_in(self.cleaned_data["vu"])
        names = [*self.Meta.fields, "natures"]
        values = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return [name for name, value in values.items() if fingerprint(value) != seen.get(name)]

    def clean_constats(self):
        return readable(self.cleaned_data["constats"])

    def clean_classe(self):
        return INVISIBLE.sub("", self.cleaned_data["classe"]).strip()

    def clean_famille_reponse(self):
        return INVISIBLE.sub("", self.cleaned_data["famille_reponse"]).strip()

    def clean_signale_le(self):
        return not_in_the_future(self.cleaned_data["signale_le"])

    def clean_famille_informee_le(self):
        return not_in_the_future(self.cleaned_data["famille_informee_le"])

    def clean_preoccupante_le(self):
        return not_in_the_future(self.cleaned_data["preoccupante_le"])

    def lacks_date(self):
        """Whether an information préoccupante is said to be sent, and not when."""
        sent = Article.Preoccupante.TRANSMISE, Article.Preoccupante.RETOUR
        values = self.cleaned_data
        return values.get("preoccupante") in sent and not values.get("preoccupante_le")

    def clean(self):
        super().clean()
        if self.instance._state.adding:
            self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        if self.lacks_date():
            self.add_error("preoccupante_le", "Indiquez la date.")
        look_for_identities(
            self, ["constats", "famille_reponse", "classe"], self.instance.rubrique
        )

    def merge(self, current: Article) -> list[Desaccord]:
        """Bring the form up to `current`; an information préoccupante has no meaning without its
        date."""
        disagreements = super().merge(current)
        if self.lacks_date() and not disagreements:
            date, saved = self["preoccupante_le"], current.preoccupante_le
            texts = in_words(date.field, saved), in_words(date.field, None)
            disagreements.append(Desaccord(str(date.label), *texts))
        return disagreements
