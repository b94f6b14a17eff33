"""An open page learns what others write; where nothing happens, nothing is read."""

import pytest
from django.urls import reverse

from blog.models import Action, Suivi
from blog.situation.services import add_action, add_suivi, correct_suivi, set_aside, withdraw_suivi
from coffre.keys import CoffreError
from comptes.models import Utilisateur
from comptes.sessions import SEEN_AT
from journal.models import Trace
from rubriques.permissions import Role, set_role
from rubriques.portee import Portee
from tests.outils.factories import make_member, make_suivi
from tests.outils.pannes import spoil


@pytest.fixture
def live(world, as_user):
    """What the page of a reader asks: `live(user)`, then `live(user, etag)`."""
    url = reverse("blog:article_live", args=[world.article.pk])

    def ask(user, state=None):
        headers = {"If-None-Match": state} if state else {}
        return as_user(user).get(url, headers=headers)

    return ask


def write(world, user, text, portee=Portee.CELLULE):
    suivi = Suivi(texte=f"<p>{text}</p>", portee=portee)
    return add_suivi(suivi=suivi, article=world.article, par=user)


def test_nothing_new_is_a_304_without_body_nor_case_text_in_3_queries(
    world, live, as_user, django_assert_max_num_queries
):
    for _ in range(10):
        make_suivi(world.article, world.redacteur)
    state = live(world.lecteur)["ETag"]
    client = as_user(world.lecteur)
    client.get("/")
    lines = Trace.objects.count()
    spoil()
    url = reverse("blog:article_live", args=[world.article.pk])
    with django_assert_max_num_queries(3):
        answer = client.get(url, headers={"If-None-Match": state})
    assert (answer.status_code, answer.content) == (304, b"")
    assert Trace.objects.count() == lines
    with pytest.raises(CoffreError):
        client.get(url)


def test_a_page_left_open_learns_that_another_person_signed_in(world, live):
    state = live(world.lecteur)["ETag"]
    assert live(world.lecteur, state).status_code == 304
    assert live(world.redacteur, state).status_code == 200


def test_a_suivi_written_by_another_is_in_the_next_answer_and_its_reading_is_traced(world, live):
    state = live(world.lecteur)["ETag"]
    write(world, world.redacteur, "Il est revenu ce matin")
    answer = live(world.lecteur, state)
    assert answer.status_code == 200
    assert "Il est revenu ce matin" in answer.content.decode()
    trace = Trace.objects.filter(acteur=world.lecteur, acte="lecture").first()
    assert trace.objet_id == str(world.article.pk)
    assert live(world.lecteur, answer["ETag"]).status_code == 304


def test_a_correction_a_withdrawal_an_action_and_an_edit_move_it_too(world, live):
    suivi = write(world, world.redacteur, "Un")
    acts = [
        lambda: correct_suivi(suivi=suivi, texte="<p>Deux</p>", par=world.redacteur, seen=1),
        lambda: withdraw_suivi(suivi=suivi, motif="Erreur", par=world.redacteur, seen=2),
        lambda: add_action(
            action=Action(libelle="Appeler", responsable=world.lecteur),
            article=world.article,
            par=world.redacteur,
        ),
    ]
    for act in acts:
        state = live(world.lecteur)["ETag"]
        assert live(world.lecteur, state).status_code == 304
        act()
        assert live(world.lecteur, state).status_code == 200


def test_a_reserved_note_moves_nothing_for_who_may_not_read_it(world, live):
    nurse = make_member(world.rubrique, Role.REDACTEUR, fonction=Utilisateur.Fonction.INFIRMIER)
    counsellor = make_member(world.rubrique, Role.LECTEUR, fonction=Utilisateur.Fonction.PSYEN)
    before = {user: live(user)["ETag"] for user in [world.gestionnaire, counsellor, nurse]}
    write(world, nurse, "Note tenue secrète", Portee.SANTE_SOCIAL)
    assert live(world.gestionnaire, before[world.gestionnaire]).status_code == 304
    for reader in [counsellor, nurse]:
        answer = live(reader, before[reader])
        assert "Note tenue secrète" in answer.content.decode()
    state = live(counsellor)["ETag"]
    write(world, nurse, "Pour moi", Portee.AUTEUR)
    assert live(counsellor, state).status_code == 304
    assert "Note tenue secrète" not in live(world.gestionnaire).content.decode()


@pytest.mark.parametrize("way", ["withdrawn", "aside"])
def test_who_loses_the_situation_is_answered_as_if_it_did_not_exist(world, live, way):
    state = live(world.redacteur)["ETag"]
    if way == "withdrawn":
        set_role(rubrique=world.rubrique, utilisateur=world.redacteur, role=None, par=None)
    else:
        set_aside(
            article=world.article, utilisateur=world.redacteur, aside=True, par=world.gestionnaire
        )
    assert live(world.redacteur, state).status_code == 404


def test_an_open_page_does_not_keep_an_idle_session_alive(world, live, as_user):
    live(world.lecteur)
    client = as_user(world.lecteur)
    client.get("/")
    session = client.session
    session[SEEN_AT] -= 1000
    session.save()
    client.get(reverse("blog:article_live", args=[world.article.pk]))
    assert client.session[SEEN_AT] == session[SEEN_AT]
    client.get("/")
    assert client.session[SEEN_AT] > session[SEEN_AT]
