"""The controls of the quick grid: one line a situation, and one for all that are ticked."""

from django import forms

from blog.models import Article
from blog.situation.etat import FIELDS, codes_of
from blog.situation.forms.vie import CLOSINGS, statut_choices
from rubriques.redaction.fusion import labels_of
from rubriques.redaction.saisie import PLAUSIBLE, DateInput, field_of
from rubriques.redaction.versions import to_change
from texte.morceaux import fill

Statut = Article.Statut
LABELS = {
    "statut": "Statut",
    "vigilance": "Vigilance",
    "referent": "Référent",
    "prochain_point": "Prochain point",
}
KEEP, NOBODY = ("", "Ne pas changer"), "aucun"
GONE = {"invalid_choice": "Ce choix ne convient plus\u00a0: choisissez-en un autre."}


def code_of(values: dict, name: str) -> str:
    """A cleaned value as the code that a cell holds."""
    value = values.get(name) or ""
    return value.isoformat() if hasattr(value, "isoformat") else value


class LigneForm(forms.Form):
    """One situation in the grid. `vu` tells, as codes, what the page showed."""

    coche = forms.BooleanField(required=False)
    vu = forms.CharField(required=False, widget=forms.HiddenInput, max_length=200)
    statut = forms.ChoiceField(error_messages=GONE)
    vigilance = forms.ChoiceField(choices=Article.Vigilance.choices, error_messages=GONE)
    referent = forms.ChoiceField(required=False, error_messages=GONE)
    prochain_point = forms.DateField(required=False, widget=DateInput(), validators=PLAUSIBLE)

    def __init__(self, data=None, *, article, people):
        """`people`: {key: name} of the members who may be in charge of this situation."""
        self.cells, self.met = codes_of(article), {}
        initial = self.cells | {"vu": "|".join(self.cells.values())}
        super().__init__(data, prefix=str(article.pk), initial=initial)
        field_of(self, "statut", forms.ChoiceField).choices = statut_choices(article)
        in_charge = (
            {str(article.referent_id): article.referent.nom_court} if article.referent else {}
        )
        choices = [("", "À désigner"), *(people | in_charge).items()]
        field_of(self, "referent", forms.ChoiceField).choices = choices
        self.offer_what_was_shown()
        self.fields["coche"].widget.attrs["aria-label"] = f"Choisir {article.code}"
        for name in FIELDS:
            self.fields[name].widget.attrs["aria-label"] = f"{LABELS[name]} de {article.code}"

    def offer_what_was_shown(self):
        """A cell left as the page showed it is no error, even if it may not be chosen any more."""
        shown = (self.data.get(self.add_prefix("vu")) or "").split("|")
        for name, code in zip(FIELDS, shown, strict=False):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField) and code not in (said := labels_of(field)):
                field.choices = [*said.items(), (code, "comme avant")]

    def take(self, together: dict[str, str]) -> None:
        """Apply to this line, if it is ticked, what was asked for all ticked lines."""
        if not self.cleaned_data.get("coche"):
            return
        for name, code in together.items():
            field = self.fields[name]
            if not isinstance(field, forms.ChoiceField) or code in labels_of(field):
                self.cleaned_data[name] = code
            else:
                self.add_error(name, "Ce choix ne convient pas à cette situation.")

    def wanted(self) -> dict[str, tuple[str, str]]:
        """The cells that change: {field: (what the page showed, what is wanted)}."""
        seen = dict(zip(FIELDS, self.cleaned_data["vu"].split("|"), strict=False))
        typed = {name: code_of(self.cleaned_data, name) for name in FIELDS}
        return {n: (seen.get(n, ""), typed[n]) for n in FIELDS if typed[n] != seen.get(n, "")}

    def meet(self, cells: dict[str, str]) -> None:
        """Tell that somebody else changed `cells`; a second sending then replaces them."""
        self.met = cells
        self.data = sent = to_change(self.data)
        sent[self.add_prefix("vu")] = "|".join(self.cells.values())

    def cell(self, name):
        """The control of a cell, and under it what is to be told of it."""
        told = " ".join(str(error) for error in self.errors.get(name, []))
        if name in self.met:
            told = f"Entre-temps, quelqu’un a mis\u00a0: {self.in_words(name)}"
        said = fill('<small class="error">{}</small>', told) if told else ""
        return fill("{}{}", str(self[name]), said)

    def in_words(self, name):
        code, field = self.met[name], self.fields[name]
        labels = labels_of(field) if isinstance(field, forms.ChoiceField) else {}
        return labels.get(code, code) or "à fixer"


class EnsembleForm(forms.Form):
    """What to put in all ticked lines at once."""

    statut = forms.ChoiceField(required=False, label=LABELS["statut"])
    vigilance = forms.ChoiceField(
        required=False, label=LABELS["vigilance"], choices=[KEEP, *Article.Vigilance.choices]
    )
    referent = forms.ChoiceField(required=False, label=LABELS["referent"])
    prochain_point = forms.DateField(
        required=False,
        label=LABELS["prochain_point"],
        widget=DateInput(),
        validators=PLAUSIBLE,
    )

    def __init__(self, data=None, *, people):
        super().__init__(data, prefix="ensemble")
        never = {Statut.SIGNALEE, Statut.CLOSE}  # one is a beginning, the other wants a reason
        steps = [(step.value, step.label) for step in Statut if step not in never]
        statut = field_of(self, "statut", forms.ChoiceField)
        statut.choices = [KEEP, *steps, *CLOSINGS]
        referent = field_of(self, "referent", forms.ChoiceField)
        referent.choices = [KEEP, (NOBODY, "À désigner"), *people.items()]

    def asked(self) -> dict[str, str]:
        """The cells that are asked for, as codes."""
        codes = {name: code_of(self.cleaned_data, name) for name in FIELDS}
        asked = {name: code for name, code in codes.items() if code}
        return asked | ({"referent": ""} if asked.get("referent") == NOBODY else {})
