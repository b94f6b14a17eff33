from django import forms

from blog.models import Article, Nature


class FiltreForm(forms.Form):
    """Filters of the list. Their values are codes of choices, so they may stand in an address."""

    TRIS = {
        "vigilance": "Vigilance",
        "point": "Prochain point",
        "suivi": "Dernier suivi",
        "code": "Situation",
        "niveau": "Niveau",
    }

    statut = forms.ChoiceField(label="Statut", required=False)
    niveau = forms.ChoiceField(label="Niveau", required=False)
    nature = forms.ModelChoiceField(
        Nature.objects.none(), label="Nature", required=False, empty_label="Toutes"
    )
    vigilance = forms.ChoiceField(label="Vigilance", required=False)
    referent = forms.ChoiceField(label="Référent", required=False)
    tri = forms.ChoiceField(label="Trier par", required=False, choices=TRIS.items())

    def __init__(self, *args, rubrique, membres, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["statut"].choices = [
            ("", "Ouvertes"),
            ("toutes", "Toutes"),
            *Article.Statut.choices,
        ]
        self.fields["niveau"].choices = [("", "Tous"), *Article.Niveau.choices]
        self.fields["vigilance"].choices = [("", "Toutes"), *reversed(Article.Vigilance.choices)]
        people = [(str(m.utilisateur_id), m.utilisateur.nom_court) for m in membres]
        self.fields["referent"].choices = [("", "Tous"), ("aucun", "Sans référent"), *people]
        self.fields["nature"].queryset = Nature.objects.filter(rubrique=rubrique)

    @property
    def is_active(self):
        """Whether the member asked for anything but the open situations."""
        return any(self.data.get(name) for name in self.fields)

    def apply(self, articles):
        """Return `articles` filtered and sorted; a value that makes no sense filters nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        if not wanted.get("statut"):
            articles = articles.open()
        elif wanted["statut"] != "toutes":
            articles = articles.filter(statut=wanted["statut"])
        exact = {"niveau": "niveau", "nature": "natures", "vigilance": "vigilance"}
        for name, lookup in exact.items():
            if wanted.get(name):
                articles = articles.filter(**{lookup: wanted[name]})
        if referent := wanted.get("referent"):
            articles = articles.filter(referent=None if referent == "aucun" else referent)
        return self.sort(articles, wanted.get("tri"))

    @staticmethod
    def sort(articles, tri):
        orders = {
            "point": ["prochain_point", "code"],
            "suivi": ["-dernier_suivi", "code"],
            "code": ["code"],
            "niveau": ["niveau", "code"],
        }
        return articles.order_by(*orders[tri]) if tri in orders else articles.most_pressing_first()
