"""The yearly report: right, anonymous, and silent about fewer than five pupils."""

import re
from collections import Counter

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from blog.models import Action, Article, ChangementStatut
from blog.situation.services import set_aside
from blog.synthese.secret_statistique import (
    publish_covering,
    publish_overlapping,
    publish_part,
    publish_split,
)
from blog.synthese.secret_statistique_croise import publish_crossed
from tests.outils.attaque import SMALL, Croisement, values_of_split
from tests.outils.factories import make_action, make_article, make_suivi
from tests.outils.racine import ROOT
from tests.outils.synthese import NIVEAUX, NOMS, QUICK, YEAR, Staged, at, cases

NATURES = ["a", "b", "c", "d", "e", "f"]
HARD = settings(QUICK, max_examples=150)


def is_small(number):
    return not isinstance(number, str) and number in SMALL


@HARD
@given(st.lists(st.integers(0, 13), min_size=2, max_size=6).filter(lambda n: sum(n) >= 5))
def test_in_a_table_with_its_total_a_hidden_number_may_be_1_2_3_or_4(numbers):
    counts = dict(enumerate(numbers))
    printed = publish_split(counts)
    found = values_of_split(printed, sum(numbers))
    for cell, number in counts.items():
        assert printed[cell] in (number, "< 5", "n. c.")
        assert not is_small(printed[cell])
        if number in SMALL:
            assert found[cell] >= set(SMALL), (counts, printed)


def test_the_attacker_finds_what_is_badly_hidden():
    """Without it, the tests above and below would prove nothing."""
    assert values_of_split({"2de": 12, "1re": "< 5"}, 15) == {"1re": {3}}
    assert values_of_split({"2de": 12, "1re": "< 5", "tle": "< 5"}, 14)["tle"] == {1}
    assert values_of_split({"2de": "n. c.", "1re": "< 5"}, 8) == {"1re": {1, 2, 3}}
    known = Croisement({"a": 8, "b": "< 5"}, {"2de": 7, "1re": 5}, {("a", "2de"): 5})
    assert [known.may_be(("a", "1re"), n) for n in [2, 3, 4]] == [False, True, False]
    assert [known.may_be("b", n) for n in [3, 4]] == [False, True]  # 12 have a nature, 8 have a


def test_what_is_printed_is_not_less_than_it_can_be():
    assert publish_split({1: 7, 2: 4, 3: 4, 4: 2, 5: 3}) == dict(
        zip([1, 2, 3, 4, 5], [7, *["< 5"] * 4], strict=True)
    )
    assert publish_split({1: 9, 2: 30, 3: 2, 4: 0}) == {1: "n. c.", 2: 30, 3: "< 5", 4: 0}
    assert set(publish_split({1: 5, 2: 5, 3: 1}).values()) == {"n. c."}
    assert publish_split({1: 5, 2: 0, 3: 80}) == {1: 5, 2: 0, 3: 80}
    assert set(publish_covering({1: 18, 2: 2}, 20).values()) == {
        "n. c."
    }  # 18 of 20 have the first
    assert publish_covering({1: 18, 2: 2, 3: 0, 4: 1}, 20)[1] == 18


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(0, 9, 0), (3, 9, "< 5"), (5, 9, "n. c."), (5, 10, 5), (9, 9, 9), (4, 4, "< 5")],
)
def test_a_part_is_printed_when_neither_it_nor_the_rest_is_small(part, whole, printed):
    assert publish_part(part, whole) == printed


def scenes(niveaux, natures, size, most):
    """Groups of situations: (niveau, natures, how many)."""
    names = st.frozensets(st.sampled_from(natures), min_size=1, max_size=3)
    group = st.tuples(st.sampled_from(niveaux), names, st.integers(1, most))
    return st.lists(group, min_size=size // 2, max_size=size).filter(
        lambda scene: sum(number for *_, number in scene) >= 5
    )


ONLY_ONE = [  # all of 2de has « e » alone: who deduces it knows how many of 1re have it
    ("1re", {"a", "c", "e"}, 1),
    ("2de", {"e"}, 11),
    ("1re", {"b", "f"}, 9),
    ("1re", {"a", "c", "d"}, 10),
]
few = scenes(["2de", "1re", "tle"], NATURES, 9, 12)
many = scenes(["6e", "5e", "4e", "3e", "ulis"], NATURES[:4], 40, 4)


def test_no_number_of_natures_and_niveaux_is_deduced():
    crossed = []

    @HARD
    @given(few | many)
    def check(scene):
        crossed.append(is_well_hidden(scene))

    is_well_hidden(ONLY_ONE)
    check()
    assert sum(crossed) > len(crossed) / 10  # otherwise little was tried


def is_well_hidden(scene):
    """Whether small cells were crossed; fails when one number, hidden or not printed, is known."""
    niveaux, natures, cells = Counter(), Counter(dict.fromkeys(NATURES, 0)), Counter()
    for niveau, names, number in scene:
        niveaux[niveau] += number
        natures.update(dict.fromkeys(names, number))
        cells.update({(name, niveau): number for name in names})
    in_margins, by_niveau = publish_covering(natures, niveaux.total()), publish_split(niveaux)
    crossed = publish_crossed(cells, (natures, in_margins), (niveaux, by_niveau)).cases
    known = Croisement(in_margins, niveaux, crossed)
    for nature, number in natures.items():
        assert not is_small(in_margins[nature])
        if number in SMALL and in_margins[nature] == "< 5":
            assert all(known.may_be(nature, n) for n in SMALL), (scene, in_margins)
    for cell, number in cells.items():
        if number in SMALL and cell in crossed:
            assert crossed[cell] == "< 5"
            assert all(known.may_be(cell, n) for n in SMALL), (scene, crossed)
        elif number in SMALL and not isinstance(by_niveau[cell[1]], str):
            others = [n for n in range(number + 9) if n != number]
            assert any(known.may_be(cell, n) for n in others), (scene, cell)
    return any(is_small(cells[cell]) for cell in crossed)


def test_big_numbers_are_crossed_for_good():
    niveaux, natures = Counter(a=40, b=45), Counter(x=60, y=50, z=2, t=0)
    cells = Counter({("x", "a"): 30, ("x", "b"): 30, ("y", "a"): 25, ("y", "b"): 25})
    cells["z", "a"] = 2
    crossed = publish_crossed(
        cells, (natures, publish_overlapping(natures)), (niveaux, publish_split(niveaux))
    )
    assert crossed.rangs == [("x", [30, 30]), ("y", [25, 25])]


def test_each_printed_number_is_what_an_oracle_counts(client):
    @settings(QUICK, max_examples=8)
    @given(st.lists(cases, min_size=12, max_size=36))
    def check(scene):
        with transaction.atomic():
            staged = Staged(scene)
            client.force_login(staged.reader)
            page = client.get(staged.url("blog:bilan"), {"annee": YEAR})
            agrees(page.context["bilan"], staged.seen())
            shows_no_small_number(page)
            transaction.set_rollback(True)

    check()


def agrees(bilan, seen):
    start, end = at(YEAR, 9, 1, 0), at(YEAR + 1, 9, 1, 0)
    figures = dict(bilan.chiffres)
    closed = [c for c in seen if c.closed_le and start <= c.closed_le < end]
    may_be(figures["closes dans l’année"], len(closed))
    seen = [c for c in seen if c.opened >= start]
    may_be(figures["ouvertes dans l’année"], len(seen))
    tables = {table.titre: table.nombres for table in bilan.tableaux}
    if len(seen) < 5:
        assert tables == {}
        return
    for code, said in [("2de", "2de"), ("1re", "1re"), ("cap", "CAP")]:
        may_be(tables["Par niveau"][said], sum(c.niveau == code for c in seen))
    for nature in NOMS:
        may_be(tables["Par nature"][nature], sum(nature in c.natures for c in seen))
    may_be(tables["Dispositifs en place"]["PAP"], sum("pap" in c.dispositifs for c in seen))
    may_be(tables["Par vigilance"]["Urgent"], sum(c.vigilance == "urgent" for c in seen))
    may_be(tables["Signalées par"]["CPE"], sum(c.signale_par == "cpe" for c in seen))
    may_be(tables["Motif de clôture"]["Non précisé"], len(closed))
    delays = tables["Délai avant la première action"]
    may_be(delays["Aucune action"], sum(c.delai is None for c in seen))
    for nature, numbers in bilan.croisement.rangs:
        for niveau, number in zip(bilan.croisement.colonnes, numbers, strict=True):
            of_niveau = [c for c in seen if c.niveau == niveau.lower()]
            may_be(number, sum(nature in c.natures for c in of_niveau))


def may_be(printed, number):
    if isinstance(printed, str):
        assert printed == "n. c." or number < 5
    else:
        assert printed == number


def shows_no_small_number(page):
    text = page.content.decode()
    numbers = re.findall(r"<d[dt][^>]*>\s*([^<]*?)\s*</d[dt]>|<td[^>]*>\s*([^<]*?)\s*</td>", text)
    assert numbers
    assert not {"1", "2", "3", "4"}.intersection(*zip(*numbers, strict=True))


def test_two_years_side_by_side_tell_nothing_of_who_left_between_them(as_user, world):
    """What happened in a year, to a situation opened in it, changes no report of another one."""
    client, url = as_user(world.lecteur), reverse("blog:bilan", args=[world.rubrique.slug])
    first, second = at(YEAR, 10, 1, 10), at(YEAR + 1, 10, 1, 10)
    for moment in [first] * 12 + [second] * 7:
        article = make_article(world.rubrique, niveau="1re")
        Article.objects.filter(pk=article.pk).update(cree_le=moment)
    Article.objects.filter(pk=world.article.pk).update(cree_le=first)

    def told(year):
        bilan = client.get(url, {"annee": year}).context["bilan"]
        tables = [(table.titre, dict(table.nombres)) for table in bilan.tableaux]
        return dict(bilan.chiffres), tables, bilan.croisement

    before = told(YEAR), told(YEAR + 1)
    old = Article.objects.filter(rubrique=world.rubrique, cree_le=first)
    for article in old:
        step = {"article": article, "de": "signalee", "vers": "close", "par": world.redacteur}
        ChangementStatut.objects.create(le=at(YEAR, 11, 1, 10), **step)
    old.update(statut="close", motif_cloture="autre")
    assert told(YEAR + 1) == before[1]
    assert told(YEAR) != before[0]
    assert before[1][0]["ouvertes dans l’année"] == 7


def test_the_report_names_no_situation_and_nobody(as_user, world):
    for niveau in NIVEAUX * 4:
        make_article(world.rubrique, niveau=niveau, referent=world.redacteur)
    page = as_user(world.lecteur).get(reverse("blog:bilan", args=[world.rubrique.slug]))
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert not [a.code for a in Article.objects.all() if a.code in main]
    assert "/articles/" not in main
    assert world.redacteur.last_name not in main
    for said in ["Bilan de l’année", world.espace.nom, world.rubrique.titre]:
        assert said in main


def test_who_is_set_aside_counts_one_less_and_is_told_nothing(as_user, world):
    for _ in range(9):
        article = make_article(world.rubrique, niveau="1re")
    set_aside(article=article, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)
    url, found = reverse("blog:bilan", args=[world.rubrique.slug]), {}
    for user in [world.lecteur, world.redacteur]:
        page = as_user(user).get(url)
        found[user] = dict(page.context["bilan"].chiffres)["ouvertes dans l’année"]
        assert "écart" not in page.content.decode().split("<main")[1]
    assert found == {world.lecteur: 9, world.redacteur: 10}


def test_fewer_than_five_situations_have_no_detail(as_user, world):
    page = as_user(world.lecteur).get(reverse("blog:bilan", args=[world.rubrique.slug]))
    assert page.context["bilan"].tableaux == []
    assert "Moins de cinq situations" in page.content.decode()
    shows_no_small_number(page)


def test_a_year_that_makes_no_sense_is_told_beside_its_field(as_user, world):
    url = reverse("blog:bilan", args=[world.rubrique.slug])
    for year in ["toutes", "1515", "x"]:
        page = as_user(world.lecteur).get(url, {"annee": year})
        assert page.status_code == 400
        assert 'id="id_annee_error"' in page.content.decode()


def test_the_report_alone_may_be_printed(as_user, world):
    client, slug = as_user(world.lecteur), world.rubrique.slug
    bilan = client.get(reverse("blog:bilan", args=[slug])).content.decode()
    assert "has-case-text" not in bilan
    assert "print-notice" not in bilan
    for name in ["blog:synthese", "blog:article_list"]:
        page = client.get(reverse(name, args=[slug])).content.decode()
        assert '<body class="has-case-text">' in page
        assert '<p class="print-notice">' in page
    templates = [path.read_text() for path in (ROOT / "templates").rglob("*.html")]
    assert sum("body_class %}printable{" in text for text in templates) == 1
    for text in templates:
        assert (
            "has-case-text" not in text or "_print_notice.html" in text or "situation_base" in text
        )


def test_what_is_written_and_done_in_a_situation_one_is_set_aside_from_is_not_counted(
    as_user, world
):
    today = timezone.localdate()
    Action.objects.update(decidee_le=today, etat="faite")
    hidden = make_article(world.rubrique)
    for article, number in [(world.article, 6), (hidden, 8)]:
        for _ in range(number):
            make_suivi(article, world.redacteur, date=today)
            make_action(article, world.redacteur, decidee_le=today, etat="faite")
    set_aside(article=hidden, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)
    url, told = reverse("blog:bilan", args=[world.rubrique.slug]), {}
    for user in [world.lecteur, world.redacteur]:
        told[user] = dict(as_user(user).get(url).context["bilan"].chiffres)
    names = ["suivis écrits", "actions décidées", "dont déjà faites"]
    more = [told[world.redacteur][name] - told[world.lecteur][name] for name in names]
    assert more == [8, 8, 8], told
