"""The order of business: it proposes itself, the head orders it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from agenda.seance.cloture import close_seance
from agenda.seance.ordre import digest_of, order_of, set_order
from agenda.seance.propositions import propositions
from agenda.seance.services import invite
from blog.situation.services import set_aside
from tests.outils.factories import (
    make_action,
    make_article,
    make_contribution,
    make_point,
    make_seances,
    make_suivi,
)
from tests.outils.seances import days, url, write


def proposed(seance, user):
    return {p.article.code: p.motifs for p in propositions(seance, user)}


def test_the_order_proposes_what_asks_for_it_and_says_why(world, seance):
    def recent(**values):
        article = make_article(world.rubrique, statut="suivie", **values)
        make_suivi(article, date=days(-1))
        return article

    urgent, late, due = recent(vigilance="urgent"), recent(), recent(prochain_point=days(7))
    make_action(late, echeance=days(-1))
    silent = make_article(world.rubrique, statut="suivie")
    silent.cree_le = timezone.now() - datetime.timedelta(days=90)
    silent.save()
    recent(prochain_point=days(8))
    make_article(world.rubrique, statut="close", vigilance="urgent")
    assert proposed(seance, world.lecteur) == {
        urgent.code: ["urgent"],
        world.article.code: ["signalee"],
        late.code: ["retard"],
        due.code: ["echeance"],
        silent.code: ["silence"],
    }
    assert list(proposed(seance, world.lecteur))[:2] == [urgent.code, world.article.code]
    make_point(seance, urgent)
    assert urgent.code not in proposed(seance, world.lecteur)


def test_meetings_to_come_are_no_silence(world, seance):
    """Prepared long before, a meeting does not count those that will be held until then."""
    article = make_article(world.rubrique, statut="suivie")
    make_suivi(article, date=days(0))
    later = [
        make_seances(world.rubrique, world.gestionnaire, jour=days(n))[0] for n in (14, 21, 28)
    ]
    assert article.code not in proposed(later[-1], world.lecteur)


def test_an_order_longer_than_the_meeting_says_so(world, seance, as_user):
    point = make_point(seance, world.article, minutes=60)
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert "dépasse la réunion" not in client.get(page).content.decode()
    make_point(seance, make_article(world.rubrique), minutes=5)
    assert "dépasse la réunion de 5 min" in client.get(page).content.decode()
    assert point.minutes == 60


def test_what_was_not_spoken_of_comes_back_at_the_next_meeting(world, held, as_user):
    first, second = world.points
    write(first, world.gestionnaire)
    close_seance(seance=held, par=world.gestionnaire)
    after = make_seances(world.rubrique, world.gestionnaire, jour=days(21))[0]
    second.article.statut = "suivie"
    second.article.save()
    make_suivi(second.article)
    found = proposed(after, world.lecteur)
    assert found[second.article.code] == ["reporte"]
    assert "reporte" not in found.get(first.article.code, [])


def shown(client, page):
    """The form of the order of business as its page holds it."""
    form = client.get(page).context["form"]
    return {f.html_name: f.value() for f in form if f.value() not in (None, False, "")}


def test_the_head_takes_what_is_proposed_ranks_it_and_takes_off(world, seance, as_user):
    others = [make_article(world.rubrique) for _ in range(2)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert client.post(page, shown(client, page) | {"tout": "oui"}).status_code == 302
    points = list(seance.points.in_order())
    assert {point.article for point in points} == {world.article, *others}
    form = shown(client, page)
    for place, point in enumerate(reversed(points), start=1):
        form |= {f"rang-{point.pk}": place, f"minutes-{point.pk}": 10}
    form[f"retirer-{points[0].pk}"] = "on"
    assert client.post(page, form).status_code == 302
    left = list(seance.points.in_order())
    assert left == [points[2], points[1]]
    assert {point.minutes for point in left} == {10}


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("rang", "0", "De 1 à 100."),
        ("rang", "", "De 1 à 100."),
        ("minutes", "61", "De 1 à 60."),
        ("minutes", "x", "De 1 à 60."),
    ],
)
def test_a_wrong_number_is_told_beside_it(world, seance, as_user, name, value, told):
    point = make_point(seance, world.article)
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    answer = client.post(page, shown(client, page) | {f"{name}-{point.pk}": value})
    assert answer.status_code == 400
    error = BeautifulSoup(answer.content, "html.parser").find(id=f"id_{name}-{point.pk}_error")
    assert error.get_text(strip=True) == told


def test_an_order_without_what_was_seen_is_refused(world, seance, as_user):
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    assert client.post(page, shown(client, page) | {"vu": ""}).status_code == 400


def test_two_heads_who_order_at_once_are_told_and_what_each_typed_is_kept(world, seance, as_user):
    first, second, third = [make_point(seance, make_article(world.rubrique)) for _ in range(3)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    form = shown(client, page) | {f"rang-{first.pk}": 3, f"minutes-{second.pk}": 12}
    added = make_point(seance, make_article(world.rubrique), minutes=7)
    answer = client.post(page, form)
    assert answer.status_code == 409
    assert "Quelqu’un a changé l’ordre du jour" in answer.content.decode()
    assert added.article.code in answer.content.decode()
    again = answer.context["form"]
    sent = {f.html_name: f.value() for f in again if f.value() not in (None, False, "")}
    assert (sent[f"rang-{first.pk}"], sent[f"minutes-{second.pk}"]) == ("3", "12")
    assert client.post(page, sent).status_code == 302
    order = list(seance.points.in_order())
    assert order == [second, third, first, added]
    assert [point.minutes for point in order] == [12, 4, 4, 7]


def test_who_is_set_aside_neither_feels_nor_moves_what_they_do_not_see(world, seance, as_user):
    articles = [world.article, *[make_article(world.rubrique) for _ in range(3)]]
    points = [make_point(seance, article) for article in articles]
    hidden = points[1]
    set_aside(article=hidden.article, utilisateur=world.redacteur, aside=True, par=world.lecteur)
    page = url("seance_prepare", seance.pk)
    before = shown(as_user(world.redacteur), page)
    set_order(
        seance=seance,
        wanted=[(hidden.pk, 4), (points[2].pk, 2)],
        added={},
        minutes={hidden.pk: 30},
        removed=set(),
        seen=digest_of(order_of(seance, world.gestionnaire)),
        par=world.gestionnaire,
    )
    places = list(seance.points.in_order())
    assert shown(as_user(world.redacteur), page) == before
    form = before | {f"rang-{points[0].pk}": 3, f"rang-{points[3].pk}": 1}
    assert as_user(world.redacteur).post(page, form).status_code == 302
    order = list(seance.points.in_order())
    assert order.index(hidden) == places.index(hidden)
    hidden.refresh_from_db()
    assert hidden.minutes == 30
    order.remove(hidden)
    assert order == [points[3], points[2], points[0]]


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ({3: 1}, "dabc"),  # the last one typed first goes before the first one
        ({0: 3}, "bcda"),
        ({0: 3, 3: 0}, "dbca"),
        ({1: 3}, "acdb"),
    ],
)
def test_a_place_that_is_typed_is_the_place_that_is_got(world, seance, as_user, moves, expected):
    points = [make_point(seance, make_article(world.rubrique)) for _ in range(4)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    form = shown(client, page)
    for index, place in moves.items():
        form[f"rang-{points[index].pk}"] = max(place, 1) if place < 3 else 4
    assert client.post(page, form).status_code == 302
    names = dict(zip([p.pk for p in points], "abcd", strict=True))
    assert "".join(names[p.pk] for p in seance.points.in_order()) == expected


def test_a_button_moves_a_point_by_one_and_saves_what_was_typed(world, seance, as_user):
    first, second, third = [make_point(seance, make_article(world.rubrique)) for _ in range(3)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    typed = shown(client, page) | {f"minutes-{first.pk}": 9, "monter": str(third.pk)}
    assert client.post(page, typed).url == f"{page}#id_rang-{third.pk}"
    assert list(seance.points.in_order()) == [first, third, second]
    first.refresh_from_db()
    assert first.minutes == 9
    client.post(page, shown(client, page) | {"descendre": str(first.pk)})
    client.post(page, shown(client, page) | {"descendre": "\r\nX: y"})
    assert list(seance.points.in_order()) == [third, first, second]


def test_a_long_order_of_business_is_saved_too(world, seance, as_user):
    points = [make_point(seance, make_article(world.rubrique)) for _ in range(102)]
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    form = shown(client, page) | {f"rang-{points[0].pk}": 102, f"rang-{points[101].pk}": 1}
    assert client.post(page, form).status_code == 302
    assert seance.points.in_order().first() == points[101]


def test_a_point_on_which_somebody_wrote_is_not_taken_off(world, seance, as_user):
    point = make_point(seance, world.article)
    make_contribution(point, world.lecteur)
    client, page = as_user(world.redacteur), url("seance_prepare", seance.pk)
    form = shown(client, page) | {f"retirer-{point.pk}": "on"}
    answer = client.post(page, form, follow=True)
    assert "car quelqu’un y a déjà écrit" in answer.content.decode()
    assert seance.points.count() == 1


def test_a_point_with_a_guest_stays_on_the_order_and_nothing_fails(world, held, as_user):
    invite(point=world.points[0], utilisateur=world.exclu, par=world.gestionnaire)
    client, page = as_user(world.redacteur), url("seance_prepare", held.pk)
    form = client.get(page).context["form"]
    values = {field.html_name: field.value() for field in form if field.value()}
    answer = client.post(page, values | {f"retirer-{world.points[0].pk}": "on"})
    assert answer.status_code == 302 and held.points.count() == 2
