"""What a member chooses about the table: its columns, a name for what it shows."""

from django import forms

from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models.tableau import LONGEST_REQUETE, MOST_VUES
from blog.tableau.colonnes import column_choices
from rubriques.redaction.saisie import visible_text


class ColonnesForm(forms.Form):
    colonnes = forms.MultipleChoiceField(
        label="Colonnes", choices=column_choices, widget=forms.CheckboxSelectMultiple
    )


class VueForm(TexteForm, forms.Form):
    nom = forms.CharField(
        label="Nom de la vue",
        help_text="Par exemple\u00a0: Premières à revoir",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    partagee = forms.BooleanField(
        label="Pour toute la rubrique",
        required=False,
        help_text="Sinon, vous seul·e la voyez",
    )

    def __init__(self, *args, rubrique, user, requete, can_share, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique, self.user, self.requete = rubrique, user, requete
        if not can_share:
            del self.fields["partagee"]

    def clean_nom(self):
        return visible_text(self, "nom")

    def clean(self):
        super().clean()
        if self.rubrique.vues.filter(auteur=self.user).count() >= MOST_VUES:
            self.add_error(
                "nom", f"Vous gardez déjà {MOST_VUES} vues\u00a0: retirez-en une d’abord."
            )
        if len(self.requete) > LONGEST_REQUETE:
            self.add_error(
                "nom", "Ce filtre est trop long pour être gardé\u00a0: ôtez-en une partie."
            )
        look_for_identities(self, ["nom"], self.rubrique)

    def vue(self):
        """The cleaned view, as `keep_vue` takes it."""
        values = self.cleaned_data
        shared = values.get("partagee", False)
        return {"nom": values["nom"], "partagee": shared, "identites": self.choix}
