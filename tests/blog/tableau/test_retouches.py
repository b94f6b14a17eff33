"""Cells changed in the table: together, each traced, none over another person's, undone."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from blog.models import Article, ChangementStatut, Retouche
from blog.situation.services import set_aside
from journal.models import Trace
from rubriques.permissions import Role, set_role
from tests.outils.factories import make_article, make_member, make_rubrique
from tests.outils.screens import articles_in


@pytest.fixture
def grid(world, as_user):
    """A page of the grid as somebody sees it, that can be changed and sent."""

    class Grid:
        url = reverse("blog:retouche_create", args=[world.rubrique.slug])

        def __init__(self, user, query=""):
            self.client, self.query = as_user(user), query
            page = self.client.get(self.url + query)
            self.fields = {}
            for ligne in page.context["table"].lignes.values():
                for field in ligne:
                    value = field.value()
                    self.fields[field.html_name] = "" if value is None else str(value)
                del self.fields[ligne.add_prefix("coche")]

        def put(self, article, **cells):
            self.fields |= {f"{article.pk}-{name}": value for name, value in cells.items()}
            return self

        def together(self, *articles, **cells):
            for article in articles:
                self.fields[f"{article.pk}-coche"] = "on"
            self.fields |= {f"ensemble-{name}": value for name, value in cells.items()}
            return self

        def send(self):
            return self.client.post(self.url + self.query, self.fields)

    return Grid


def test_a_writer_changes_cells_of_two_situations_each_with_its_trace(world, grid):
    other = make_article(world.rubrique)
    page = grid(world.redacteur)
    page.put(world.article, statut="veille", referent=str(world.lecteur.pk))
    page.put(other, vigilance="urgent", prochain_point="2027-01-11")
    before = Trace.objects.count()
    assert page.send().status_code == 302
    article, other = (Article.objects.get(pk=a.pk) for a in [world.article, other])
    assert (article.statut, article.referent, article.version) == ("veille", world.lecteur, 2)
    assert (other.vigilance, str(other.prochain_point)) == ("urgent", "2027-01-11")
    assert {article.modifie_par, other.modifie_par} == {world.redacteur}
    lines = Trace.objects.order_by("pk")[before:]
    told = {line.objet_id: line.details for line in lines if line.acte == "modification"}
    assert told == {
        str(article.pk): {"champs": ["statut", "referent"], "statut": "veille"},
        str(other.pk): {"champs": ["vigilance", "prochain_point"]},
    }
    step = ChangementStatut.objects.get(article=article, vers="veille")
    assert (step.de, step.par) == ("signalee", world.redacteur)


def test_ticked_lines_take_what_is_asked_for_all(world, grid):
    left, *ticked = [make_article(world.rubrique) for _ in range(3)]
    page = grid(world.redacteur)
    page.together(*ticked, statut="close:depart", vigilance="surveiller", referent="aucun")
    assert page.send().status_code == 302
    for article in Article.objects.filter(pk__in=[a.pk for a in ticked]):
        assert (article.statut, article.motif_cloture) == ("close", "depart")
        assert article.vigilance == "surveiller"
    left.refresh_from_db()
    assert (left.statut, left.version) == ("signalee", 1)


def test_what_was_changed_is_undone_together_and_a_newer_value_stays(world, grid, as_user):
    other = make_article(world.rubrique, vigilance="urgent")
    page = grid(world.redacteur)
    page.together(world.article, other, statut="close:relais", vigilance="surveiller")
    page.send()
    listing = reverse("blog:article_list", args=[world.rubrique.slug])
    assert "Vous venez de modifier 2 situations" in page.client.get(listing).content.decode()
    grid(world.gestionnaire, "?statut=toutes").put(other, vigilance="prioritaire").send()
    retouche = Retouche.objects.get(par=world.redacteur)
    url = reverse("blog:retouche_undo", args=[retouche.pk])
    assert as_user(world.redacteur).post(url).status_code == 302
    world.article.refresh_from_db()
    other.refresh_from_db()
    assert (world.article.statut, world.article.motif_cloture) == ("signalee", "")
    assert world.article.vigilance == "suivre"
    assert (other.statut, other.vigilance) == ("signalee", "prioritaire")
    steps = ChangementStatut.objects.filter(article=world.article).order_by("le")
    assert [step.vers for step in steps] == ["signalee", "close", "signalee"]
    version = world.article.version
    as_user(world.redacteur).post(url)
    world.article.refresh_from_db()
    assert world.article.version == version


def test_a_cell_that_two_people_change_is_put_to_the_second(world, grid):
    first, second = grid(world.gestionnaire), grid(world.redacteur)
    first.client = None
    second.put(world.article, vigilance="surveiller", statut="suivie")
    Article.objects.filter(pk=world.article.pk).update(vigilance="urgent", version=2)
    answer = second.send()
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Entre-temps, quelqu’un a mis\u00a0: Urgent" in text
    world.article.refresh_from_db()
    assert (world.article.vigilance, world.article.statut) == ("urgent", "signalee")
    (ligne,) = answer.context["table"].lignes.values()
    assert ligne["vigilance"].value() == "surveiller"
    second.fields |= {field.html_name: field.value() or "" for field in ligne}
    del second.fields[f"{world.article.pk}-coche"]
    assert second.send().status_code == 302
    world.article.refresh_from_db()
    assert (world.article.vigilance, world.article.statut) == ("surveiller", "suivie")


def test_a_cell_that_only_others_changed_keeps_their_value(world, grid):
    page = grid(world.redacteur).put(world.article, statut="suivie")
    Article.objects.filter(pk=world.article.pk).update(vigilance="urgent", version=2)
    assert page.send().status_code == 302
    world.article.refresh_from_db()
    assert (world.article.vigilance, world.article.statut) == ("urgent", "suivie")


def test_a_line_that_somebody_closed_meanwhile_disturbs_no_other(world, grid):
    other = make_article(world.rubrique)
    page = grid(world.redacteur).put(other, vigilance="urgent")
    Article.objects.filter(pk=world.article.pk).update(
        statut="close", motif_cloture="autre", version=2
    )
    assert page.send().status_code == 302
    other.refresh_from_db()
    world.article.refresh_from_db()
    assert (other.vigilance, world.article.statut) == ("urgent", "close")
    page = grid(world.redacteur, "?statut=toutes").put(world.article, statut="rouverte")
    Article.objects.filter(pk=world.article.pk).update(statut="veille", version=3)
    answer = page.send()
    assert answer.status_code == 400 and "Ce choix ne convient plus" in answer.content.decode()


def test_more_lines_than_a_page_shows_are_refused_not_cut(world, grid):
    page = grid(world.redacteur, "?per_page=100").put(world.article, vigilance="urgent")
    shown = page.fields
    page.fields = {f"{uuid.uuid4()}-vu": "1" for _ in range(100)} | shown
    assert page.send().status_code == 400
    world.article.refresh_from_db()
    assert world.article.vigilance == "suivre"
    page.fields = shown
    assert page.send().status_code == 302


@pytest.mark.parametrize("away", ["aside", "gone", "there"])
def test_undoing_puts_nobody_in_charge_who_is_set_aside_or_left(world, grid, as_user, away):
    Article.objects.filter(pk=world.article.pk).update(referent=world.lecteur)
    grid(world.redacteur).put(world.article, referent=str(world.redacteur.pk)).send()
    if away == "aside":
        article = Article.objects.get(pk=world.article.pk)
        set_aside(article=article, utilisateur=world.lecteur, aside=True, par=world.gestionnaire)
    elif away == "gone":
        people = {"utilisateur": world.lecteur, "par": world.gestionnaire}
        set_role(rubrique=world.rubrique, role=None, **people)
    as_user(world.redacteur).post(reverse("blog:retouche_undo", args=[Retouche.objects.get().pk]))
    world.article.refresh_from_db()
    expected = world.lecteur if away == "there" else world.redacteur
    assert world.article.referent == expected


def test_an_old_change_is_not_undone_by_a_page_left_open(world, grid, as_user):
    grid(world.redacteur).put(world.article, vigilance="urgent").send()
    retouche = Retouche.objects.get()
    Retouche.objects.update(le=timezone.now() - datetime.timedelta(hours=1))
    url = reverse("blog:retouche_undo", args=[retouche.pk])
    page = as_user(world.redacteur).post(url, follow=True)
    world.article.refresh_from_db()
    assert world.article.vigilance == "urgent" and "trop tard" in page.content.decode()


def test_nothing_is_saved_when_one_cell_makes_no_sense(world, grid):
    other = make_article(world.rubrique)
    page = grid(world.redacteur).put(other, vigilance="urgent")
    answer = page.put(world.article, prochain_point="mardi", statut="inconnu").send()
    assert answer.status_code == 400
    other.refresh_from_db()
    assert other.vigilance == "suivre"
    assert Retouche.objects.count() == 0


def test_a_closed_situation_is_only_reopened(world, grid):
    closed = make_article(world.rubrique, statut="close", motif_cloture="autre")
    page = grid(world.redacteur, "?statut=close")
    assert page.together(closed, statut="veille").send().status_code == 400
    page = grid(world.redacteur, "?statut=close")
    assert page.together(closed, statut="rouverte").send().status_code == 302
    closed.refresh_from_db()
    assert (closed.statut, closed.motif_cloture) == ("rouverte", "")


def test_a_member_set_aside_is_not_offered_and_does_not_see_the_line(world, grid):
    hidden = make_article(world.rubrique)
    set_aside(article=hidden, utilisateur=world.redacteur, aside=True, par=world.gestionnaire)
    assert not [name for name in grid(world.redacteur).fields if str(hidden.pk) in name]
    page = grid(world.redacteur)
    page.put(hidden, vu="signalee|suivre||", statut="veille", vigilance="urgent")
    assert page.send().status_code == 302
    hidden.refresh_from_db()
    assert (hidden.statut, hidden.vigilance) == ("signalee", "suivre")
    page = grid(world.gestionnaire)
    assert page.put(hidden, referent=str(world.redacteur.pk)).send().status_code == 400


def test_a_situation_of_another_rubrique_cannot_be_reached_through_the_grid(world, grid):
    foreign = make_article(make_rubrique(world.espace))
    page = grid(world.redacteur)
    page.put(foreign, vu="signalee|suivre||", statut="veille", vigilance="urgent").send()
    foreign.refresh_from_db()
    assert (foreign.statut, foreign.vigilance) == ("signalee", "suivre")


def test_who_lost_the_right_to_write_neither_saves_nor_undoes(world, grid):
    member = make_member(world.rubrique, Role.REDACTEUR)
    page = grid(member)
    page.put(world.article, statut="suivie").send()
    undo = reverse("blog:retouche_undo", args=[Retouche.objects.get().pk])
    set_role(rubrique=world.rubrique, utilisateur=member, role=Role.LECTEUR, par=None)
    assert page.put(world.article, statut="veille").send().status_code == 403
    assert page.client.post(undo).status_code == 403
    set_role(rubrique=world.rubrique, utilisateur=member, role=None, par=None)
    assert page.send().status_code == 404
    world.article.refresh_from_db()
    assert world.article.statut == "suivie"


@pytest.mark.parametrize("count", [1, 40])
def test_the_grid_takes_no_more_queries_with_more_lines(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_article(world.rubrique, referent=world.lecteur)
    client = as_user(world.redacteur)
    client.get("/")
    with django_assert_max_num_queries(10):
        page = client.get(reverse("blog:retouche_create", args=[world.rubrique.slug]))
    assert len(articles_in(page)) == count + 1
