from django import forms

from blog.identites.recherche import find_in_text
from blog.models.correspondance import name_test
from comptes.models import Utilisateur
from comptes.passwords import LONGEST_PASSWORD
from comptes.sessions import confirm_password
from rubriques.forms import PeopleField
from rubriques.permissions import current_members
from rubriques.redaction.saisie import field_of, visible_text
from texte.simple import INVISIBLE


class DepositairesForm(forms.Form):
    """Who may open the key table. Nobody: there is none."""

    depositaires = PeopleField(
        label="Qui peut ouvrir la table",
        required=False,
        queryset=Utilisateur.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        members = current_members(rubrique).values("utilisateur")
        field = field_of(self, "depositaires", PeopleField)
        field.queryset = Utilisateur.objects.filter(pk__in=members)
        field.initial = Utilisateur.objects.filter(depots__rubrique=rubrique)


class OuvertureForm(forms.Form):
    """Why a line is opened, and the password again."""

    motif = forms.CharField(
        label="Pourquoi ouvrir cette ligne",
        help_text="Ce motif est gardé, et lu par les gestionnaires de la rubrique.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    mot_de_passe = forms.CharField(
        label="Votre mot de passe",
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.rubrique = request, rubrique
        self.choix = {}  # what the journal notes of a reason that is refused

    def clean_motif(self):
        motif = visible_text(self, "motif")
        found = find_in_text(motif, is_name=name_test(self.rubrique, self.request.user))
        if found:  # others read it, who open nothing
            sortes = sorted({trouvaille.sorte.value for trouvaille in found})
            self.choix = {"identites": "demande", "sortes": sortes, "nombre": len(found)}
            raise forms.ValidationError("Dites pourquoi sans nommer personne.")
        return motif

    def clean_mot_de_passe(self):
        if "motif" in self.cleaned_data:  # a form without its reason tries no password
            confirm_password(self.request, self.cleaned_data["mot_de_passe"])
        return ""

    @property
    def is_locked(self):
        return self.has_error("mot_de_passe", "too_many_login_attempts")


class IdentiteForm(forms.Form):
    """Who a situation is about."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    identite = forms.CharField(
        label="Prénom et nom de l’élève",
        required=False,
        help_text="Laissez vide pour qu’il n’y ait pas de nom.",
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_identite(self):
        return INVISIBLE.sub("", self.cleaned_data["identite"]).strip()
