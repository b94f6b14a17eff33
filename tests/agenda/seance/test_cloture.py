"""The end of a séance: written back into each situation, once; then its relevé."""

import pytest
from django.utils import timezone

from agenda.models import Decision, Seance
from agenda.seance.cloture import close_seance
from agenda.seance.services import invite, undo_opening
from blog.models import Action, Article, ChangementStatut, Suivi
from blog.situation.services import correct_suivi, set_aside
from journal.models import Trace
from rubriques.permissions import Role, set_role
from tests.outils.factories import make_article, make_decision, make_member, make_point
from tests.outils.pannes import refusing, writing
from tests.outils.seances import days, filled, send, url, write


def written(world):
    """The suivis that the closing wrote."""
    return Suivi.objects.exclude(pk=world.suivi.pk)


def test_the_closing_writes_each_relevé_and_decision_into_its_situation(world, held):
    first, second = world.points
    write(
        first,
        world.redacteur,
        vigilance="urgent",
        statut="close:relais",
        prochain_point=days(21),
    )
    make_decision(first, world.lecteur, libelle="Écrire le cadre", echeance=days(14))
    assert not written(world).exists()
    assert close_seance(seance=held, par=world.gestionnaire)
    suivi = written(world).get()
    assert (suivi.article, suivi.auteur) == (first.article, world.redacteur)
    assert (suivi.texte, suivi.date) == ("<p>Retour en classe.</p>", timezone.localdate())
    action = Action.objects.get(decision__point=first)
    assert (action.libelle, action.responsable) == ("Écrire le cadre", world.lecteur)
    first.article.refresh_from_db()
    assert (first.article.statut, first.article.motif_cloture) == ("close", "relais")
    assert (first.article.vigilance, first.article.prochain_point) == ("urgent", days(21))
    assert ChangementStatut.objects.filter(article=first.article, vers="close").count() == 1
    second.article.refresh_from_db()
    assert second.article.version == 1
    told = Trace.objects.filter(acte="creation", objet_id=str(suivi.pk))
    assert told.get().acteur == world.redacteur


def test_a_séance_closed_twice_writes_once(world, held, as_user):
    write(world.points[0], world.gestionnaire)
    make_decision(world.points[0], world.gestionnaire)
    for user in [world.gestionnaire, world.redacteur, world.gestionnaire]:
        answer = as_user(user).post(url("seance_close", held.pk))
        assert answer.url == url("releve_detail", held.pk)
    assert written(world).count() == 1
    assert Action.objects.exclude(pk=world.action.pk).count() == 1


def test_a_closing_asked_while_another_was_under_way_changes_nothing(world, held):
    """Both had the page open: the second undoes nothing of what was done since the first."""
    write(world.points[0], world.redacteur, vigilance="urgent")
    assert close_seance(seance=held, par=world.gestionnaire)
    Article.objects.filter(pk=world.article.pk).update(vigilance="suivre")
    closed, lines = Seance.objects.values().get(pk=held.pk), Trace.objects.count()
    assert not close_seance(seance=held, par=world.redacteur)
    world.article.refresh_from_db()
    assert world.article.vigilance == "suivre" and written(world).count() == 1
    assert Seance.objects.values().get(pk=held.pk) == closed
    assert Trace.objects.count() == lines


def test_an_opening_that_was_undone_meanwhile_is_not_closed(world, held, as_user):
    assert undo_opening(seance=held, par=world.gestionnaire)
    assert not close_seance(seance=held, par=world.redacteur)
    answer = as_user(world.redacteur).get(held.get_absolute_url())
    assert "Préparer l’ordre du jour" in answer.text
    assert "Lire le relevé de décisions" not in answer.text


def test_a_closing_that_fails_in_the_middle_writes_nothing(world, held):
    for point in world.points:
        write(point, world.gestionnaire)
    cut = refusing(writing(Suivi), RuntimeError("the power is cut"), after=1)
    with cut, pytest.raises(RuntimeError):
        close_seance(seance=held, par=world.gestionnaire)
    held.refresh_from_db()
    assert held.is_en_cours
    assert not written(world).exists()
    assert close_seance(seance=held, par=world.gestionnaire)
    assert written(world).count() == 2


def test_what_the_closer_may_not_see_is_written_back_too(world, held):
    set_aside(
        article=world.article, utilisateur=world.gestionnaire, aside=True, par=world.gestionnaire
    )
    write(world.points[0], world.redacteur)
    close_seance(seance=held, par=world.gestionnaire)
    assert written(world).get().article == world.article


def test_the_closing_leaves_what_was_changed_in_the_situation_meanwhile(world, held, as_user):
    """Only what somebody chose in the séance is written back."""
    first, second = world.points
    client = as_user(world.redacteur)
    assert send(client, first, filled(client, first, releve="<p>Dit.</p>")).status_code == 302
    chosen = filled(client, second, releve="<p>Dit.</p>", vigilance="prioritaire")
    assert send(client, second, chosen).status_code == 302
    both = [first.article_id, second.article_id]
    Article.objects.filter(pk__in=both).update(vigilance="urgent", statut="suivie")
    close_seance(seance=held, par=world.gestionnaire)
    found = dict(Article.objects.filter(pk__in=both).values_list("pk", "vigilance"))
    assert found == {first.article_id: "urgent", second.article_id: "prioritaire"}
    assert set(Article.objects.filter(pk__in=both).values_list("statut", flat=True)) == {"suivie"}


def test_the_relevé_is_validated_by_the_head_and_corrections_show_as_such(world, held, as_user):
    chosen = {"vigilance": "urgent", "statut": "close:relais"}
    write(world.points[0], world.redacteur, **chosen)
    make_decision(world.points[0], world.lecteur, libelle="Appeler la famille")
    proof = as_user(world.redacteur).get(url("seance_close", held.pk)).content.decode()
    close_seance(seance=held, par=world.redacteur)
    read = as_user(world.lecteur).get(url("releve_detail", held.pk)).content.decode()
    for said in [
        "Retour en classe.",
        "Appeler la famille",
        "Vigilance\u00a0: urgent",
        "close (relais",
    ]:
        assert said in proof and said in read
    page = url("releve_detail", held.pk)
    assert "Pas encore validé" in as_user(world.lecteur).get(page).content.decode()
    as_user(world.gestionnaire).post(url("releve_validate", held.pk))
    held.refresh_from_db()
    assert held.validee_par == world.gestionnaire
    suivi = written(world).get()
    correct_suivi(suivi=suivi, texte="<p>Corrigé.</p>", par=world.redacteur, seen=1)
    text = as_user(world.lecteur).get(page).content.decode()
    assert "Validé le" in text
    assert "après la validation" in text
    assert "Corrigé." in text


def test_a_relevé_is_validated_once_and_not_before_the_closing(world, held, as_user):
    other = make_member(world.rubrique, Role.GESTIONNAIRE)
    as_user(world.gestionnaire).post(url("releve_validate", held.pk))
    held.refresh_from_db()
    assert held.validee_le is None
    close_seance(seance=held, par=world.redacteur)
    as_user(world.gestionnaire).post(url("releve_validate", held.pk))
    lines = Trace.objects.filter(acte="modification").count()
    as_user(other).post(url("releve_validate", held.pk))
    held.refresh_from_db()
    assert held.validee_par == world.gestionnaire
    assert Trace.objects.filter(acte="modification").count() == lines


def test_nothing_is_written_in_a_closed_séance_and_the_text_comes_back(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    typed = {"releve": "<p>Après.</p>", "libelle": "Appeler", "responsable": world.lecteur.pk}
    form = filled(client, point, **typed)
    close_seance(seance=held, par=world.gestionnaire)
    answer = send(client, point, form)
    assert answer.status_code == 409
    for text in ["La séance est close", "Après.", "Appeler"]:
        assert text in answer.content.decode()
    client.post(url("seance_open", held.pk))
    point.refresh_from_db()
    held.refresh_from_db()
    assert (point.releve, held.etat) == ("", Seance.Etat.CLOSE)
    assert not Decision.objects.exists()


def test_a_draft_left_in_a_séance_that_was_closed_is_still_shown(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>À moitié.</p>")
    send(client, point, form | {"brouillon": "oui"})
    close_seance(seance=held, par=world.gestionnaire)
    answer = client.get(url("point_edit", point.pk))
    assert answer.status_code == 200 and "À moitié." in answer.content.decode()
    assert send(client, point, {"abandonner": "oui"}).status_code == 302
    assert client.get(url("point_edit", point.pk)).url == held.get_absolute_url()


def test_a_decision_of_somebody_who_left_is_given_to_somebody_else(world, held, as_user):
    point, page = world.points[0], url("seance_close", held.pk)
    gone, aside = [make_member(world.rubrique, Role.LECTEUR) for _ in range(2)]
    for person in [gone, aside, world.lecteur]:
        make_decision(point, person, libelle=f"Pour {person.pk}")
    set_role(rubrique=world.rubrique, utilisateur=gone, role=None, par=None)
    set_aside(article=world.article, utilisateur=aside, aside=True, par=world.gestionnaire)
    client = as_user(world.redacteur)
    shown = client.get(page).context["form"]
    assert {d.responsable for d in shown.decisions} == {gone, aside}
    answer = client.post(page)
    assert answer.status_code == 400 and "Choisissez quelqu’un." in answer.content.decode()
    wrong = dict.fromkeys(shown.fields, gone.pk)
    assert client.post(page, wrong).status_code == 400
    assert not written(world).exists() and Seance.objects.get(pk=held.pk).is_en_cours
    assert client.post(page, dict.fromkeys(shown.fields, world.redacteur.pk)).status_code == 302
    actions = Action.objects.exclude(pk=world.action.pk)
    assert {(a.libelle, a.responsable) for a in actions} == {
        (f"Pour {gone.pk}", world.redacteur),
        (f"Pour {aside.pk}", world.redacteur),
        (f"Pour {world.lecteur.pk}", world.lecteur),
    }
    told = Trace.objects.filter(acteur=world.redacteur, objet_type="agenda.decision")
    assert told.count() == 2


def test_a_decision_that_the_closer_does_not_see_goes_to_who_can_act(world, held, as_user):
    gone = make_member(world.rubrique, Role.LECTEUR)
    make_decision(world.points[0], gone, par=world.redacteur)
    set_role(rubrique=world.rubrique, utilisateur=gone, role=None, par=None)
    closer = world.gestionnaire
    set_aside(article=world.article, utilisateur=closer, aside=True, par=world.redacteur)
    assert as_user(closer).post(url("seance_close", held.pk)).status_code == 302
    action = Action.objects.exclude(pk=world.action.pk).get()
    assert action.responsable == world.redacteur


@pytest.mark.parametrize("count", [1, 20])
def test_the_closing_page_takes_a_fixed_number_of_queries(
    world, held, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_decision(make_point(held, make_article(world.rubrique)), world.lecteur)
    client = as_user(world.redacteur)
    client.get("/")
    with django_assert_max_num_queries(14):
        client.get(url("seance_close", held.pk))


def test_the_relevé_tells_what_was_done_and_who_was_invited(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, faites=[str(world.action.pk)], ajouter="oui")
    assert send(client, point, form).status_code == 302
    invite(point=point, utilisateur=world.exclu, par=world.redacteur)
    for page in [url("point_edit", point.pk), url("seance_close", held.pk)]:
        assert world.action.libelle in client.get(page).content.decode()
    close_seance(seance=held, par=world.redacteur)
    text = client.get(url("releve_detail", held.pk)).content.decode()
    assert f"Fait&nbsp;: {world.action.libelle}." in text
    assert f"invité·e pour {world.article.code}" in text


def test_a_séance_held_before_its_day_is_no_longer_to_come(world, held, as_user):
    client, page = as_user(world.lecteur), world.rubrique.get_absolute_url()
    assert held.get_absolute_url() in client.get(page).content.decode()
    close_seance(seance=held, par=world.redacteur)
    assert held.get_absolute_url() not in client.get(page).content.decode()
    seen = Seance.objects.get(pk=held.pk)
    assert seen in Seance.objects.past(timezone.now()) and seen.is_passee
