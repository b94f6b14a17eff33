"""Each act leaves its line."""

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.models import Trace
from rubriques.models import Habilitation
from tests.outils.comptes import sign_in
from tests.outils.factories import CANARY, PASSWORD, make_action, make_user
from tests.outils.journal import ABSENT, a_suivi, an_article, told


def test_opening_a_situation_leaves_one_line(world, as_user, lines):
    as_user(world.lecteur).get(world.article.get_absolute_url())
    (trace,) = lines()
    assert told(trace) == (world.lecteur, "lecture", "blog.article", str(world.article.pk), {})
    assert trace.rubrique_id == world.rubrique.pk


def test_opening_a_meeting_leaves_one_line(world, as_user, lines):
    as_user(world.lecteur).get(world.seance.get_absolute_url())
    (trace,) = lines()
    assert told(trace) == (world.lecteur, "lecture", "agenda.seance", str(world.seance.pk), {})


def test_reading_a_situation_in_the_form_that_edits_it_leaves_a_line_too(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    page = as_user(world.redacteur).get(url).content.decode()
    assert "Absences le lundi." in page
    assert [told(t)[:4] for t in lines()] == [
        (world.redacteur, "lecture", "blog.article", str(world.article.pk))
    ]


def test_writing_a_suivi_leaves_one_line_even_when_sent_twice(world, as_user, lines):
    client, data = as_user(world.redacteur), a_suivi()
    for _ in range(2):
        client.post(reverse("blog:suivi_create", args=[world.article.pk]), data)
    suivi = world.article.suivis.get(auteur=world.redacteur)
    (trace,) = lines()
    assert told(trace) == (world.redacteur, "creation", "blog.suivi", str(suivi.pk), {})
    assert trace.rubrique_id == world.rubrique.pk


def test_editing_a_situation_leaves_one_line_that_names_fields_and_no_value(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    as_user(world.redacteur).post(url, an_article(world.rubrique, version=1))
    (trace,) = lines()
    assert told(trace)[:4] == (
        world.redacteur,
        "modification",
        "blog.article",
        str(world.article.pk),
    )
    assert "constats" in trace.details["champs"] and list(trace.details) == ["champs"]


def test_an_edit_that_came_too_late_leaves_no_line_of_a_change(world, as_user, lines):
    url = reverse("blog:article_edit", args=[world.article.pk])
    response = as_user(world.redacteur).post(url, an_article(world.rubrique, version=99))
    assert response.status_code == 409
    assert "modification" not in [t.acte for t in lines()]
    as_user(world.redacteur).post(url, an_article(world.rubrique, version=1))
    assert [t.acte for t in lines()] == ["modification"]


def test_searching_leaves_one_line_without_the_words(world, as_user, lines):
    url = reverse("blog:article_list", args=[world.rubrique.slug])
    as_user(world.lecteur).post(url, {"mots": CANARY})
    (trace,) = lines()
    pk = str(world.rubrique.pk)
    assert told(trace) == (world.lecteur, "recherche", "rubriques.rubrique", pk, {})


def test_each_change_of_right_leaves_one_line(world, as_user, lines):
    client, membre = as_user(world.gestionnaire), str(world.exclu.pk)
    day = str(timezone.localdate())
    url = reverse("rubriques:membre_list", args=[world.rubrique.slug])
    right = {"role": "lecteur", "expire_le": day, "sante_social": "on"}
    client.post(url, {"adresse": world.exclu.email} | right)
    held = Habilitation.objects.get(utilisateur=world.exclu)
    url = reverse("rubriques:membre_edit", args=[world.rubrique.slug, held.pk])
    client.post(url, {"retirer": "oui"})

    given, withdrawn = lines()
    pk = str(world.rubrique.pk)
    start = (world.gestionnaire, "droit", "rubriques.rubrique", pk)
    none = {"role": "", "expire_le": "", "sante_social": "non"}
    some = {"role": "lecteur", "expire_le": day, "sante_social": "oui"}
    old = {"role_avant": "", "sante_social_avant": "non"}
    assert told(given) == (*start, {"membre": membre} | some | old)
    old = {"role_avant": "lecteur", "sante_social_avant": "oui"}
    assert told(withdrawn) == (*start, {"membre": membre} | none | old)


ADDRESSES = {
    "blog:article_detail": lambda w: (w.article.pk, ABSENT),
    "agenda:seance_detail": lambda w: (w.seance.pk, ABSENT),
    "rubriques:rubrique_detail": lambda w: (w.rubrique.slug, "f" * 24),
    "rubriques:espace_detail": lambda w: (w.espace.slug, "f" * 24),
}


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_closed_object_and_a_missing_one_leave_the_same_line(world, as_user, lines, name):
    client, identifiers = as_user(world.exclu), ADDRESSES[name](world)
    for identifier in identifiers:
        assert client.get(reverse(name, args=[identifier])).status_code == 404
    closed, missing = lines()
    for trace, identifier in zip([closed, missing], identifiers, strict=True):
        assert told(trace)[:2] == (world.exclu, "refus")
        assert (trace.objet_id, trace.details) == (str(identifier), {"statut": 404})
    assert closed.objet_type == missing.objet_type != ""
    assert closed.rubrique_id is missing.rubrique_id is None


def test_a_reader_who_tries_to_write_leaves_one_line(world, as_user, lines):
    url = reverse("blog:suivi_create", args=[world.article.pk])
    assert as_user(world.lecteur).post(url, a_suivi()).status_code == 403
    (trace,) = lines()
    pk = str(world.article.pk)
    assert told(trace) == (world.lecteur, "refus", "blog.article", pk, {"statut": 403})


def test_lists_and_the_home_page_leave_no_line(world, as_user, lines):
    client = as_user(world.lecteur)
    client.get("/")
    client.get(reverse("blog:article_list", args=[world.rubrique.slug]))
    assert lines() == []
    client.get(world.article.get_absolute_url())
    assert len(lines()) == 1


def test_signing_in_then_out_leaves_one_line_each(client, world, lines):
    sign_in(client, "lecteur")
    client.post(reverse("account_logout"))
    pk = str(world.lecteur.pk)
    assert [told(t) for t in lines()] == [
        (world.lecteur, "connexion", "comptes.utilisateur", pk, {}),
        (world.lecteur, "deconnexion", "comptes.utilisateur", pk, {}),
    ]


@pytest.mark.parametrize(
    "login", ["lecteur", "LECTEUR", "lecteur@exemple.invalid", "Lecteur@Exemple.invalid"]
)
def test_a_refused_sign_in_leaves_one_line_about_the_account_that_was_tried(
    client, world, lines, login
):
    sign_in(client, login, "un mauvais mot de passe")
    (trace,) = lines()
    pk = str(world.lecteur.pk)
    assert told(trace) == (None, "connexion_refusee", "comptes.utilisateur", pk, {})


def test_a_refused_sign_in_of_an_unknown_account_does_not_keep_what_was_typed(client, lines):
    sign_in(client, CANARY, "un mauvais mot de passe")
    (trace,) = lines()
    assert told(trace) == (None, "connexion_refusee", "", "", {})


def test_a_closed_account_that_knows_its_password_leaves_a_line_of_refusal(client, lines):
    user = make_user("ferme", is_active=False)
    sign_in(client, "ferme")
    (trace,) = lines()
    pk = str(user.pk)
    assert told(trace) == (None, "connexion_refusee", "comptes.utilisateur", pk, {})


def test_changing_a_password_leaves_one_line_without_the_password(world, as_user, lines):
    new = f"une autre phrase {CANARY}"
    as_user(world.lecteur).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    (trace,) = lines()
    pk = str(world.lecteur.pk)
    assert told(trace) == (world.lecteur, "mot_de_passe", "comptes.utilisateur", pk, {})


def test_editing_an_action_leaves_one_line_that_names_the_fields_it_changed(world, as_user, lines):
    action = make_action(world.article, world.redacteur)
    url = reverse("blog:action_edit", args=[action.pk])
    client = as_user(world.redacteur)
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value is not None}
    lines()
    before = Trace.objects.count()
    response = client.post(url, sent | {"etat": "faite", "resultat": "Famille reçue."})
    assert response.status_code == 302
    trace = Trace.objects.order_by("pk").last()
    assert Trace.objects.count() == before + 1
    assert (trace.acte, trace.objet_id) == ("modification", str(action.pk))
    assert set(trace.details["champs"]) == {"etat", "resultat"}
