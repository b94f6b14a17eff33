import datetime

from django import forms

from comptes.models import Utilisateur
from rubriques.annuaire import account_at, accounts, people_near
from rubriques.models import Habilitation, Rubrique
from rubriques.permissions import current_members, next_31_august
from rubriques.redaction.saisie import DateInput, field_of
from temps.horloge import today_in_paris
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
    sante_social = forms.BooleanField(
        label="Lit les notes santé-social",
        required=False,
        help_text="Pour qui est tenu au secret\u00a0: infirmier·ère, médecin, assistant·e "
        "social·e. Pour un·e PsyEN, c’est à votre cellule de choisir.",
    )
    expire_le = forms.DateField(
        label="Dernier jour",
        widget=DateInput(),
        error_messages={"invalid": "Écrivez une date, par exemple 31/08/2027."},
    )

    def clean_expire_le(self):
        day, today = self.cleaned_data["expire_le"], today_in_paris()
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


NO_ACCOUNT = "Quelqu’un n’a pas de compte\u00a0? L’administrateur technique l’ouvre."


class PersonSelect(forms.Select):
    """Says of each person whether their function proposes that they read santé-social."""

    def create_option(self, name, value, label, selected, index, subindex=None, attrs=None):
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        person = getattr(value, "instance", None)
        if person and person.is_of_sante_social:
            option["attrs"]["data-propose"] = "sante_social"
        return option


class PersonField(forms.ModelChoiceField):
    """One person, each told by name and function."""

    def label_from_instance(self, obj):
        return name_and_function(obj)


class PeopleField(forms.ModelMultipleChoiceField):
    """Several people, each told by name and function."""

    def label_from_instance(self, obj):
        return name_and_function(obj)


class PersonneForm(forms.Form):
    """One person: chosen among those whom one may find by name, or told by their address."""

    utilisateur = PersonField(
        label="Personne",
        required=False,
        queryset=Utilisateur.objects.none(),
        empty_label="Choisir…",
        widget=PersonSelect,
        error_messages={"invalid_choice": "Cette personne n’est plus à choisir ici."},
    )
    adresse = forms.EmailField(
        label="Ou son adresse",
        required=False,
        help_text=f"Adresse électronique entière, pour qui n’est pas dans la liste. {NO_ACCOUNT}",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Écrivez une adresse entière, par exemple nom@ac-paris.fr."},
    )

    def __init__(self, *args, request, known, refused, **kwargs):
        """`known` are chosen by name; `refused(person)` tells why somebody cannot be, or ""."""
        super().__init__(*args, **kwargs)
        self.request, self.refused = request, refused
        field_of(self, "utilisateur", PersonField).queryset = known
        if not known.exists():  # the first day of a school: nobody to choose
            del self.fields["utilisateur"]
            adresse = self.fields["adresse"]
            adresse.label, adresse.required = "Son adresse électronique", True
            adresse.help_text = f"L’adresse entière de son compte. {NO_ACCOUNT}"
            adresse.error_messages["required"] = "Écrivez l’adresse électronique de son compte."

    def clean_adresse(self):
        """Whose address it is; None when none is written."""
        address = self.cleaned_data["adresse"]
        if not address:
            return None
        if self.cleaned_data.get("utilisateur"):
            raise forms.ValidationError("Choisissez une personne, ou écrivez une adresse.")
        person = account_at(self.request, address)
        if reason := self.refused(person):
            raise forms.ValidationError(reason)
        return person

    def clean(self):
        super().clean()
        cleaned = self.cleaned_data
        told = cleaned.pop("adresse", None)
        cleaned["utilisateur"] = cleaned.get("utilisateur") or told
        if not cleaned["utilisateur"] and not self.errors.keys() & {"utilisateur", "adresse"}:
            self.add_error(None, "Choisissez une personne, ou écrivez son adresse électronique.")
        return cleaned

    @property
    def status(self):
        """What answers when the form is shown again."""
        if not self.is_bound:
            return 200
        return 429 if self.has_error("adresse", "too_many") else 400


class NouveauMembreForm(PersonneForm, DroitForm):
    """Whom to let in. Technical administrators are not proposed: they read no case."""

    field_order = ["utilisateur", "adresse", "role", "expire_le", "sante_social"]

    def __init__(self, *args, rubrique, request, **kwargs):
        members = current_members(rubrique).values("utilisateur")
        before = rubrique.habilitations.values("utilisateur")  # the page lists them too
        known = people_near(request.user) | accounts().filter(pk__in=before)
        self.members = members
        super().__init__(
            *args,
            request=request,
            known=known.exclude(pk__in=members),
            refused=self.why_not,
            **kwargs,
        )
        self.fields["expire_le"].initial = next_31_august()

    def why_not(self, person):
        return "Cette personne est déjà membre." if self.is_member(person) else ""

    def is_member(self, person):
        return self.members.filter(utilisateur=person).exists()
