import datetime

from django import forms
from django.utils import timezone

from comptes.models import Utilisateur
from rubriques.models import Habilitation, Rubrique
from rubriques.permissions import current_members, next_31_august
from rubriques.redaction.saisie import DateInput, field_of
from texte.riche import RichTextFormField
from texte.simple import INVISIBLE


class RubriqueForm(forms.ModelForm):
    """Title and services, at creation and in the settings."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Rubrique
        fields = ["titre", "blog_actif", "agenda_actif"]
        labels = {"titre": "Titre de la rubrique"}
        help_texts = {
            "titre": "Par exemple\u00a0: Cellule de veille. Seuls ses membres le verront.",
            "blog_actif": "Une page par situation suivie",
            "agenda_actif": "Le calendrier des réunions",
        }

    def clean_titre(self):
        titre = INVISIBLE.sub("", self.cleaned_data["titre"]).strip()
        if not titre:
            raise forms.ValidationError("Donnez un titre à la rubrique.")
        return titre


class PageForm(forms.ModelForm):
    """The rubrique's page: what this cellule is for, its charter."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    texte = RichTextFormField(label="Texte de la page", required=False)

    class Meta:
        model = Rubrique
        fields = ["texte"]


class DroitForm(forms.Form):
    """A role and a last day, for somebody who is or becomes a member."""

    role = forms.ChoiceField(label="Rôle", choices=Habilitation.Role.choices)
    expire_le = forms.DateField(
        label="Dernier jour",
        widget=DateInput(),
        error_messages={"invalid": "Écrivez une date, par exemple 31/08/2027."},
    )

    def clean_expire_le(self):
        day, today = self.cleaned_data["expire_le"], timezone.localdate()
        if day < today:
            raise forms.ValidationError(
                f"Le dernier jour est déjà passé. Choisissez une date à partir du "
                f"{today:%d/%m/%Y}."
            )
        latest = next_31_august(next_31_august(today) + datetime.timedelta(days=1))
        if day > latest:
            raise forms.ValidationError(f"Choisissez une date jusqu’au {latest:%d/%m/%Y}.")
        return day


def name_and_function(utilisateur: Utilisateur) -> str:
    return f"{utilisateur} ({utilisateur.qualite})"


class PersonField(forms.ModelChoiceField):
    """One person, each told by name and function."""

    def label_from_instance(self, obj):
        return name_and_function(obj)


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people, each told by name and function."""

    def label_from_instance(self, obj):
        return name_and_function(obj)


class NouveauMembreForm(DroitForm):
    """Whom to let in. Technical administrators are not proposed: they read no case."""

    utilisateur = PersonField(
        label="Personne",
        queryset=Utilisateur.objects.none(),
        empty_label="Choisir…",
        help_text="Quelqu’un n’y est pas\u00a0? L’administrateur technique ouvre son compte.",
        error_messages={
            "invalid_choice": "Cette personne est déjà membre, ou n’a plus de compte."
        },
    )
    field_order = ["utilisateur", "role", "expire_le"]

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        members = current_members(rubrique).values("utilisateur")
        people = Utilisateur.objects.filter(is_active=True, is_superuser=False)
        personne = field_of(self, "utilisateur", PersonField)
        personne.queryset = people.exclude(pk__in=members)
        self.fields["expire_le"].initial = next_31_august()
