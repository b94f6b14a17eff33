"""The key table: for those whom a gestionnaire named, one line at a time, with a reason."""

import time

import pytest
from django.core.management import call_command
from django.urls import reverse

from blog.correspondance.services import name_depositaires, write_identity
from blog.correspondance.views import OPENED
from blog.models import Correspondance, Ouverture
from blog.models.correspondance import name_test
from blog.situation.services import set_aside
from coffre.keys import CoffreError, open_token
from journal.models import Trace
from rubriques.models import Habilitation
from rubriques.permissions import Role, set_role
from tests.outils.factories import PASSWORD, make_article, make_member
from tests.outils.pannes import spoil

NAME = "Zélie Vauquelin"


@pytest.fixture
def table(world):
    """The redacteur may open the table; the situation of the world has its line."""
    name_depositaires(rubrique=world.rubrique, people=[world.redacteur], par=world.gestionnaire)
    write_identity(article=world.article, identite=NAME, seen=0, par=world.redacteur)
    world.identite = reverse("blog:identite_detail", args=[world.article.pk])
    world.table = reverse("blog:correspondance_list", args=[world.rubrique.slug])
    return world


def test_a_line_opens_with_the_password_and_a_reason_for_five_minutes(table, as_user):
    client = as_user(table.redacteur)
    assert NAME not in client.get(table.identite).content.decode()
    sent = {"motif": "Joindre la famille ce soir", "mot_de_passe": PASSWORD}
    assert client.post(table.identite, sent).status_code == 302
    page = client.get(table.identite)
    assert NAME in page.content.decode()
    seconds, _, place = page["Refresh"].partition("; url=")
    assert 290 <= int(seconds) <= 300 and place == table.article.get_absolute_url()

    session = client.session
    session[OPENED] = session[OPENED] | {"jusque": time.time() - 1}
    session.save()
    assert NAME not in client.get(table.identite).content.decode()


def test_a_line_is_closed_at_once_when_asked(table, as_user):
    client = as_user(table.redacteur)
    client.post(table.identite, {"motif": "Appel", "mot_de_passe": PASSWORD})
    assert NAME in client.get(table.identite).content.decode()
    client.post(reverse("blog:identite_close", args=[table.article.pk]))
    assert NAME not in client.get(table.identite).content.decode()


def test_only_one_line_is_open_at_a_time(table, as_user):
    other = make_article(table.rubrique, table.gestionnaire)
    write_identity(article=other, identite="Odilon Tréhet", seen=0, par=table.redacteur)
    client = as_user(table.redacteur)
    client.post(table.identite, {"motif": "Appel", "mot_de_passe": PASSWORD})
    second = reverse("blog:identite_detail", args=[other.pk])
    assert "Odilon" not in client.get(second).content.decode()
    client.post(second, {"motif": "Appel", "mot_de_passe": PASSWORD})
    assert "Odilon" in client.get(second).content.decode()
    assert NAME not in client.get(table.identite).content.decode()


@pytest.mark.parametrize(
    "sent",
    [
        {"motif": "Appel", "mot_de_passe": "une autre phrase de passe"},
        {"motif": " ", "mot_de_passe": PASSWORD},
        {"motif": "Appeler la mère de Zélie", "mot_de_passe": PASSWORD},
        {"motif": "Appel"},
        {"mot_de_passe": PASSWORD},
    ],
)
def test_a_line_stays_closed_without_both(table, as_user, sent):
    client = as_user(table.redacteur)
    assert client.post(table.identite, sent).status_code == 400
    assert NAME not in client.get(table.identite).content.decode()
    assert not Ouverture.objects.exists()


def test_guessing_the_password_is_stopped_and_traced(table, as_user):
    client = as_user(table.redacteur)
    wrong = {"motif": "Appel", "mot_de_passe": "une autre phrase de passe"}
    statuses = [client.post(table.identite, wrong).status_code for _ in range(6)]
    assert statuses == [400] * 5 + [429]
    right = {"motif": "Appel", "mot_de_passe": PASSWORD}
    assert client.post(table.identite, right).status_code == 429
    refused = Trace.objects.filter(acte="connexion_refusee", objet_id=str(table.redacteur.pk))
    assert refused.count() >= 6


def test_an_opening_is_told_to_the_gestionnaire_with_its_reason_and_not_the_name(table, as_user):
    as_user(table.redacteur).post(
        table.identite, {"motif": "Joindre la famille", "mot_de_passe": PASSWORD}
    )
    page = as_user(table.gestionnaire).get(table.table).content.decode()
    assert "Joindre la famille" in page and str(table.redacteur) in page
    assert table.article.code in page and NAME not in page
    ligne = Correspondance.objects.get()
    assert Trace.objects.filter(acte="lecture", objet_id=str(ligne.pk)).exists()
    assert "Joindre" not in str(list(Trace.objects.values()))


@pytest.mark.parametrize("who", ["gestionnaire", "lecteur"])
def test_a_member_who_is_not_named_opens_no_line_whatever_the_role(table, as_user, who):
    client = as_user(getattr(table, who))
    sent = {"motif": "Appel", "mot_de_passe": PASSWORD}
    assert client.get(table.identite).status_code == 403
    assert client.post(table.identite, sent).status_code == 403
    assert "Identité" not in client.get(table.article.get_absolute_url()).content.decode()
    assert (
        "Identité"
        in as_user(table.redacteur).get(table.article.get_absolute_url()).content.decode()
    )


def test_the_gestionnaire_names_and_takes_back(table, as_user):
    client = as_user(table.gestionnaire)
    client.post(table.table, {"depositaires": [table.lecteur.pk]})
    assert as_user(table.lecteur).get(table.identite).status_code == 200
    assert as_user(table.redacteur).get(table.identite).status_code == 403
    roles = [t.details.get("role") for t in Trace.objects.filter(acte="droit")[:2]]
    assert set(roles) == {"depositaire", "depositaire_retire"}
    # A reader who is named opens, and writes nothing.
    edit = reverse("blog:identite_edit", args=[table.article.pk])
    assert as_user(table.lecteur).get(edit).status_code == 403


def test_nobody_is_named_who_is_not_a_member(table, as_user):
    client = as_user(table.gestionnaire)
    assert client.post(table.table, {"depositaires": [table.exclu.pk]}).status_code == 400


def test_who_leaves_the_rubrique_is_not_named_any_more_on_return(table, as_user):
    member = table.redacteur
    set_role(rubrique=table.rubrique, utilisateur=member, role=None, par=None)
    assert as_user(member).get(table.identite).status_code == 404
    set_role(rubrique=table.rubrique, utilisateur=member, role=Role.REDACTEUR, par=None)
    assert as_user(member).get(table.identite).status_code == 403


def test_a_right_that_expired_and_is_given_again_does_not_open_the_table(table, as_user):
    Habilitation.objects.filter(utilisateur=table.redacteur).update(expire_le="2020-08-31")
    assert as_user(table.redacteur).get(table.identite).status_code == 404
    set_role(rubrique=table.rubrique, utilisateur=table.redacteur, role=Role.LECTEUR, par=None)
    assert as_user(table.redacteur).get(table.identite).status_code == 403


def test_another_role_leaves_who_opens_the_table(table, as_user):
    set_role(rubrique=table.rubrique, utilisateur=table.redacteur, role=Role.LECTEUR, par=None)
    assert as_user(table.redacteur).get(table.identite).status_code == 200


def test_who_is_set_aside_finds_neither_the_line_nor_its_openings(table, as_user):
    as_user(table.redacteur).post(
        table.identite, {"motif": "Motif très précis", "mot_de_passe": PASSWORD}
    )
    other = make_member(table.rubrique, Role.GESTIONNAIRE)
    name_depositaires(
        rubrique=table.rubrique, people=[table.redacteur, other], par=table.gestionnaire
    )
    assert "Motif très précis" in as_user(other).get(table.table).content.decode()
    set_aside(article=table.article, utilisateur=other, aside=True, par=table.gestionnaire)
    page = as_user(other).get(table.table).content.decode()
    assert "Motif très précis" not in page and table.article.code not in page
    assert as_user(other).get(table.identite).status_code == 404


def test_a_line_is_replaced_and_erased_without_being_shown(table, as_user):
    client = as_user(table.redacteur)
    edit = reverse("blog:identite_edit", args=[table.article.pk])
    assert NAME not in client.get(edit).content.decode()
    client.post(edit, {"identite": "Odilon Tréhet", "version": 1})
    assert Correspondance.objects.get().identite == "Odilon Tréhet"
    late = client.post(edit, {"identite": "Un autre", "version": 1}, follow=True)
    assert "Quelqu’un a changé cette ligne" in late.content.decode()
    assert Correspondance.objects.get().identite == "Odilon Tréhet"
    client.post(edit, {"identite": "", "version": 2})
    assert not Correspondance.objects.exists()


def test_the_name_is_sealed_under_its_own_key_and_in_no_dump(table, capsys):
    token = Correspondance.objects.values_list("identite", flat=True).get()
    assert token.startswith("c1:s1:")
    with pytest.raises(CoffreError):
        open_token(token, f"blog.correspondance.identite:{Correspondance.objects.get().pk}")
    call_command("dumpdata", "blog")
    dump = capsys.readouterr().out
    assert "Vauquelin" not in dump and "c1:s1:" in dump


def test_names_of_the_table_are_recognised_without_opening_it(table):
    spoil()
    with pytest.raises(CoffreError):
        _ = Correspondance.objects.get().identite
    is_name = name_test(table.rubrique, table.redacteur)
    for word in ["Vauquelin", "vauquelin", "ZÉLIE", "Zelie", "Zélie-Rose"]:
        assert is_name(word)
    assert not is_name("Martin")


def test_the_table_takes_as_many_queries_for_one_line_as_for_forty(
    table, as_user, django_assert_max_num_queries
):
    client = as_user(table.redacteur)
    for _ in range(40):
        article = make_article(table.rubrique, table.gestionnaire)
        write_identity(article=article, identite=NAME, seen=0, par=table.redacteur)
    client.get(table.table)
    with django_assert_max_num_queries(11):
        page = client.get(table.table)
    assert page.content.decode().count("nom enregistré le") == 41


def test_each_reading_of_a_line_that_is_open_is_in_the_journal(table, as_user):
    client = as_user(table.redacteur)
    client.post(table.identite, {"motif": "Joindre la famille", "mot_de_passe": PASSWORD})
    ligne = str(Correspondance.objects.get().pk)
    readings = Trace.objects.filter(
        acte="lecture", objet_type="blog.correspondance", objet_id=ligne, acteur=table.redacteur
    )
    before = readings.count()
    for number in [1, 2]:
        assert NAME in client.get(table.identite).text
        assert readings.count() == before + number
    client.post(reverse("blog:identite_close", args=[table.article.pk]))
    assert NAME not in client.get(table.identite).text
    assert readings.count() == before + 2
