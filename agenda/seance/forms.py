"""The forms of a meeting that is prepared or held."""

import uuid

from django import forms

from agenda.models import Contribution, Decision, Presence
from blog.forms.identites import look_for_identities
from blog.forms.retouche import statut_choices
from blog.forms.rules import REMINDER, limit_to_members, visible_text
from blog.models import Article
from comptes.models import Utilisateur
from rubriques.forms import DateInput, name_and_function
from rubriques.permissions import Portee, current_members, portees_for
from rubriques.richtext import RichTextFormField

MOST_MINUTES, MOST_POINTS = 60, 100


class OrdreForm(forms.Form):
    """The order of business: rank, time or take off each point; add what is proposed."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, points, proposes, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.points, self.proposes = points, proposes
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

    def line_of(self, pk, code, place, minutes):
        def number(label, most, initial):
            widget = forms.NumberInput(attrs={"aria-label": f"{label} de {code}"})
            return forms.IntegerField(
                label=label, min_value=1, max_value=most, initial=initial, widget=widget
            )

        return {
            f"rang-{pk}": number("Place", MOST_POINTS, place),
            f"minutes-{pk}": number("Minutes", MOST_MINUTES, minutes),
            f"retirer-{pk}": forms.BooleanField(required=False, label=f"Retirer {code}"),
        }

    def lines(self):
        """Each point with its three controls."""
        names = ["rang", "minutes", "retirer"]
        return [(p, *[self[f"{name}-{p.pk}"] for name in names]) for p in self.points]

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
        return {
            "wanted": [(point.pk, values[f"rang-{point.pk}"]) for point in self.points],
            "minutes": minutes | {p.article.pk: p.minutes for p in taken},
            "removed": {p.pk for p in self.points if values[f"retirer-{p.pk}"]},
            "added": added,
            "seen": values["version"],
        }


class PointForm(forms.Form):
    """Today's relevé of a point, and what becomes of the situation."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    releve = RichTextFormField(
        label="Relevé du jour",
        required=False,
        help_text=f"Pour toute la cellule. Deviendra le suivi du jour à la clôture. {REMINDER}",
    )
    faites = forms.MultipleChoiceField(
        label="Actions faites", required=False, widget=forms.CheckboxSelectMultiple
    )
    vigilance = forms.ChoiceField(label="Vigilance", choices=Article.Vigilance.choices)
    statut = forms.ChoiceField(label="Statut")
    prochain_point = forms.DateField(label="Prochain point", required=False, widget=DateInput())

    def __init__(self, *args, point, actions, prochaine, **kwargs):
        article = point.article
        kwargs["initial"] = {
            "version": point.version,
            "releve": point.releve,
            "vigilance": point.vigilance or article.vigilance,
            "statut": point.statut or statut_choices(article)[0][0],
            "prochain_point": point.prochain_point or prochaine or article.prochain_point,
        }
        super().__init__(*args, **kwargs)
        self.rubrique, self.actions = article.rubrique, {str(a.pk): a for a in actions}
        self.fields["faites"].choices = [(key, a.libelle) for key, a in self.actions.items()]
        self.fields["statut"].choices = statut_choices(article)

    def clean(self):
        super().clean()
        look_for_identities(self, ["releve"], self.rubrique)

    def done(self):
        return [self.actions[key] for key in self.cleaned_data["faites"]]

    def written(self) -> dict:
        names = ["releve", "vigilance", "statut", "prochain_point"]
        return {name: self.cleaned_data[name] for name in names}


class DecisionForm(forms.ModelForm):
    envoi = forms.UUIDField(widget=forms.HiddenInput)
    libelle = forms.CharField(
        label="Décision",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    class Meta:
        model = Decision
        fields = ["libelle", "responsable", "echeance"]
        widgets = {"echeance": DateInput()}
        labels = {"responsable": "Responsable", "echeance": "Échéance"}

    def __init__(self, *args, point, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = point.rubrique
        self.initial["envoi"] = uuid.uuid4()
        limit_to_members(self.fields["responsable"], point.article, keep=None, empty="Choisir…")

    def clean_libelle(self):
        return visible_text(self, "libelle")

    def clean(self):
        super().clean()
        self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        look_for_identities(self, ["libelle"], self.rubrique)


class ContributionForm(forms.ModelForm):
    """What a member brings to a point."""

    envoi = forms.UUIDField(widget=forms.HiddenInput)
    texte = RichTextFormField(
        label="Votre contribution",
        help_text=f"Elle deviendra un suivi à votre nom à la clôture. {REMINDER}",
        error_messages={"required": "Écrivez votre contribution."},
    )
    portee = forms.ChoiceField(label="Qui peut la lire", widget=forms.RadioSelect)

    class Meta:
        model = Contribution
        fields = ["texte", "portee"]

    def __init__(self, *args, user, point, **kwargs):
        super().__init__(*args, **kwargs)
        self.rubrique = point.rubrique
        self.initial |= {"envoi": uuid.uuid4(), "portee": Portee.CELLULE.value}
        self.fields["portee"].choices = [(p.value, p.label) for p in portees_for(user)]

    def clean(self):
        super().clean()
        self.instance.pk = self.cleaned_data.get("envoi") or self.instance.pk
        look_for_identities(self, ["texte"], self.rubrique)


class PresencesForm(forms.Form):
    """Who is there, who is excused."""

    def __init__(self, *args, seance, membres, **kwargs):
        super().__init__(*args, **kwargs)
        noted = dict(seance.presences.values_list("utilisateur", "etat"))
        self.people = [m.utilisateur for m in membres]
        for person in self.people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=name_and_function(person),
                required=False,
                choices=[("", "non noté"), *Presence.Etat.choices],
                initial=noted.get(person.pk, ""),
            )

    def etats(self):
        return {person: self.cleaned_data[str(person.pk)] for person in self.people}


class InvitationForm(forms.Form):
    """Whom to show this situation to: somebody with an account, who is no member."""

    utilisateur = forms.ModelChoiceField(
        Utilisateur.objects.none(), label="Personne à inviter", empty_label="Choisir…"
    )

    def __init__(self, *args, point, **kwargs):
        super().__init__(*args, **kwargs)
        members = current_members(point.rubrique).values("utilisateur")
        people = Utilisateur.objects.filter(is_active=True, is_superuser=False)
        field = self.fields["utilisateur"]
        field.queryset = people.exclude(pk__in=members).exclude(
            pk__in=point.article.ecarts.values("utilisateur")
        )
        field.label_from_instance = name_and_function
