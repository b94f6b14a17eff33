import uuid

from django import forms
from django.db.models import Q
from django.utils import timezone

from blog.models import Article, Nature, Suivi
from comptes.models import Utilisateur
from rubriques.forms import DateInput, name_and_function
from rubriques.permissions import current_members
from rubriques.richtext import INVISIBLE, MAX_LENGTH, RichTextFormField

REMINDER = "La famille peut un jour lire ce texte. Ni nom, ni téléphone, ni adresse."


class ArticleForm(forms.ModelForm):
    """Everything about a situation but its code, which is drawn, and its suivis."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    natures = forms.ModelMultipleChoiceField(
        label="Natures",
        help_text="Une ou plusieurs",
        queryset=Nature.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Cochez au moins une nature."},
    )
    constats = forms.CharField(
        label="Constats",
        help_text=f"Où en est-on, en quelques phrases. {REMINDER}",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )

    class Meta:
        model = Article
        fields = [
            "niveau",
            "vigilance",
            "statut",
            "signale_par",
            "signale_le",
            "referent",
            "prochain_point",
            "constats",
        ]
        widgets = {"signale_le": DateInput(), "prochain_point": DateInput()}
        labels = {"niveau": "Niveau", "referent": "Référent"}
        help_texts = {"prochain_point": "Quand la cellule y revient"}

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["envoi"] = uuid.uuid4()
        natures = Nature.objects.of(rubrique)
        self.fields["natures"].queryset = natures
        if not self.instance._state.adding:
            self.fields["natures"].initial = self.instance.natures.all()
        members = current_members(rubrique).values("utilisateur")
        kept = Q(pk__in=members) | Q(pk=self.instance.referent_id)
        self.fields["referent"].queryset = Utilisateur.objects.filter(kept)
        self.fields["referent"].label_from_instance = name_and_function
        self.fields["referent"].empty_label = "À désigner"
        for name in ["niveau", "signale_par"]:
            self.fields[name].choices = [("", "Choisir…"), *self.fields[name].choices[1:]]

    def clean(self):
        super().clean()
        if self.instance._state.adding:
            self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk

    def clean_constats(self):
        return INVISIBLE.sub("", self.cleaned_data["constats"]).replace("\r\n", "\n").strip()

    def clean_signale_le(self):
        day = self.cleaned_data["signale_le"]
        if day > timezone.localdate():
            raise forms.ValidationError("Cette date est dans l’avenir.")
        return day


class SuiviForm(forms.ModelForm):
    """One dated note. `envoi` becomes its key: it tells a form sent twice from two notes."""

    envoi = forms.UUIDField(widget=forms.HiddenInput)
    texte = RichTextFormField(
        label="Texte du suivi",
        help_text=REMINDER,
        error_messages={"required": "Écrivez le texte du suivi."},
    )

    class Meta:
        model = Suivi
        fields = ["date", "texte"]
        widgets = {"date": DateInput()}
        labels = {"date": "Date"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"envoi": uuid.uuid4(), "date": timezone.localdate()}

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day > timezone.localdate():
            raise forms.ValidationError("Cette date est dans l’avenir.")
        return day

    def clean(self):
        super().clean()
        self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk


class FiltreForm(forms.Form):
    """Filters of the list. Their values are codes of choices, so they may stand in an address."""

    TRIS = {
        "vigilance": "Vigilance",
        "point": "Prochain point",
        "suivi": "Dernier suivi",
        "code": "Situation",
        "niveau": "Niveau",
    }

    statut = forms.ChoiceField(label="Statut", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False)
    nature = forms.ModelChoiceField(
        Nature.objects.none(), label="Nature", required=False, empty_label="Toutes"
    )
    vigilance = forms.ChoiceField(label="Vigilance", required=False)
    referent = forms.ChoiceField(label="Référent", required=False)
    tri = forms.ChoiceField(label="Trier par", required=False, choices=TRIS.items())

    def __init__(self, *args, rubrique, membres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statut"].choices = [
            ("", "Ouvertes"),
            ("toutes", "Toutes"),
            *Article.Statut.choices,
        ]
        self.fields["niveau"].choices = [("", "Tous"), *Article.Niveau.choices]
        self.fields["vigilance"].choices = [("", "Toutes"), *reversed(Article.Vigilance.choices)]
        people = [(str(m.utilisateur_id), m.utilisateur.nom_court) for m in membres]
        self.fields["referent"].choices = [("", "Tous"), ("aucun", "Sans référent"), *people]
        self.fields["nature"].queryset = Nature.objects.filter(rubrique=rubrique)

    @property
    def is_active(self):
        """Whether the member asked for anything but the open situations."""
        return any(self.data.get(name) for name in self.fields)

    def apply(self, articles):
        """Return `articles` filtered and sorted; a value that makes no sense filters nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if not wanted.get("statut"):
            articles = articles.open()
        elif wanted["statut"] != "toutes":
            articles = articles.filter(statut=wanted["statut"])
        exact = {"niveau": "niveau", "nature": "natures", "vigilance": "vigilance"}
        for name, lookup in exact.items():
            if wanted.get(name):
                articles = articles.filter(**{lookup: wanted[name]})
        if referent := wanted.get("referent"):
            articles = articles.filter(referent=None if referent == "aucun" else referent)
        return self.sort(articles, wanted.get("tri"))

    @staticmethod
    def sort(articles, tri):
        orders = {
            "point": ["prochain_point", "code"],
            "suivi": ["-dernier_suivi", "code"],
            "code": ["code"],
            "niveau": ["niveau", "code"],
        }
        return articles.order_by(*orders[tri]) if tri in orders else articles.most_pressing_first()
