"""What a member chooses about the table: its columns, a name for what it shows."""

from django import forms

from blog.forms.identites import look_for_identities
from blog.forms.rules import visible_text
from blog.models.tableau import LONGEST_REQUETE, MOST_VUES
from blog.tableau import column_choices


class ColonnesForm(forms.Form):
    colonnes = forms.MultipleChoiceField(
        label="Colonnes", choices=column_choices, widget=forms.CheckboxSelectMultiple
    )


class VueForm(forms.Form):
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
