"""The command that opens an establishment."""

import re

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.urls import reverse

from coffre.keys import keyring
from coffre.models import Temoin
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Espace
from tests.outils.commandes import run
from tests.outils.factories import PASSWORD, make_user

ANSWERS = {
    "nom": "Collège des Prés",
    "uai": "0440001X",
    "zone": "B",
    "identifiant": "principale",
    "prenom": "Jeanne",
    "famille": "Le Bihan",
    "email": "jeanne.le.bihan@exemple.invalid",
}
LINK = re.compile(r"(/comptes/mot-de-passe/choisir/[\w-]+/)")


def create_espace(**values):
    return run("create_espace", noinput=True, **(ANSWERS | values))


def test_an_establishment_is_opened_by_options_and_its_head_signs_in_by_the_link(client):
    printed = create_espace(adresse="https://cellule.example/")

    espace = Espace.objects.get()
    assert (espace.nom, espace.code_uai, espace.zone) == ("Collège des Prés", "0440001X", "B")
    chef = espace.chefs.get()
    assert (chef.username, str(chef)) == ("principale", "Jeanne Le Bihan")
    assert (chef.fonction, chef.is_superuser, chef.is_staff) == ("direction", False, False)
    assert not chef.has_usable_password()
    assert f"https://cellule.example{LINK.search(printed)[1]}" in printed

    form = client.get(LINK.search(printed)[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    client.post(reverse("account_login"), {"login": chef.email, "password": PASSWORD})
    page = client.get(espace.get_absolute_url()).content.decode()
    assert "Collège des Prés" in page
    new = reverse("rubriques:rubrique_create", args=[espace.slug])
    assert client.post(new, {"titre": "Cellule de veille"}).status_code == 302


def test_an_establishment_is_opened_by_questions(monkeypatch):
    asked = []
    answers = iter(f"  {answer} " for answer in ANSWERS.values())

    def answer(question):
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answer)
    printed = run("create_espace")

    assert LINK.search(printed)
    assert Espace.objects.get().chefs.get().username == "principale"
    assert asked[0] == "Nom de l’établissement : " and len(asked) == len(ANSWERS)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [("c", "C"), ("zone C", "C"), ("Corse", "corse"), ("La Réunion", "reunion")],
)
def test_a_question_is_asked_only_for_what_no_option_says(monkeypatch, typed, zone):
    asked = []
    monkeypatch.setattr("builtins.input", lambda q: asked.append(q) or typed)
    run("create_espace", **{k: v for k, v in ANSWERS.items() if k != "zone"})
    (question,) = asked
    assert question.startswith("Zone de vacances (A, B, C, alsace_moselle, corse,")
    assert Espace.objects.get().zone == zone


def test_nobody_at_the_keyboard_is_told_which_option_is_missing(monkeypatch):
    def nobody(question):
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)
    with pytest.raises(CommandError, match="--nom is missing") as error:
        run("create_espace")
    assert "\n" not in str(error.value)
    assert not Espace.objects.exists() and not Utilisateur.objects.exists()
    assert LINK.search(create_espace())


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"nom": ""}, "nom"),
        ({"nom": "x" * 121}, "nom"),
        ({"uai": "0440001XY"}, "code_uai"),
        ({"uai": "0440001"}, "code_uai"),
        ({"uai": "ABCDEFGH"}, "code_uai"),
        ({"uai": ""}, "code_uai"),
        ({"zone": "D"}, "zone"),
        ({"zone": ""}, "zone"),
        ({"identifiant": ""}, "username"),
        ({"identifiant": "deux mots"}, "username"),
        ({"prenom": ""}, "first_name"),
        ({"famille": ""}, "last_name"),
        ({"email": ""}, "email"),
        ({"email": "pas une adresse"}, "email"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_answer_is_told_in_one_line_and_nothing_is_opened(wrong, told):
    with pytest.raises(CommandError, match=told) as error, transaction.atomic():
        create_espace(**wrong)
    assert "\n" not in str(error.value).strip()
    for model in [Espace, Utilisateur, Trace]:
        assert not model.objects.exists()
    assert LINK.search(create_espace())
    assert Espace.objects.count() == Utilisateur.objects.count() == 1


def test_an_establishment_or_an_email_already_there_is_refused():
    create_espace()
    other = {"identifiant": "autre", "email": "autre@exemple.invalid", "uai": "0440002Y"}
    for wrong in [
        other | {"uai": ANSWERS["uai"]},
        other | {"email": ANSWERS["email"]},
        other | {"email": ANSWERS["email"].upper()},
        other | {"identifiant": "principale"},
        other | {"identifiant": "PRINCIPALE"},
    ]:
        with pytest.raises(CommandError) as error, transaction.atomic():
            create_espace(**wrong)
        assert "\n" not in str(error.value)
        assert Espace.objects.count() == Utilisateur.objects.count() == 1
    create_espace(**other)
    assert Espace.objects.count() == Utilisateur.objects.count() == 2


def test_a_head_signs_in_with_an_e_mail_that_was_given_with_capitals(client):
    create_espace(email="Jeanne.Le.Bihan@exemple.invalid")
    chef = Utilisateur.objects.get()
    chef.set_password(PASSWORD)
    chef.save()
    for login in ["principale", ANSWERS["email"]]:
        client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
        assert client.get("/").status_code == 200, login
        client.post(reverse("account_logout"))


def test_a_head_who_has_an_account_gets_a_second_establishment_and_keeps_their_password():
    chef = make_user("principale", email=ANSWERS["email"])
    create_espace(nom="Lycée des Dunes", email=ANSWERS["email"].upper())
    assert Espace.objects.get().chefs.get() == chef
    chef.refresh_from_db()
    assert chef.check_password(PASSWORD)
    assert Utilisateur.objects.count() == 1


def test_a_closed_account_does_not_become_head_of_an_establishment():
    make_user("principale", email=ANSWERS["email"], is_active=False)
    with pytest.raises(CommandError), transaction.atomic():
        create_espace()
    assert not Espace.objects.exists()
    Utilisateur.objects.update(is_active=True)
    create_espace()
    assert Espace.objects.get().chefs.get().username == "principale"


def test_opening_an_establishment_is_traced_without_a_name():
    create_espace()
    espace, chef = Espace.objects.get(), Utilisateur.objects.get()
    lines = {(t.acte, t.objet_id): t for t in Trace.objects.all()}
    assert set(lines) >= {("creation", str(espace.pk)), ("lien", str(chef.pk))}
    assert all(t.acteur is None and t.details == {} for t in lines.values())


def test_the_creation_of_the_account_of_a_head_is_traced():
    create_espace()
    chef = Utilisateur.objects.get()
    assert Trace.objects.filter(acte="creation", objet_id=str(chef.pk)).count() == 1


def test_no_establishment_is_opened_without_the_key_of_the_data(settings):
    create_espace()
    settings.COFFRE_KEYS = "t2:" + settings.COFFRE_KEYS.partition(":")[2]
    keyring.cache_clear()
    try:
        with pytest.raises(CommandError, match="The key 't1'"):
            create_espace(uai="0440002Y")
    finally:
        keyring.cache_clear()
    assert Espace.objects.count() == 1
    assert Temoin.objects.filter(pk="t1").exists()
