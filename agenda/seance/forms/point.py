"""The form of one situation of the séance."""

import uuid
from typing import Any

from django import forms
from django.utils.functional import cached_property

from agenda.models import Decision, Point
from blog.identites.formulaire import TexteForm, look_for_identities
from blog.models import Article
from blog.situation.forms.membres import limit_to_members
from blog.situation.forms.vie import statut_choices
from comptes.models import Utilisateur
from rubriques.redaction.fusion import Fusionnable
from rubriques.redaction.saisie import PLAUSIBLE, REMINDER, DateInput, VuField, field_of
from rubriques.redaction.versions import fingerprint, fingerprints, seen_in
from texte.riche import RichTextFormField
from texte.simple import INVISIBLE

BUTTONS = ("ajouter", "retirer", "suivant", "aller")  # each saves the form, then does its own


class Ticks(forms.MultipleChoiceField):
    """Boxes, one of which may have gone since the page was shown."""

    def valid_value(self, value):
        return True


class PointForm(TexteForm, Fusionnable[Point], forms.Form):
    """Today's relevé of a point, what becomes of the situation, and one more decision.

    `vu` tells what the page showed, so that what two people write meets field by field. Every
    button of the screen sends this form: none leaves behind what was typed in it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    vu = VuField(required=False)
    envoi = forms.UUIDField(widget=forms.HiddenInput, required=False)
    retirer = forms.UUIDField(widget=forms.HiddenInput, required=False)
    releve = RichTextFormField(
        label="Relevé du jour",
        required=False,
        help_text=f"Pour toute la cellule. Deviendra le suivi du jour à la clôture. {REMINDER}",
    )
    libelle = forms.CharField(
        label="Décision",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    responsable = forms.ModelChoiceField(
        Utilisateur.objects.none(), label="Responsable", required=False
    )
    echeance = forms.DateField(
        label="Échéance", required=False, widget=DateInput(), validators=PLAUSIBLE
    )
    vigilance = forms.ChoiceField(label="Vigilance", choices=Article.Vigilance.choices)
    statut = forms.ChoiceField(label="Statut")
    prochain_point = forms.DateField(
        label="Prochain point", required=False, widget=DateInput(), validators=PLAUSIBLE
    )
    faites = Ticks(label="Actions faites", required=False, widget=forms.CheckboxSelectMultiple)

    KEPT = ("releve", "vigilance", "statut", "prochain_point")  # what the point itself holds
    ONE_MORE = ("libelle", "responsable", "echeance")  # a decision that is not there yet

    def __init__(self, *args, point, actions, prochaine, **kwargs):
        self.point, self.prochaine = point, prochaine
        self.rubrique, self.actions = point.rubrique, {str(a.pk): a for a in actions}
        values = self.values_of(point)
        hidden = {"version": point.version, "vu": fingerprints(values), "envoi": uuid.uuid4()}
        kwargs["initial"] = values | hidden
        super().__init__(*args, **kwargs)
        faites = field_of(self, "faites", Ticks)
        faites.choices = [(key, a.libelle) for key, a in self.actions.items()]
        field_of(self, "statut", forms.ChoiceField).choices = statut_choices(point.article)
        limit_to_members(self.fields["responsable"], point.article, keep=None, empty="Choisir…")

    def values_of(self, point: Point) -> dict[str, Any]:
        """What the page shows of a point: what is written, else the situation as it is."""
        article = point.article
        return {
            "releve": point.releve,
            "vigilance": point.vigilance or article.vigilance,
            "statut": point.statut or statut_choices(article)[0][0],
            "prochain_point": point.prochain_point or self.prochaine or article.prochain_point,
        }

    def ticks(self):
        """Each open action with its box."""
        return zip(self.actions.values(), self["faites"], strict=True)

    def one_more(self):
        return [self[name] for name in self.ONE_MORE]

    def clean_libelle(self):
        return INVISIBLE.sub("", self.cleaned_data["libelle"]).strip()

    def clean(self):
        super().clean()
        values = self.cleaned_data
        asked = "ajouter" in self.data and (values.get("responsable") or values.get("echeance"))
        if asked and not values.get("libelle") and "libelle" not in self.errors:
            self.add_error("libelle", "Écrivez la décision.")
        if values.get("libelle") and not values.get("responsable"):
            self.add_error("responsable", "Choisissez qui s’en charge.")
        look_for_identities(self, ["releve", "libelle"], self.rubrique)

    def done(self):
        ticked = self.cleaned_data["faites"]  # one that is done meanwhile is not there any more
        return [self.actions[key] for key in ticked if key in self.actions]

    @cached_property
    def chosen(self) -> list[str]:
        """The names of what is to be saved of the point: what says something else than what the
        page showed, and, for « Enregistrer » and « passer à la suivante », the relevé and the next
        point as proposed. Asked for once, before what others saved comes into the form.

        A vigilance or a statut that nobody chose is not saved: the closing would put it back over
        what somebody decides in the situation meanwhile.
        """
        seen = seen_in(self.cleaned_data["vu"])
        if not any(name in self.data for name in BUTTONS if name != "suivant"):
            seen = {n: digest for n, digest in seen.items() if n in ("vigilance", "statut")}
        values = {name: self.cleaned_data[name] for name in self.KEPT}
        return [name for name, v in values.items() if fingerprint(v) != seen.get(name)]

    def written(self) -> dict:
        """What is to be saved of the point, as it stands in the form."""
        return {name: self.cleaned_data[name] for name in self.chosen}

    def decision(self) -> Decision | None:
        """The decision that was typed, not saved."""
        values = self.cleaned_data
        if not values["libelle"]:
            return None
        number = values["envoi"] or uuid.uuid4()
        return Decision(pk=number, **{name: values[name] for name in self.ONE_MORE})
