from django import forms
from django.db.models import Q

from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models import Article
from blog.situation.etat import CLOSE, codes_of
from comptes.models import Utilisateur
from rubriques.forms import PersonField
from rubriques.permissions import current_members
from rubriques.redaction.saisie import REMINDER, field_of


class StatutForm(TexteForm, forms.Form):
    """One step in the life of a situation."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    vers = forms.ChoiceField(label="Nouveau statut")
    cloture = forms.ChoiceField(
        label="Motif de clôture",
        required=False,
        help_text="Demandé pour clore",
        choices=[("", "Choisir…"), *Article.Cloture.choices],
    )
    motif = forms.CharField(
        label="Précision",
        required=False,
        help_text=REMINDER,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, article, **kwargs):
        kwargs["initial"] = {"version": article.version}
        super().__init__(*args, **kwargs)
        self.rubrique = article.rubrique
        steps = [(s.value, s.label) for s in article.next_statuts]
        vers = field_of(self, "vers", forms.ChoiceField)
        vers.choices = [*([("", "Choisir…")] if len(steps) > 1 else []), *steps]
        if article.is_close:
            del self.fields["cloture"]

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        closes = cleaned.get("vers") == Article.Statut.CLOSE
        if closes and not cleaned.get("cloture"):
            self.add_error("cloture", "Dites pourquoi la situation se clôt.")
        if not closes:
            cleaned["cloture"] = ""
        look_for_identities(self, ["motif"], self.rubrique)
        return cleaned

    def step(self):
        """The cleaned step, as `change_statut` takes it."""
        names = {"seen": "version", "vers": "vers", "cloture": "cloture", "motif": "motif"}
        values = {key: self.cleaned_data.get(name, "") for key, name in names.items()}
        return values | {"identites": self.choix}


class EcartForm(forms.Form):
    """A member to set aside, or to let back."""

    utilisateur = PersonField(
        label="Membre", queryset=Utilisateur.objects.none(), empty_label="Choisir…"
    )

    def __init__(self, *args, article, user, **kwargs):
        super().__init__(*args, **kwargs)
        members = current_members(article.rubrique).values("utilisateur")
        people = Q(pk__in=members) | Q(pk__in=article.ecarts.values("utilisateur"))
        field = field_of(self, "utilisateur", PersonField)
        field.queryset = Utilisateur.objects.filter(people).exclude(pk=user.pk)


CLOSINGS = [
    (f"{CLOSE}:{motif}", f"Close\u00a0: {said.lower()}") for motif, said in Article.Cloture.choices
]


def statut_choices(article: Article) -> list[tuple[str, str]]:
    """Where its life may go from here; first, where it is."""
    steps = [(step.value, step.label) for step in article.next_statuts if step != CLOSE]
    now = (codes_of(article)["statut"], article.get_statut_display())
    return [now, *steps, *([] if article.is_close else CLOSINGS)]
