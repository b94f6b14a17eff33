from django import forms

from avis.models import Choix


class ChoixForm(forms.ModelForm):
    """What to be told by e-mail, and how often."""

    kinds = ["dates", "changements", "veille", "retards"]

    class Meta:
        model = Choix
        fields = ["rythme", "dates", "changements", "veille", "retards"]
        widgets = {"rythme": forms.RadioSelect}
