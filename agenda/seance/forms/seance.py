"""The forms of a meeting as a whole: its order, who is there, who is invited, its end."""

from django import forms
from django.core.validators import BaseValidator
from django.forms.models import ModelChoiceIterator

from agenda.models import Presence
from agenda.seance.ordre import digest_of
from agenda.seance.propositions import reasons_in_words
from blog.situation.forms.membres import limit_to_members
from comptes.models import Utilisateur
from rubriques.annuaire import UNKNOWN, people_near
from rubriques.forms import PersonField, PersonneForm, name_and_function
from rubriques.permissions import current_members
from rubriques.redaction.saisie import VuField, field_of
from rubriques.redaction.versions import fingerprint, fingerprints, seen_in, to_change

MOST_MINUTES, MOST_POINTS = 60, 100


def number_field(label, most, initial) -> forms.IntegerField:
    """A number from 1 to `most`, in a narrow column: one short message for all that is wrong."""
    widget = forms.NumberInput(attrs={"aria-label": label})
    field = forms.IntegerField(
        label=label, min_value=1, max_value=most, initial=initial, widget=widget
    )
    told = f"De 1 à {most}."
    field.error_messages |= {"required": told, "invalid": told}
    for validator in field.validators:
        if isinstance(validator, BaseValidator):
            validator.message = told
    return field


class OrdreForm(forms.Form):
    """The order of business: rank, time or take off each point; add what is proposed."""

    vu = VuField()

    def __init__(self, *args, points, proposes, others, **kwargs):
        kwargs["initial"] = {"vu": digest_of(points)}
        super().__init__(*args, **kwargs)
        self.points, self.proposes, self.most = points, proposes, max(MOST_POINTS, len(points))
        for place, point in enumerate(points, start=1):
            self.fields |= self.line_of(point.pk, point.article.code, place, point.minutes)
        for proposition in proposes:
            article = proposition.article
            self.fields[f"ajouter-{article.pk}"] = forms.BooleanField(
                required=False, label=f"Ajouter {article.code}"
            )
        self.fields["autre"] = forms.ModelChoiceField(
            others, label="Ajouter une autre situation", required=False, empty_label="Aucune"
        )
        if self.is_bound:
            self.data = sent = to_change(self.data)
            self.complete(sent)

    def complete(self, data):
        """A point that was added since the page was shown keeps its place and its minutes."""
        for place, point in enumerate(self.points, start=1):
            data.setdefault(f"rang-{point.pk}", place)
            data.setdefault(f"minutes-{point.pk}", point.minutes)

    def line_of(self, pk, code, place, minutes):
        return {
            f"rang-{pk}": number_field(f"Place de {code}", self.most, place),
            f"minutes-{pk}": number_field(f"Minutes de {code}", MOST_MINUTES, minutes),
            f"retirer-{pk}": forms.BooleanField(required=False, label=f"Retirer {code}"),
        }

    def lines(self):
        """Each point with why it is there and its three controls."""
        names = ["rang", "minutes", "retirer"]
        return [
            (p, reasons_in_words(p.motifs), *[self[f"{name}-{p.pk}"] for name in names])
            for p in self.points
        ]

    def proposed(self):
        return [(p, self[f"ajouter-{p.article.pk}"]) for p in self.proposes]

    def order(self) -> dict:
        """What `set_order` takes. « Prendre tout ce qui est proposé » takes every proposition."""
        values, everything = self.cleaned_data, "tout" in self.data
        taken = [p for p in self.proposes if everything or values.get(f"ajouter-{p.article.pk}")]
        added = {p.article.pk: p.motifs for p in taken}
        if values.get("autre"):
            added.setdefault(values["autre"].pk, ["ajout"])
        minutes = {point.pk: values[f"minutes-{point.pk}"] for point in self.points}
        steps = {self.data.get("monter"): -1, self.data.get("descendre"): 1}
        places = {p.pk: values[f"rang-{p.pk}"] + steps.get(str(p.pk), 0) for p in self.points}
        return {
            "wanted": list(places.items()),
            "minutes": minutes | {p.article.pk: p.minutes for p in taken},
            "removed": {p.pk for p in self.points if values[f"retirer-{p.pk}"]},
            "added": added,
            "seen": values["vu"],
        }


class PresencesForm(forms.Form):
    """Who is there, who is excused. `vu` tells what the page showed, so that two people who note
    at once undo nothing of each other's."""

    vu = VuField(required=False)

    def __init__(self, *args, seance, membres, **kwargs):
        noted = dict(seance.presences.values_list("utilisateur", "etat"))
        self.people = [m.utilisateur for m in membres]
        shown = {str(person.pk): noted.get(person.pk, "") for person in self.people}
        kwargs["initial"] = {"vu": fingerprints(shown)}
        super().__init__(*args, **kwargs)
        for person in self.people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=name_and_function(person),
                required=False,
                choices=[*Presence.Etat.choices, ("", "non noté")],
                widget=forms.RadioSelect,
                initial=noted.get(person.pk, ""),
            )

    def etats(self):
        """What is noted otherwise than the page showed; « tous » takes the others as present."""
        seen, values = seen_in(self.cleaned_data["vu"]), self.cleaned_data
        others = Presence.Etat.PRESENT if "tous" in self.data else ""
        said = {person: values[str(person.pk)] or others for person in self.people}
        return {p: etat for p, etat in said.items() if fingerprint(etat) != seen.get(str(p.pk))}


class InvitationForm(PersonneForm):
    """Whom to show this situation to: somebody with an account, who is no member."""

    def __init__(self, *args, point, request, **kwargs):
        self.members = current_members(point.rubrique).values("utilisateur")
        self.barred = point.article.ecarts.values("utilisateur")
        known = people_near(request.user).exclude(pk__in=self.members).exclude(pk__in=self.barred)
        super().__init__(*args, request=request, known=known, refused=self.why_not, **kwargs)
        # Who is invited is not offered again; asked twice all the same, it is done once.
        invited = set(point.invitations.values_list("utilisateur", flat=True))
        if "utilisateur" in self.fields:
            field = field_of(self, "utilisateur", PersonField)
            field.label = "Personne à inviter"
            choices = ModelChoiceIterator(field)
            field.widget.choices = [
                choice for choice in choices if getattr(choice[0], "value", None) not in invited
            ]

    def why_not(self, person):
        """That somebody is set aside is told by nothing: no account could be invited there."""
        if self.members.filter(utilisateur=person).exists():
            return "Cette personne est membre de la rubrique\u00a0: elle voit déjà ses situations."
        return UNKNOWN if self.barred.filter(utilisateur=person).exists() else ""


class ClotureForm(forms.Form):
    """Who takes over the decisions whose responsable is gone, or set aside, since."""

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.decisions = decisions
        for decision in decisions:
            field = forms.ModelChoiceField(
                Utilisateur.objects.none(),
                label="Qui s’en charge",
                error_messages={"required": "Choisissez quelqu’un."},
            )
            limit_to_members(field, decision.point.article, keep=None, empty="Choisir…")
            self.fields[f"responsable-{decision.pk}"] = field

    def lines(self):
        """Each decision with the field of who takes it over."""
        return [(d, self[f"responsable-{d.pk}"]) for d in self.decisions]

    def relais(self) -> dict:
        """What `close_seance` takes."""
        return {d.pk: self.cleaned_data[f"responsable-{d.pk}"] for d in self.decisions}
