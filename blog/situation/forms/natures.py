from django import forms

from blog.models import Article, Nature
from sql.alphabet import alphabetical
from texte.simple import INVISIBLE

MOST = 12
NEW = "nouvelle_"  # what the names of the fields to add one begin with


class NaturesForm(forms.Form):
    """The short list of a rubrique: rename, empty to archive, add; twelve at most.

    It counts what its reader may see, and lets every nature leave: neither tells of the rest.
    """

    def __init__(self, *args, rubrique, user, **kwargs):
        super().__init__(*args, **kwargs)
        mine = Article.objects.visible_to(user).filter(rubrique=rubrique)
        natures = Nature.objects.of(rubrique).with_uses(mine)
        self.natures = list(natures.order_by("rang", alphabetical("nom")))
        self.archivees = list(rubrique.natures.exclude(archivee_le=None))
        for nature in self.natures:
            self.add_field(str(nature.pk), nature.nom, used_by(nature), initial=nature.nom)
        for number in range(1, MOST - len(self.natures) + 1):
            self.add_field(f"{NEW}{number}", f"Nouvelle nature {number}", "")

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
        seen = set()
        archived = {nature.nom.casefold(): nature.nom for nature in self.archivees}
        for name, nom in cleaned.items():
            if nom and nom.casefold() in seen:
                self.add_error(name, "Ce nom est déjà dans la liste.")
            elif nom.casefold() in archived and name.startswith(NEW):
                cleaned[name] = archived[nom.casefold()]  # it comes back as itself
            elif nom.casefold() in archived:
                self.add_error(name, "Une nature retirée porte ce nom. Choisissez-en un autre.")
            seen.add(nom.casefold())
        if not any(cleaned.values()):
            raise forms.ValidationError("Gardez au moins une nature.")
        return cleaned

    def names(self):
        """The names of the natures that are there, and those of the new ones."""
        kept = {nature: self.cleaned_data[str(nature.pk)] for nature in self.natures}
        new = [v for k, v in self.cleaned_data.items() if k.startswith(NEW) and v]
        return {"kept": kept, "new": new}


def used_by(nature):
    if not nature.used:
        return "Videz pour retirer"
    return f"{nature.used} situation{'s' if nature.used > 1 else ''}. Videz pour retirer"
