"""The forms of a meeting that is prepared or held."""

import uuid

from django import forms

from agenda.models import Contribution, Decision, Presence
from agenda.seance.ordre import digest_of
from blog.forms.identites import look_for_identities
from blog.forms.retouche import statut_choices
from blog.forms.rules import REMINDER, limit_to_members
from blog.models import Article
from comptes.models import Utilisateur
from rubriques.forms import PLAUSIBLE, DateInput, name_and_function
from rubriques.permissions import Portee, current_members, portees_for
from rubriques.richtext import INVISIBLE, RichTextFormField
from rubriques.versions import fingerprint, fingerprints, seen_in

MOST_MINUTES, MOST_POINTS = 60, 100


class OrdreForm(forms.Form):
    """The order of business: rank, time or take off each point; add what is proposed."""

    vu = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, points, proposes, others, **kwargs):
        super().__init__(*args, initial={"vu": digest_of(points)}, **kwargs)
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
            self.data = self.data.copy()
            self.complete(self.data)

    def complete(self, data):
        """A point that was added since the page was shown keeps its place and its minutes."""
        for place, point in enumerate(self.points, start=1):
            data.setdefault(f"rang-{point.pk}", place)
            data.setdefault(f"minutes-{point.pk}", point.minutes)

    def line_of(self, pk, code, place, minutes):
        def number(label, most, initial):
            widget = forms.NumberInput(attrs={"aria-label": f"{label} de {code}"})
            return forms.IntegerField(
                label=label, min_value=1, max_value=most, initial=initial, widget=widget
            )

        return {
            f"rang-{pk}": number("Place", self.most, place),
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
            "seen": values["vu"],
        }


class Ticks(forms.MultipleChoiceField):
    """Boxes, one of which may have gone since the page was shown."""

    def valid_value(self, value):
        return True


class PointForm(forms.Form):
    """Today's relevé of a point, what becomes of the situation, and one more decision.

    `vu` tells what the page showed, so that what two people write meets field by field. Every
    button of the screen sends this form: none leaves behind what was typed in it.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    vu = forms.CharField(widget=forms.HiddenInput, required=False)
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
    responsable = forms.ModelChoiceField(None, label="Responsable", required=False)
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
        super().__init__(*args, initial=values | hidden, **kwargs)
        self.fields["faites"].choices = [(key, a.libelle) for key, a in self.actions.items()]
        self.fields["statut"].choices = statut_choices(point.article)
        limit_to_members(self.fields["responsable"], point.article, keep=None, empty="Choisir…")

    def values_of(self, point) -> dict:
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

    def written(self, *, touched: bool) -> dict:
        """What is to be saved of the point: what says something else than what the page showed,
        and, unless `touched` asks for that alone, the relevé and the next point as proposed.

        A vigilance or a statut that nobody chose is not saved: the closing would put it back over
        what somebody decides in the situation meanwhile.
        """
        seen = seen_in(self.cleaned_data["vu"])
        values = {name: self.cleaned_data[name] for name in self.KEPT}
        if not touched:
            seen = {n: digest for n, digest in seen.items() if n in ("vigilance", "statut")}
        return {name: v for name, v in values.items() if fingerprint(v) != seen.get(name)}

    def decision(self) -> Decision | None:
        """The decision that was typed, not saved."""
        values = self.cleaned_data
        if not values["libelle"]:
            return None
        number = values["envoi"] or uuid.uuid4()
        return Decision(pk=number, **{name: values[name] for name in self.ONE_MORE})


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


class RepriseForm(ContributionForm):
    """What a member brought, to be corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    envoi = None

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, **kwargs)
        self.initial |= {"version": instance.version, "portee": instance.portee}


class PresencesForm(forms.Form):
    """Who is there, who is excused. `vu` tells what the page showed, so that two people who note
    at once undo nothing of each other's."""

    vu = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, seance, membres, **kwargs):
        noted = dict(seance.presences.values_list("utilisateur", "etat"))
        self.people = [m.utilisateur for m in membres]
        shown = {str(person.pk): noted.get(person.pk, "") for person in self.people}
        super().__init__(*args, initial={"vu": fingerprints(shown)}, **kwargs)
        for person in self.people:
            self.fields[str(person.pk)] = forms.ChoiceField(
                label=name_and_function(person),
                required=False,
                choices=[("", "non noté"), *Presence.Etat.choices],
                initial=noted.get(person.pk, ""),
            )

    def etats(self):
        """What is noted otherwise than the page showed."""
        seen, values = seen_in(self.cleaned_data["vu"]), self.cleaned_data
        said = {person: values[str(person.pk)] for person in self.people}
        return {p: etat for p, etat in said.items() if fingerprint(etat) != seen.get(str(p.pk))}


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
