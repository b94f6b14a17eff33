"""The table of situations (django-tables2): its columns, their order, what stands in a cell."""

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from uuid import UUID

import django_tables2 as tables
from django.core.paginator import Page
from django.db.models import Case, F, OuterRef, Subquery, When
from django.utils import timezone
from django.utils.safestring import SafeString

from blog.models import Article, Nature
from blog.tableau.forms.retouche import LigneForm
from blog.tableau.passages import draw_passage
from rubriques.templatetags.ecran import icon
from sql.alphabet import alphabetical
from temps.mots import day
from texte.morceaux import fill

ALWAYS = "code"
NIVEAUX = dict(Article.Niveau.choices)
REGIMES = dict(Article.Regime.choices)
ORIGINES = dict(Article.Origine.choices)
PREOCCUPANTES = dict(Article.Preoccupante.choices)
BY_DEFAULT = [
    "niveau",
    "natures",
    "vigilance",
    "statut",
    "referent",
    "dernier_suivi",
    "prochain_point",
    "actions_ouvertes",
]


class Texte(tables.Column):
    """Words, in the order of French."""

    def order(self, queryset, is_descending):
        words = alphabetical(self.accessor)
        return queryset.order_by(words.desc() if is_descending else words.asc()), True


class Rang(tables.Column):
    """A choice, sorted as its list is and not by the alphabet."""

    def __init__(self, *args, values, **kwargs):
        super().__init__(*args, **kwargs)
        self.values = values

    def order(self, queryset, is_descending):
        ranks = [When(**{self.accessor: v}, then=n) for n, v in enumerate(self.values)]
        rank = Case(*ranks, default=len(self.values))
        return queryset.order_by(
            rank.desc() if is_descending else rank.asc(), alphabetical("code")
        ), True


class Jour(tables.Column):
    """A date, or a moment; what has none comes last either way."""

    def order(self, queryset, is_descending):
        field = F(self.accessor)
        turned = field.desc(nulls_last=True) if is_descending else field.asc(nulls_last=True)
        return queryset.order_by(turned, alphabetical("code")), True


class Personne(tables.Column):
    def order(self, queryset, is_descending):
        names = [alphabetical(f"{self.accessor}__{name}") for name in ("last_name", "first_name")]
        way = "desc" if is_descending else "asc"
        return queryset.order_by(
            *(getattr(n, way)(nulls_last=True) for n in names), alphabetical("code")
        ), True


class Liste(tables.Column):
    """Several codes in one cell, sorted by how they are stored; none comes last either way."""

    def order(self, queryset, is_descending):
        none_last = Case(When(**{self.accessor: []}, then=1), default=0)
        way = f"{'-' if is_descending else ''}{self.accessor}"
        return queryset.order_by(none_last, way, alphabetical("code")), True


class Tableau(tables.Table):
    shown: list[str]  # the columns that one sees, in `table_of`
    page: Page[Article]  # the lines that one sees
    today: date  # when they are drawn

    code = Texte("Situation", attrs={"td": {"class": "wide"}})
    niveau = Rang(values=Article.Niveau.values)
    regime = tables.Column("Régime")
    natures = tables.Column("Natures")
    vigilance = Rang(values=Article.Vigilance.values)
    statut = Rang(values=Article.Statut.values)
    referent = Personne("Référent", empty_values=())
    coreferent = Personne("Co-référent")
    signale_par = Rang("Signalée par", values=Article.Origine.values)
    signale_le = Jour("Signalée le")
    cree_le = Jour("Ouverte le")
    dernier_suivi = Jour("Dernier suivi", empty_values=())
    prochain_point = Jour("Prochain point", empty_values=())
    actions_ouvertes = tables.Column("Actions ouvertes")
    dispositifs = Liste("Dispositifs")
    partenaires = Liste("Partenaires")
    famille_informee_le = Jour("Famille informée le")
    preoccupante = Rang("Information préoccupante", values=Article.Preoccupante.values)
    close_le = Jour("Close le")

    class Meta:
        template_name = "blog/_tableau.html"
        order_by_field = "tri"
        default = ""

    def order_natures(self, queryset, is_descending):
        first = Nature.objects.filter(articles=OuterRef("pk")).order_by("rang").values("rang")[:1]
        rang = Subquery(first)
        turned = rang.desc(nulls_last=True) if is_descending else rang.asc(nulls_last=True)
        return queryset.order_by(turned, alphabetical("code")), True

    # What stands in a cell: `cell_` and the name of its column. A row is drawn once, whole.

    def drawn_rows(self) -> Iterator[SafeString]:
        """The lines that one sees, as HTML; a narrow screen reads the heading in each cell."""
        shown = [(column.name, column.header) for column in self.columns]
        cells = [getattr(self, f"cell_{name}") for name, _ in shown]
        row = fill("<tr>{}</tr>", SafeString("".join(map(cell_format, shown))))
        self.today = timezone.localdate()
        for record in self.page.object_list:
            yield fill(row, *[cell(record) for cell in cells])

    def day(self, value: date | None) -> str:
        return day(value, self.today)

    def cell_code(self, record):
        shown = draw_passage(record.passage)
        link = '<span class="nowrap"><a href="{}">{}</a></span> {}{}'
        return fill(link, record.get_absolute_url(), record.code, news_badge(record), shown)

    def cell_niveau(self, record):
        return NIVEAUX.get(record.niveau, "")

    def cell_regime(self, record):
        return REGIMES.get(record.regime, "")

    def cell_natures(self, record):
        return ", ".join(record.noms_natures)

    def cell_vigilance(self, record):
        return vigilance_badge(record.vigilance)

    def cell_statut(self, record):
        return statut_badge(record.statut)

    def cell_referent(self, record):
        return record.referent.nom_court if record.referent else late("à désigner")

    def cell_coreferent(self, record):
        return record.coreferent.nom_court if record.coreferent else ""

    def cell_signale_par(self, record):
        return ORIGINES.get(record.signale_par, "")

    def cell_signale_le(self, record):
        return self.day(record.signale_le)

    def cell_cree_le(self, record):
        return self.day(record.cree_le)

    def cell_dernier_suivi(self, record):
        return self.day(record.dernier_suivi) or "aucun"

    def cell_prochain_point(self, record):
        if record.prochain_point is None:
            return "à fixer"
        said = self.day(record.prochain_point)
        return late(said) if record.is_point_past(self.today) else said

    def cell_actions_ouvertes(self, record):
        number = record.actions_en_retard
        told = late(f"{number} en retard") if number else ""
        return fill("{} {}", record.actions_ouvertes, told)

    def cell_dispositifs(self, record):
        return ", ".join(record.get_dispositifs_display())

    def cell_partenaires(self, record):
        return ", ".join(record.get_partenaires_display())

    def cell_famille_informee_le(self, record):
        return self.day(record.famille_informee_le)

    def cell_preoccupante(self, record):
        return PREOCCUPANTES.get(record.preoccupante, "")

    def cell_close_le(self, record):
        return self.day(record.close_le)


class TableauRetouche(Tableau):
    """The same table, with controls in the cells that may be changed in it."""

    lignes: dict[UUID, LigneForm]  # the controls of each situation on the page

    def cell_code(self, record):
        ligne = self.lignes[record.pk]
        return fill("{}{} {}", str(ligne["vu"]), str(ligne["coche"]), super().cell_code(record))

    def cell_statut(self, record):
        return self.lignes[record.pk].cell("statut")

    def cell_vigilance(self, record):
        return self.lignes[record.pk].cell("vigilance")

    def cell_referent(self, record):
        return self.lignes[record.pk].cell("referent")

    def cell_prochain_point(self, record):
        return self.lignes[record.pk].cell("prochain_point")


CHOOSABLE = [name for name in Tableau.base_columns if name != ALWAYS]


def column_choices() -> list[tuple[str, str]]:
    """The columns that a member may choose, with their headings."""
    columns = Tableau.base_columns
    return [(name, columns[name].verbose_name or name.capitalize()) for name in CHOOSABLE]


def wanted_columns(asked: str, kept: list[str] | None) -> list[str]:
    """The columns to show: those of the address (« niveau.statut »), else those that the member
    keeps, else the usual ones. Names that are no column are left out."""
    for names in (asked.split("."), kept or []):
        found = [name for name in CHOOSABLE if name in names]
        if found:
            return found
    return list(BY_DEFAULT)


def hidden(shown: list[str]) -> list[str]:
    return [name for name in CHOOSABLE if name not in shown]


def cell_format(column: tuple[str, str]) -> SafeString:
    """A cell of a column as `format_html` fills it; the code of the situation heads its line."""
    name, header = column
    if name == ALWAYS:
        return SafeString('<th scope="row">{}</th>')
    cell = '<td data-label="{}" data-colonne="{}">{{}}</td>'
    return fill(cell, header, name)


@cache
def vigilance_badge(vigilance: str) -> SafeString:
    level = icon(f"level-{Article.Vigilance.values.index(vigilance) + 1}")
    words = Article.Vigilance(vigilance).label
    badge = '<span class="badge" data-vigilance="{}">{}{}</span>'
    return fill(badge, vigilance, level, words)


@cache
def statut_badge(statut: str) -> SafeString:
    words = Article.Statut(statut).label
    return fill('<span class="badge" data-statut="{}">{}</span>', statut, words)


@lru_cache(maxsize=512)
def late(words: str) -> SafeString:
    return fill('<span class="late">{} {}</span>', icon("alert"), words)


def news_badge(record) -> SafeString:
    """What is new about a situation for who looks."""
    if record.jamais_lu:
        said = "nouvelle"
    elif record.nouveaux:
        said = "nouveau"
    elif record.remaniee:
        said = "mise à jour"
    else:
        return SafeString()
    return badge(said)


@cache
def badge(said: str) -> SafeString:
    return fill('<span class="badge badge-new">{}</span>', said)
