from django import forms

from blog.synthese.croisement import PARTS
from blog.synthese.dimensions import LIBELLES
from blog.tableau.filtres import ALL, school_years
from rubriques.redaction.saisie import field_of
from temps.annee_scolaire import this_year


class AnneeForm(forms.Form):
    """Which school year to look at; the present one unless another is asked for."""

    annee = forms.TypedChoiceField(label="Année scolaire", coerce=int)

    def __init__(self, data):
        asked = {name: value for name, value in data.items() if value}
        super().__init__(self.usual() | asked)
        for field in self.fields.values():
            field.error_messages["invalid_choice"] = "Choisissez dans la liste."
        field_of(self, "annee", forms.TypedChoiceField).choices = school_years()

    def usual(self) -> dict:
        """What is asked for when nothing is said."""
        return {"annee": str(this_year())}

    @property
    def year(self) -> int | None:
        """The year asked for; the present one when what was asked makes no sense."""
        self.is_valid()
        return self.cleaned_data.get("annee", this_year())


class CroisementForm(AnneeForm):
    """What to cross, over which year, with which shares."""

    lignes = forms.ChoiceField(label="Lignes", choices=LIBELLES.items())
    colonnes = forms.ChoiceField(label="Colonnes", choices=LIBELLES.items())
    annee = forms.TypedChoiceField(
        label="Année scolaire",
        help_text="Pour toute la page",
        coerce=lambda value: None if value == ALL else int(value),
    )
    parts = forms.ChoiceField(label="Parts", choices=PARTS.items(), required=False)
    field_order = ["lignes", "colonnes", "parts", "annee"]

    def __init__(self, data):
        super().__init__(data)
        annee = field_of(self, "annee", forms.TypedChoiceField)
        annee.choices = [*school_years(), (ALL, "Toutes les années")]

    def usual(self):
        return {"lignes": "nature", "colonnes": "niveau", **super().usual()}

    def clean(self):
        super().clean()
        lines, columns = (self.cleaned_data.get(name) for name in ("lignes", "colonnes"))
        if lines and lines == columns:
            self.add_error("colonnes", "Choisissez autre chose que pour les lignes.")
