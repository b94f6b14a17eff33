"""A point of a séance: its relevé and its decisions, written by several people at once."""

import pytest

from agenda.models import Decision
from agenda.seance.services import save_point
from blog.models import Action
from tests.outils.factories import make_action, make_decision
from tests.outils.seances import filled, send, url, write


def test_two_people_who_write_one_relevé_never_overwrite_silently(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>Le mien.</p>")
    write(point, world.gestionnaire, "<p>Celui de la proviseure.</p>")
    answer = send(client, point, form)
    assert answer.status_code == 409
    assert "Le mien." in answer.content.decode()
    assert "Celui de la proviseure." in answer.content.decode()
    assert world.gestionnaire.last_name in answer.content.decode()
    knowing = answer.context["form"]
    form |= {"version": knowing["version"].value(), "vu": knowing["vu"].value()}
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert (point.releve, point.redige_par) == ("<p>Le mien.</p>", world.redacteur)


def test_what_two_people_change_in_two_fields_is_all_kept(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, vigilance="urgent")
    write(point, world.gestionnaire, "<p>Celui de la proviseure.</p>")
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert (point.releve, point.vigilance) == ("<p>Celui de la proviseure.</p>", "urgent")


def test_actions_ticked_are_done_and_the_next_situation_comes(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, faites=[str(world.action.pk)], suivant="oui")
    assert send(client, point, form).url == f"{url('point_edit', world.points[1].pk)}#releve"
    world.action.refresh_from_db()
    assert world.action.etat == Action.Etat.FAITE
    assert held.points.last_reached_first().first() == world.points[1]


def test_a_decision_sent_twice_is_written_once_and_leaves_the_relevé_alone(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, libelle="Voir la famille", responsable=world.lecteur.pk)
    write(point, world.gestionnaire)  # the head saves meanwhile: that disturbs nobody
    for _ in range(2):
        assert send(client, point, form | {"ajouter": "oui"}).url.endswith("#id_libelle")
    assert Decision.objects.get().libelle == "Voir la famille"
    point.refresh_from_db()
    assert (point.releve, point.redige_par) == ("<p>Retour en classe.</p>", world.gestionnaire)


def test_an_action_done_meanwhile_does_not_refuse_the_page(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>Dit.</p>", faites=[str(world.action.pk)])
    assert [send(client, point, form).status_code for _ in range(2)] == [302, 302]


def test_an_action_given_up_while_its_box_is_sent_is_not_told_as_done(world, held):
    """The page was read, then somebody gave one of the two actions up, then the boxes came."""
    point, given_up, still = world.points[0], world.action, make_action(world.article)
    Action.objects.filter(pk=given_up.pk).update(etat=Action.Etat.ABANDONNEE)
    both = [given_up, still]
    save_point(point=point, fields={}, done=both, seen=point.version, par=world.redacteur)
    assert list(point.faites.all()) == [still]
    etats = dict(Action.objects.values_list("pk", "etat"))
    assert [etats[a.pk] for a in both] == [Action.Etat.ABANDONNEE, Action.Etat.FAITE]


BUTTONS = [{}, {"suivant": "oui"}, {"ajouter": "oui"}, {"aller": "clore"}, {"aller": "presences"}]


@pytest.mark.parametrize(
    "button", [*BUTTONS, {"aller": "autre"}, {"retirer": "celle-ci"}], ids=str
)
def test_no_button_of_the_séance_leaves_behind_what_was_typed(world, held, as_user, button):
    point, client = world.points[0], as_user(world.redacteur)
    before = make_decision(point, world.lecteur, libelle="Décidé plus tôt")
    keys = {"autre": str(world.points[1].pk), "celle-ci": str(before.pk)}
    typed = {"releve": "<p>Tapé.</p>", "libelle": "Appeler", "responsable": world.lecteur.pk}
    form = filled(client, point, **typed, **{k: keys.get(v, v) for k, v in button.items()})
    assert send(client, point, form).status_code == 302
    point.refresh_from_db()
    assert point.releve == "<p>Tapé.</p>"
    left = set() if "retirer" in button else {"Décidé plus tôt"}
    assert {d.libelle for d in Decision.objects.all()} == {"Appeler"} | left


def test_a_decision_without_its_words_or_its_person_is_told_and_keeps_the_relevé(
    world, held, as_user
):
    point, client = world.points[0], as_user(world.redacteur)
    typed = {"releve": "<p>Tapé.</p>", "ajouter": "oui"}
    for values, message in [
        ({"libelle": "Appeler"}, "Choisissez qui s’en charge."),
        ({"responsable": world.lecteur.pk}, "Écrivez la décision."),
        ({"libelle": "\u202e ", "echeance": "2027-03-01"}, "Écrivez la décision."),
    ]:
        answer = send(client, point, filled(client, point, **typed, **values))
        assert answer.status_code == 400
        assert message in answer.content.decode() and "Tapé." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_draft_does_not_offer_again_the_decision_that_was_added(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, libelle="Appeler", responsable=world.lecteur.pk)
    send(client, point, form | {"ajouter": "oui"})
    draft = form | {"releve": "<p>Tapé.</p>", "brouillon": "oui"}  # arrives after the saving
    assert send(client, point, draft).status_code == 204
    left = client.get(url("point_edit", point.pk)).context["form"]
    assert left["releve"].value() == "<p>Tapé.</p>"
    assert not left["libelle"].value() and left["envoi"].value() != form["envoi"]


def test_a_choice_about_a_name_still_leads_where_the_button_led(world, held, as_user):
    point, client = world.points[0], as_user(world.redacteur)
    form = filled(client, point, releve="<p>Vu Mme Durand hier.</p>")
    asked = send(client, point, form | {"aller": "presences"})
    assert asked.status_code == 400
    assert '<input type="hidden" name="aller" value="presences">' in asked.content.decode()
    chosen = form | {"aller": "presences", "identites": "masquer"}
    assert send(client, point, chosen).url == url("seance_presences", held.pk)
    point.refresh_from_db()
    assert "Durand" not in point.releve
