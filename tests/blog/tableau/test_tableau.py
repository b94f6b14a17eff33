"""The table of situations: what it shows, in which order, and that its counts tell the truth."""

import datetime
from operator import attrgetter

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ChoixColonnes, Nature
from blog.tableau.colonnes import CHOOSABLE
from coffre.keys import CoffreError
from sql.alphabet import sort_key
from tests.outils.factories import make_action, make_article, make_seances, make_suivi
from tests.outils.pannes import spoil
from tests.outils.screens import articles_in, codes

TODAY = timezone.localdate


def days(number):
    return TODAY() + datetime.timedelta(days=number)


def test_each_tile_counts_exactly_the_situations_that_it_opens(world, table):
    for number, day in enumerate([days(-60), days(-1), days(0), days(400)]):
        article = make_article(
            world.rubrique,
            world.gestionnaire,
            vigilance=["urgent", "suivre"][number % 2],
            prochain_point=day,
            referent=[None, world.lecteur][number % 2],
            statut=["suivie", "suivie", "close", "veille"][number],
        )
        make_action(article, world.redacteur, echeance=day)
        make_suivi(article, world.redacteur, date=min(day, days(-1)))
    tuiles = table().context["tuiles"]
    assert {tuile.nom: tuile.nombre for tuile in tuiles} == {
        "revoir": 2,
        "urgent": 1,
        "retard": 2,
        "sans_referent": 2,
        "silence": 1,
        "signalee": 1,
        "nouveau": 4,
    }
    for tuile in tuiles:
        page = table(**tuile.filtre)
        assert len(articles_in(page)) == tuile.nombre, tuile.nom
        assert f'href="?{tuile.query}"' in page.content.decode()
        assert not [article for article in articles_in(page) if article.is_close]


def test_what_is_silent_is_counted_in_meetings_where_there_are_enough(world, table):
    for number in (-40, -26, -12, 16):
        make_seances(world.rubrique, world.gestionnaire, jour=days(number))
    old, new, never = (make_article(world.rubrique) for _ in range(3))
    make_suivi(old, date=days(-41))
    make_suivi(new, date=days(-40))
    for article, ago in [(never, -50), (old, -60), (new, -60)]:
        article.cree_le = timezone.now() + datetime.timedelta(days=ago)
        article.save()
    assert set(codes(table(reunions="3"))) == {old.code, never.code}
    assert codes(table(reunions="4")) == []
    assert {t.nom: t.nombre for t in table().context["tuiles"]}["silence"] == 2


def test_what_is_to_review_is_due_at_the_next_meeting(world, table):
    make_seances(world.rubrique, world.gestionnaire, jour=days(5))
    due = make_article(world.rubrique, prochain_point=days(5))
    make_article(world.rubrique, prochain_point=days(6))
    assert codes(table(point="reunion")) == [due.code]


def test_filters_keep_what_they_name(world, table):
    nature = Nature.objects.of(world.rubrique)[3]
    urgent = make_article(
        world.rubrique,
        vigilance="urgent",
        niveau="3e",
        natures=[nature],
        referent=world.lecteur,
        signale_par="famille",
        dispositifs=["pai", "tutorat"],
    )
    closed = make_article(world.rubrique, statut="close")
    assert codes(table()) == [urgent.code, world.article.code]
    assert codes(table(statut="close")) == [closed.code]
    assert set(codes(table(statut="toutes"))) == {urgent.code, closed.code, world.article.code}
    assert codes(table(referent="aucun")) == [world.article.code]
    for name, value in {
        "vigilance": "urgent",
        "niveau": "3e",
        "nature": nature.pk,
        "referent": world.lecteur.pk,
        "signale_par": "famille",
        "dispositif": "pai",
    }.items():
        assert codes(table(**{name: value})) == [urgent.code], name
    assert codes(table(dispositif="aucun")) == [world.article.code]
    assert codes(table(nature="aucune")) == []


def test_dates_and_months_are_those_of_paris(world, table):
    moments = ["2025-08-31T21:59:59Z", "2025-08-31T22:00:00Z", "2025-10-31T22:59:59Z"]
    august, september, october = (
        make_article(world.rubrique, cree_le=datetime.datetime.fromisoformat(moment))
        for moment in moments
    )
    assert codes(table(ouverte="2025-08")) == [august.code]
    assert codes(table(ouverte="2025-09")) == [september.code]
    assert codes(table(ouverte="2025-10")) == [october.code]
    assert codes(table(ouverte_avant="2025-08-31")) == [august.code]
    assert october.code in codes(table(ouverte_apres="2025-10-31"))
    assert september.code not in codes(table(ouverte_apres="2025-10-31"))


def test_the_delay_before_the_first_action_is_in_days_from_the_signalement(world, table):
    gaps = {"semaine": (0, 6), "quinzaine": (7, 14), "plus": (15, 90)}
    made = {"aucune": {world.article.code}}
    world.action.delete()
    for name, numbers in gaps.items():
        for number in numbers:
            article = make_article(world.rubrique, signale_le=days(-100))
            make_action(article, decidee_le=days(-100 + number))
            make_action(article, decidee_le=days(-1))
            made.setdefault(name, set()).add(article.code)
    assert {name: set(codes(table(delai=name))) for name in made} == made


def rank(kind, name):
    return lambda row: kind.values.index(getattr(row, name))


def people(name):
    return lambda row: (p := getattr(row, name)) and (p.last_name, p.first_name)


CHOICES = {
    "niveau": Article.Niveau,
    "vigilance": Article.Vigilance,
    "statut": Article.Statut,
    "signale_par": Article.Origine,
    "preoccupante": Article.Preoccupante,
}
SORTED = {name: rank(kind, name) for name, kind in CHOICES.items()} | {
    "code": lambda row: sort_key(row.code),
    "dispositifs": lambda row: row.dispositifs or None,
    "partenaires": lambda row: row.partenaires or None,
    "natures": lambda row: row.natures_tenues[0]["rang"],
    "referent": people("referent"),
    "coreferent": people("coreferent"),
    **{
        name: attrgetter(name)
        for name in [
            *["signale_le", "cree_le", "dernier_suivi", "prochain_point", "famille_informee_le"],
            *["close_le", "actions_ouvertes", "regime"],
        ]
    },
}


def in_order(values, *, down=False):
    """What has a value first, either way; then what has none."""
    held = sorted((value for value in values if value is not None), reverse=down)
    return held + [None] * (len(values) - len(held))


@pytest.mark.parametrize("tri", [*CHOOSABLE, "code"])
def test_each_column_sorts_both_ways(world, table, tri):
    nature = Nature.objects.of(world.rubrique)[5]
    for number in range(3):
        article = make_article(
            world.rubrique,
            niveau=["6e", "tle", "2de"][number],
            regime=["interne", "externe", ""][number],
            vigilance=["urgent", "suivre", "surveiller"][number],
            natures=[nature] if number else None,
            referent=[world.lecteur, world.redacteur, None][number],
            coreferent=[world.redacteur, None, world.lecteur][number],
            dispositifs=[["pai"], [], ["tutorat"]][number],
            partenaires=[["cio"], [], ["mda"]][number],
            signale_par=["cpe", "famille", "eleve"][number],
            signale_le=days(-number),
            prochain_point=[None, days(3), days(1)][number],
            famille_informee_le=[None, days(-3), days(-1)][number],
            preoccupante=["aucune", "envisagee", "transmise"][number],
            cree_le=timezone.now() - datetime.timedelta(days=number),
            statut=["suivie", "close", "veille"][number],
        )
        for _ in range(number):
            make_action(article)
            make_suivi(article, date=days(-number))
    query = {"statut": "toutes", "colonnes": ".".join(CHOOSABLE)}
    up, down = table(tri=tri, **query), table(tri=f"-{tri}", **query)
    assert (up.status_code, down.status_code) == (200, 200)
    assert len(codes(up)) == 4
    assert set(codes(up)) == set(codes(down))
    assert up.context["table"].columns[tri].is_ordered
    found = [[SORTED[tri](row) for row in articles_in(page)] for page in (up, down)]
    assert len({str(value) for value in found[0]}) > 1  # else either way is the same
    assert found == [in_order(found[0]), in_order(found[0], down=True)]


def test_the_most_pressing_comes_first_then_the_one_to_see_soonest(world, table):
    rows = [("urgent", None), ("urgent", 5), ("suivre", 1), ("urgent", 2), ("surveiller", -3)]
    made = {
        (vigilance, day): make_article(
            world.rubrique,
            vigilance=vigilance,
            prochain_point=None if day is None else days(day),
        ).code
        for vigilance, day in rows
    }
    order = [("urgent", 2), ("urgent", 5), ("urgent", None), ("suivre", 1), ("surveiller", -3)]
    shown = [code for code in codes(table()) if code in made.values()]
    assert shown == [made[key] for key in order]


def test_levels_sort_as_the_school_counts_them(world, table):
    made = [make_article(world.rubrique, niveau=n) for n in ["tle", "6e", "2de", "3e"]]
    by_code = {article.code: article.niveau for article in made} | {world.article.code: "2de"}
    assert [by_code[code] for code in codes(table(tri="niveau"))] == [
        "6e",
        "3e",
        "2de",
        "2de",
        "tle",
    ]


@pytest.mark.parametrize(
    "query",
    [
        {"niveau": "n'importe quoi"},
        {"nature": "x"},
        {"ouverte": "2026-13"},
        {"semaines": "mardi"},
        {"semaines": "99999999999"},
        {"point_avant": "2026-02-30"},
        {"annee": "0"},
        {"ouverte": "9999-12"},
        {"close": "0001-01"},
        {"ouverte_apres": "0001-01-01"},
        {"ouverte_avant": "9999-12-31"},
    ],
)
def test_a_value_that_makes_no_sense_is_told_beside_its_field(world, table, query):
    page = table(**query)
    (name,) = query
    assert page.status_code == 400
    assert page.context["filtre"].form[name].errors
    assert codes(page) == [world.article.code]


@pytest.mark.parametrize(
    "query", [{"tri": "x"}, {"page": "x"}, {"page": "99"}, {"colonnes": "x"}, {"per_page": "-1"}]
)
def test_an_order_a_page_or_a_column_that_is_not_there_changes_nothing(world, table, query):
    page = table(**query)
    assert (page.status_code, codes(page)) == (200, [world.article.code])


def test_a_member_chooses_the_columns_and_finds_them_again(world, table, as_user):
    url = reverse("blog:colonnes_edit", args=[world.rubrique.slug])
    answer = as_user(world.lecteur).post(
        f"{url}?vigilance=suivre&evil=1", {"colonnes": ["regime", "cree_le"]}
    )
    assert answer.url.endswith("/articles/?vigilance=suivre")
    typed = as_user(world.lecteur).post(f"{url}?ouverte=Zoé+battue&retard=Zoé", {"colonnes": []})
    assert typed.url.endswith("/articles/?retard=oui")
    assert table().context["table"].shown == ["regime", "cree_le"]
    assert table(colonnes="niveau").context["table"].shown == ["niveau"]
    assert as_user(world.redacteur).get(answer.url).context["table"].shown != ["regime", "cree_le"]
    as_user(world.lecteur).post(url, {"colonnes": []})
    as_user(world.lecteur).post(url, {"colonnes": ["constats"]})
    assert ChoixColonnes.objects.get().colonnes == ["regime", "cree_le"]


def test_no_case_text_is_opened_to_show_the_table(world, table, client):
    spoil()
    assert codes(table(statut="toutes", tri="natures")) == [world.article.code]
    with pytest.raises(CoffreError):
        client.get(world.article.get_absolute_url())
