"""The filter of the table. Its values are codes, numbers and dates: no case text in an address."""

import datetime

import django_filters as filters
from django import forms
from django.db.models import Q
from django.utils.functional import cached_property

from blog.models import Article, Nature
from blog.models.nature import DISPOSITIFS
from blog.tableau import criteres
from blog.tableau.mois import NOBODY, MonthFilter
from comptes.models import Utilisateur
from rubriques.permissions import current_members
from rubriques.redaction.saisie import PLAUSIBLE, DateInput
from rubriques.registre import meeting_days
from temps.annee_scolaire import in_words, this_year
from temps.mots import french

NOTHING, ALL, UNKNOWN = "aucune", "toutes", "inconnu"
YEARS_BACK = 12
USUAL = ["statut", "vigilance", "niveau", "nature", "referent", "point"]  # shown unfolded
MONTHS = ("ouverte", "close")
UNFOLDED = "criteres"  # in the address: every criterion is drawn


def school_years() -> list[tuple[str, str]]:
    """The school years that can be asked for, the present one first."""
    this = this_year()
    return [(str(year), in_words(year)) for year in range(this, this - YEARS_BACK, -1)]


class Mark(filters.BooleanFilter):
    """A box to tick. Left empty, it filters nothing."""

    def __init__(self, condition, label):
        super().__init__(label=label, widget=forms.CheckboxInput(attrs={"value": "oui"}))
        self.condition = condition

    def filter(self, queryset, value):
        return queryset.filter(self.condition) if value else queryset


def code_of(name: str, value) -> str:
    """A valid value as an address says it: nothing of what was typed but its meaning."""
    if value is True:
        return "oui"
    if isinstance(value, datetime.date):
        return f"{value:%Y-%m}" if name in MONTHS else value.isoformat()
    return str(value if isinstance(value, str) else int(value))


def natures_among(rubrique, articles):
    """The list of natures, and what left it that one of the situations still holds."""
    held = Q(pk__in=articles.order_by().values("natures"))
    return Nature.objects.filter(Q(archivee_le=None) | held, rubrique=rubrique)


def in_charge(rubrique, articles):
    """The members, and who is référent of one of the situations: some have left."""
    members = Q(pk__in=current_members(rubrique).values("utilisateur"))
    return Utilisateur.objects.filter(members | Q(pk__in=articles.order_by().values("referent")))


class ArticleFilter(filters.FilterSet):
    """Which situations the table shows: the open ones unless something else is asked."""

    statut = filters.ChoiceFilter(
        label="Statut",
        empty_label="Ouvertes",
        choices=[(ALL, "Toutes"), *Article.Statut.choices],
        method="of_statut",
    )
    vigilance = filters.ChoiceFilter(
        label="Vigilance", empty_label="Toutes", choices=Article.Vigilance.choices[::-1]
    )
    niveau = filters.ChoiceFilter(
        label="Niveau",
        empty_label="Tous",
        choices=[*Article.Niveau.choices, (UNKNOWN, "Non renseigné")],
        method="of_choice",
    )
    nature = filters.ChoiceFilter(label="Nature", empty_label="Toutes", method="of_nature")
    referent = filters.ChoiceFilter(label="Référent", empty_label="Tous", method="of_referent")
    signale_par = filters.ChoiceFilter(
        label="Signalée par",
        empty_label="Tous",
        choices=[*Article.Origine.choices, (UNKNOWN, "Non renseigné")],
        method="of_choice",
    )
    dispositif = filters.ChoiceFilter(
        label="Dispositif",
        empty_label="Tous",
        choices=[(NOBODY, "Sans dispositif"), *DISPOSITIFS.items()],
        method="of_dispositif",
    )
    annee = filters.ChoiceFilter(
        label="Année scolaire", empty_label="Toutes", choices=school_years, method="of_year"
    )
    ouverte = MonthFilter(label="Ouverte en", method="in_month")
    close = MonthFilter(label="Close en", method="in_month")
    ouverte_apres = filters.DateFilter(
        label="Ouverte depuis le",
        widget=DateInput(),
        validators=PLAUSIBLE,
        method="opened_from",
    )
    ouverte_avant = filters.DateFilter(
        label="Ouverte jusqu’au",
        widget=DateInput(),
        validators=PLAUSIBLE,
        method="opened_until",
    )
    point = filters.ChoiceFilter(
        label="Prochain point",
        empty_label="Tous",
        choices=[
            ("reunion", "À la prochaine réunion"),
            ("depasse", "Dépassé"),
            (NOBODY, "À fixer"),
        ],
        method="of_point",
    )
    point_apres = filters.DateFilter(
        field_name="prochain_point",
        lookup_expr="gte",
        label="Prochain point depuis le",
        widget=DateInput(),
    )
    point_avant = filters.DateFilter(
        field_name="prochain_point",
        lookup_expr="lte",
        label="Prochain point jusqu’au",
        widget=DateInput(),
    )
    semaines = filters.NumberFilter(
        label="Semaines sans suivi", method="silent", min_value=1, max_value=104
    )
    reunions = filters.NumberFilter(
        label="Réunions sans suivi", method="silent", min_value=1, max_value=40
    )
    delai = filters.ChoiceFilter(
        label="Première action",
        empty_label="Toutes",
        choices=[(code, said.capitalize()) for code, (said, *_) in criteres.DELAIS.items()],
        method="of_delay",
    )
    retard = Mark(criteres.EN_RETARD, "Une action en retard")
    nouveau = Mark(criteres.NOUVEAU, "Du nouveau pour moi")

    class Meta:
        model = Article
        fields: list[str] = []  # all are declared above

    base_filters: dict[str, filters.Filter]

    def __init__(self, data, *, rubrique, queryset, people=None, natures=None):
        """`queryset` went through `visible_to(user)` and `for_table(user)`; `people`: who may be
        asked for as référent, and `natures`: which ones, if that is known already.

        The criteria of every day are made, and those that the address asks for; all of them once
        the filter is unfolded.
        """
        self.is_unfolded = UNFOLDED in data
        if not self.is_unfolded:
            wanted = {*USUAL, *data}
            every = dict(self.base_filters)
            self.base_filters = {name: every[name] for name in every if name in wanted}
        super().__init__(data, queryset=Article.objects.all())
        self.queryset, self.rubrique = queryset, rubrique  # it is made when it is asked
        for asked in self.filters.values():
            asked.extra["error_messages"] = {"invalid_choice": "Ce choix n’existe pas, ou plus."}
        if people is None:
            people = in_charge(rubrique.pk, queryset)
        if natures is None:
            natures = natures_among(rubrique.pk, queryset)
        self.filters["nature"].extra["choices"] = [
            (str(nature.pk), nature.libelle) for nature in natures
        ] + [(NOTHING, "Sans nature")]
        self.filters["referent"].extra["choices"] = [
            (NOBODY, "Sans référent"),
            *((str(person.pk), person.nom_court) for person in people),
        ]

    @cached_property
    def days(self):
        """When the rubrique meets."""
        return meeting_days(self.rubrique)

    @property
    def days_asked(self):
        """The same, if what is asked depends on it."""
        return self.days if {"point", "reunions"} & set(self.asked) else []

    def filter_queryset(self, queryset):
        """A value that makes no sense filters nothing, and is told beside its field."""
        self.form.is_valid()
        queryset = super().filter_queryset(queryset)
        return queryset if self.form.cleaned_data.get("statut") else queryset.open()

    @cached_property
    def asked(self):
        """The valid values that were asked for, as an address holds them: {name: text}."""
        self.form.is_valid()
        values = self.form.cleaned_data.items()
        return {name: code_of(name, v) for name, v in values if v and name in self.data}

    @property
    def usual(self):
        return [self.form[name] for name in USUAL]

    @property
    def others(self):
        return [self.form[name] for name in self.filters if name not in USUAL]

    @property
    def in_words(self):
        """What was asked for in words: [(label, value)]; a ticked box has no value."""
        words = []
        for name in self.asked:
            value, choices = self.form.cleaned_data[name], self.filters[name].extra.get("choices")
            if choices:
                value = dict(choices() if callable(choices) else choices).get(str(value), value)
            elif isinstance(value, datetime.date):
                value = french(value, "F Y" if name in MONTHS else "j F Y")
            words.append((self.form[name].label, "" if value is True else value))
        return words

    def of_choice(self, queryset, name, value):
        return queryset.filter(**{name: "" if value == UNKNOWN else value})

    def of_statut(self, queryset, name, value):
        return queryset if value == ALL else queryset.filter(statut=value)

    def of_nature(self, queryset, name, value):
        return queryset.filter(natures=None if value == NOTHING else value)

    def of_referent(self, queryset, name, value):
        return queryset.filter(referent=None if value == NOBODY else value)

    def of_dispositif(self, queryset, name, value):
        condition = criteres.uses("" if value == NOBODY else value)
        return queryset.with_dispositifs_text().filter(condition)

    def of_delay(self, queryset, name, value):
        return queryset.with_delai().filter(criteres.acted_within(value))

    def of_point(self, queryset, name, value):
        conditions = {
            "reunion": criteres.due_at_next_meeting(self.days),
            "depasse": criteres.overdue_point(),
            NOBODY: Q(prochain_point=None),
        }
        return queryset.filter(conditions[value])

    def of_year(self, queryset, name, value):
        return queryset.filter(criteres.followed_in(int(value)))

    def in_month(self, queryset, name, value):
        field = {"ouverte": "cree_le", "close": "close_le"}[name]
        if value == NOBODY:
            return queryset.filter(**{f"{field}": None})
        return queryset.filter(criteres.in_month(field, value))

    def opened_from(self, queryset, name, value):
        return queryset.filter(criteres.between("cree_le", value, None))

    def opened_until(self, queryset, name, value):
        end = value + datetime.timedelta(days=1)
        return queryset.filter(criteres.between("cree_le", None, end))

    def silent(self, queryset, name, value):
        if name == "semaines":
            return queryset.filter(criteres.silent_for_weeks(int(value)))
        return queryset.filter(criteres.silent_for_meetings(int(value), self.days))
