"""The synthesis counts what its reader may see, and each number opens exactly what it counts."""

import datetime
import itertools
import re
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.models import Article, ChangementStatut
from blog.synthese.dimensions import LIBELLES
from coffre.keys import CoffreError
from journal.models import Trace
from rubriques.permissions import Role, set_role
from tests.outils.factories import make_article, make_member, make_suivi
from tests.outils.pannes import spoil
from tests.outils.synthese import QUICK, YEAR, Staged, at, cases

PAIRS = list(itertools.permutations(LIBELLES, 2))
SEVERAL = [pair for pair in PAIRS if {"nature", "dispositif"}.intersection(pair)]
pairs = st.sampled_from(PAIRS) | st.sampled_from(SEVERAL)


def look(client, staged, **asked):
    client.force_login(staged.reader)
    return client.get(staged.url(), {"annee": YEAR} | asked)


def test_every_cell_and_total_is_what_an_oracle_counts_and_opens_as_many(client):
    crossed = []

    @settings(QUICK, max_examples=25)
    @given(st.lists(cases, min_size=3, max_size=9), pairs, st.sampled_from([YEAR, None]))
    def check(scene, axes, year):
        with transaction.atomic():
            crossed.append(agrees(client, Staged(scene), axes, year))
            transaction.set_rollback(True)

    check()
    assert sum(map(bool, crossed)) > 5  # in as many, a situation counts in several lines


def agrees(client, staged, axes, year):
    page = look(client, staged, lignes=axes[0], colonnes=axes[1], annee=year or "toutes")
    table, seen = page.context["croisement"], staged.seen(year)
    assert page.status_code == 200
    assert page.context["total"] == table.total == len(seen)
    found = {(row.asked, column.asked): number for (row, column), number in table.cases.items()}
    rows, columns, both = Counter(), Counter(), Counter()
    for cas in seen:
        lines, heads = (staged.values(cas, nom, year) for nom in axes)
        rows.update(lines)
        columns.update(heads)
        both.update(itertools.product(lines, heads))
    assert found == both
    assert {row.asked: n for row, n in table.en_ligne.items()} == rows
    assert {column.asked: n for column, n in table.en_colonne.items()} == columns
    for line in [*table.lignes, table.pied]:
        for case in [*line.cases, line.total]:
            assert not case.nombre or staged.opens(case.lien) == case.nombre, case.lien
    return len(table.doubles)


def test_months_spreads_and_delays_are_what_an_oracle_counts_and_open_as_many(client):
    @QUICK
    @given(st.lists(cases, max_size=9))
    def check(scene):
        with transaction.atomic():
            staged = Staged(scene)
            context = look(client, staged).context
            check_months(context["mois"].lignes, staged)
            drawn = [*context["repartitions"], context["delais"]]
            for barres, nom in zip(drawn, ["nature", "niveau", None], strict=True):
                check_bars(barres, nom, staged)
            transaction.set_rollback(True)

    check()


def check_months(months, staged):
    seen = staged.seen()
    assert [m.premier for m in months][::11] == [
        datetime.date(YEAR, 9, 1),
        datetime.date(YEAR + 1, 8, 1),
    ]
    for month, after in itertools.zip_longest(months, months[1:]):
        end = after.premier if after else datetime.date(YEAR + 1, 9, 1)
        limit = at(end.year, end.month, 1, 0)
        start = at(month.premier.year, month.premier.month, 1, 0)
        assert month.ouvertes == sum(start <= c.opened < limit for c in seen)
        assert month.closes == sum(
            bool(c.closed_le) and start <= c.closed_le < limit for c in seen
        )
        alive = [c for c in seen if c.opened < limit]
        assert month.suivies == sum(c.closed_le is None or c.closed_le >= limit for c in alive)
        for number, link in [
            (month.ouvertes, month.lien_ouvertes),
            (month.closes, month.lien_closes),
        ]:
            assert not number or staged.opens(link) == number


def check_bars(barres, nom, staged):
    numbers = {label: number for label, number, _ in barres.numbers}
    for _, number, link in barres.numbers:
        assert staged.opens(link) == number
    seen = staged.seen()
    if nom is None:
        days = [c.delai for c in seen]
        assert list(numbers.values()) == [
            sum(d is not None and d < 7 for d in days),
            sum(d is not None and 7 <= d < 15 for d in days),
            sum(d is not None and d >= 15 for d in days),
            days.count(None),
        ]
    else:
        expected = Counter(v for c in seen for v in c.values(nom))
        assert sorted(numbers.values()) == sorted(expected.values())


@pytest.mark.parametrize(
    ("moment", "month", "year"),
    [
        (at(2025, 8, 31, 23, 30), "2025-08", 2024),
        (at(2025, 9, 1, 0, 30), "2025-09", 2025),
        (datetime.datetime(2025, 8, 31, 22, 0, tzinfo=datetime.UTC), "2025-09", 2025),
        (datetime.datetime(2026, 3, 29, 1, 30, tzinfo=datetime.UTC), "2026-03", 2025),
        (datetime.datetime(2025, 10, 31, 23, 0, tzinfo=datetime.UTC), "2025-11", 2025),
    ],
)
def test_a_month_and_a_school_year_begin_at_midnight_in_paris(client, world, moment, month, year):
    Article.objects.filter(pk=world.article.pk).update(cree_le=moment, statut="close")
    ChangementStatut.objects.create(
        article=world.article, vers="close", par=world.gestionnaire, le=moment
    )
    client.force_login(world.lecteur)
    url = reverse("blog:synthese", args=[world.rubrique.slug])
    asked = {"lignes": "niveau", "colonnes": "ouverture", "annee": year}
    (column,) = client.get(url, asked).context["croisement"].colonnes
    assert column.asked == ("ouverte", month)
    other = year - 1 if year == 2025 else year + 1
    assert client.get(url, asked | {"annee": other}).context["total"] == 0


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"lignes": "nature", "colonnes": "nature"}, "colonnes"),
        ({"lignes": "constats"}, "lignes"),
        ({"colonnes": "'--"}, "colonnes"),
        ({"annee": "deux mille"}, "annee"),
        ({"annee": "1515"}, "annee"),
        ({"parts": "moitié"}, "parts"),
    ],
)
def test_what_makes_no_sense_is_told_beside_its_field(as_user, world, asked, field):
    url = reverse("blog:synthese", args=[world.rubrique.slug])
    page = as_user(world.lecteur).get(url, asked)
    assert page.status_code == 400
    assert list(page.context["form"].errors) == [field]
    assert f'id="id_{field}_error"' in page.content.decode()


def test_shares_are_of_the_line_the_column_or_the_whole(as_user, world):
    make_article(world.rubrique, niveau="2de", vigilance="urgent")
    make_article(world.rubrique, niveau="1re", vigilance="urgent")
    url = reverse("blog:synthese", args=[world.rubrique.slug])
    client, found = as_user(world.lecteur), {}
    for parts in ["", "ligne", "colonne", "total"]:
        asked = {"lignes": "niveau", "colonnes": "vigilance", "parts": parts}
        table = client.get(url, asked).context["croisement"]
        line = table.lignes[0]  # 2de: one « à suivre », one « urgent »
        found[parts] = [case.part for case in [*line.cases, line.total]]
    assert found == {
        "": ["", "", ""],
        "ligne": ["50 %", "50 %", "100 %"],
        "colonne": ["100 %", "50 %", "67 %"],
        "total": ["33 %", "33 %", "67 %"],
    }


def test_a_link_of_the_page_opens_the_situations_it_counts(as_user, world):
    other = make_article(world.rubrique, niveau="1re", vigilance="urgent")
    client = as_user(world.lecteur)
    page = client.get(
        reverse("blog:synthese", args=[world.rubrique.slug]), {"lignes": "vigilance"}
    )
    text = page.content.decode()
    (link,) = re.findall(r'href="([^"]+)"\s+aria-label="1 situation, Urgent, 1re"', text)
    listed = client.get(link.replace("&amp;", "&")).content.decode()
    assert other.code in listed
    assert world.article.code not in listed


def test_no_text_is_opened_and_the_number_of_queries_does_not_grow(
    as_user, world, django_assert_max_num_queries
):
    client = as_user(world.lecteur)
    url = reverse("blog:synthese", args=[world.rubrique.slug])
    client.get(url)
    for number in [10, 60]:
        while world.rubrique.articles.count() < number:
            make_suivi(make_article(world.rubrique, world.redacteur), world.redacteur)
        spoil()
        with django_assert_max_num_queries(10):
            assert client.get(url).context["total"] == number
        with django_assert_max_num_queries(10):
            client.get(reverse("blog:bilan", args=[world.rubrique.slug]))
    with pytest.raises(CoffreError):
        client.get(world.article.get_absolute_url())


def test_what_is_to_be_looked_at_again_opens_as_many(as_user, world):
    staged = Staged([])
    staged.rubrique, staged.reader = world.rubrique, world.lecteur
    make_article(world.rubrique, referent=world.redacteur)
    Article.objects.filter(pk=world.article.pk).update(cree_le=at(YEAR, 9, 10))
    world.article.suivis.update(date=datetime.date(YEAR, 9, 11))
    world.article.actions.update(echeance=datetime.date(YEAR, 9, 12))
    page = as_user(world.lecteur).get(reverse("blog:synthese", args=[world.rubrique.slug]))
    numbers = [(number, staged.opens(link)) for _, number, link in page.context["a_revoir"]]
    assert numbers == [(1, 1), (1, 1), (1, 1)]
    past = as_user(world.lecteur).get(page.wsgi_request.path, {"annee": YEAR})
    assert "a_revoir" not in past.context


@pytest.mark.parametrize("name", ["blog:synthese", "blog:bilan"])
def test_a_reading_leaves_a_trace_that_the_page_shows(as_user, world, name):
    page = as_user(world.lecteur).get(reverse(name, args=[world.rubrique.slug]))
    trace = Trace.objects.filter(acteur=world.lecteur, acte="lecture").first()
    assert trace.objet_id == str(world.rubrique.pk)
    assert f"trace {trace.reference}" in page.content.decode()


def test_who_loses_the_right_or_was_given_another_rubrique_counts_nothing(as_user, world):
    set_role(rubrique=world.rubrique, utilisateur=world.lecteur, role=None, par=None)
    url = reverse("blog:synthese", args=[world.rubrique.slug])
    assert as_user(world.lecteur).get(url).status_code == 404
    newcomer = make_member(world.rubrique, Role.LECTEUR)
    assert as_user(newcomer).get(url).context["total"] == 1


def test_what_a_sheet_left_unknown_is_counted_and_opened(world, as_user):
    """A row taken over from a sheet may have no level, nor who told of it."""
    unknown = make_article(world.rubrique, niveau="", signale_par="")
    client, slug = as_user(world.gestionnaire), world.rubrique.slug
    for axes in [("niveau", "signale_par"), ("signale_par", "niveau")]:
        query = dict(zip(["lignes", "colonnes"], axes, strict=True))
        page = client.get(reverse("blog:synthese", args=[slug]), query)
        assert "Non renseigné" in page.content.decode()
    for name in ["bilan", "retouche_create"]:
        assert client.get(reverse(f"blog:{name}", args=[slug])).status_code == 200
    listing = reverse("blog:article_list", args=[slug])
    for name in ["niveau", "signale_par"]:
        page = client.get(listing, {name: "inconnu", "colonnes": "niveau.signale_par"})
        assert list(page.context["table"].page.object_list) == [unknown]
