from django import forms

from blog.models import Nature
from texte.simple import INVISIBLE

MOST = 12


class NaturesForm(forms.Form):
    """The short list of a rubrique: rename, empty to remove, add; twelve at most."""

    def __init__(self, *args, rubrique, **kwargs):
        super().__init__(*args, **kwargs)
        self.natures = list(Nature.objects.of(rubrique).with_uses().order_by("rang", "nom"))
        for nature in self.natures:
            self.add_field(str(nature.pk), nature.nom, used_by(nature), initial=nature.nom)
        for number in range(1, MOST - len(self.natures) + 1):
            self.add_field(f"nouvelle_{number}", f"Nouvelle nature {number}", "")

    def add_field(self, name, label, help_text, **kwargs):
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        self.fields[name] = forms.CharField(
            label=label,
            required=False,
            max_length=40,
            help_text=help_text,
            widget=widget,
            **kwargs,
        )

    def clean(self):
        super().clean()
        cleaned = {k: INVISIBLE.sub("", v).strip() for k, v in self.cleaned_data.items()}
        for nature in self.natures:
            if nature.used and str(nature.pk) in cleaned and not cleaned[str(nature.pk)]:
                self.add_error(
                    str(nature.pk), "Des situations portent cette nature\u00a0: renommez-la."
                )
        seen = set()
        for name, nom in cleaned.items():
            if nom and nom.casefold() in seen:
                self.add_error(name, "Ce nom est déjà dans la liste.")
            seen.add(nom.casefold())
        if not any(cleaned.values()):
            raise forms.ValidationError("Gardez au moins une nature.")
        return cleaned

    def names(self):
        """The names of the natures that are there, and those of the new ones."""
        kept = {nature: self.cleaned_data[str(nature.pk)] for nature in self.natures}
        new = [v for k, v in self.cleaned_data.items() if k.startswith("nouvelle_") and v]
        return {"kept": kept, "new": new}


def used_by(nature):
    if not nature.used:
        return "Videz pour retirer"
    return f"{nature.used} situation{'s' if nature.used > 1 else ''}"
