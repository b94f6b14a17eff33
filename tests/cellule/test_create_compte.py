"""The command that opens an account: of a member, or of the technical administrator."""

import re

import pytest
from django.core.management import CommandError
from django.db import transaction
from django.urls import reverse

from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.permissions import Role, current_members
from tests.outils.commandes import run
from tests.outils.comptes import sign_in
from tests.outils.factories import PASSWORD, make_espace, make_member, make_rubrique, make_user

ANSWERS = {
    "identifiant": "cpe",
    "prenom": "Karim",
    "famille": "Belhadj",
    "email": "cpe@exemple.invalid",
    "fonction": "cpe",
    "lieu": "Collège des Prés",
}
LINK = re.compile(r"(/comptes/mot-de-passe/choisir/[\w-]+/)")


def create_compte(**values):
    return run("create_compte", noinput=True, **(ANSWERS | values))


def choose_password(client, printed):
    form = client.get(LINK.search(printed)[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


def test_a_head_adds_the_member_whose_account_was_opened(client):
    chef = make_user("principale")
    rubrique = make_rubrique(make_espace(chef))
    make_member(rubrique, Role.GESTIONNAIRE, user=chef)
    page = reverse("rubriques:membre_list", args=[rubrique.slug])
    client.force_login(chef)
    shown = client.get(page).content.decode()
    assert "Karim Belhadj" not in shown
    assert "L’administrateur technique l’ouvre." in shown

    printed = create_compte(adresse="https://cellule.example/")
    assert f"https://cellule.example{LINK.search(printed)[1]}" in printed
    compte = Utilisateur.objects.get(username="cpe")
    shown = client.get(page).content.decode()
    right = {"adresse": compte.email, "role": Role.REDACTEUR.value, "expire_le": ""}
    client.post(page, right | {"expire_le": form_day(shown)})
    assert compte in [membre.utilisateur for membre in current_members(rubrique)]

    client.logout()
    choose_password(client, printed)
    sign_in(client, "cpe")
    assert client.get(rubrique.get_absolute_url()).status_code == 200


def form_day(page):
    return re.search(r'name="expire_le"[^>]*value="([^"]+)"', page)[1]


def test_an_account_by_itself_opens_nothing(client, world):
    choose_password(client, create_compte())
    sign_in(client, "cpe")
    assert client.get("/").status_code == 200
    assert client.get(world.rubrique.get_absolute_url()).status_code == 404
    assert client.get(reverse("admin:index")).status_code == 404


def test_an_administrator_manages_accounts_and_reads_nothing(client, world):
    choose_password(client, create_compte(administrateur=True, fonction="autre"))
    sign_in(client, "cpe")
    assert client.get(reverse("admin:index")).status_code == 200
    assert client.get(world.rubrique.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"identifiant": ""}, "username"),
        ({"identifiant": "deux mots"}, "username"),
        ({"prenom": ""}, "first_name"),
        ({"famille": ""}, "last_name"),
        ({"email": "pas une adresse"}, "email"),
        ({"fonction": "concierge"}, "fonction"),
        ({"lieu": "x" * 121}, "lieu"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_a_wrong_answer_is_told_in_one_line_and_no_account_is_opened(wrong, told):
    with pytest.raises(CommandError, match=told) as error, transaction.atomic():
        create_compte(**wrong)
    assert "\n" not in str(error.value).strip()
    assert not Utilisateur.objects.exists() and not Trace.objects.exists()
    assert LINK.search(create_compte())


def test_an_account_that_is_there_is_not_opened_again():
    create_compte()
    for wrong in [{"email": "autre@exemple.invalid"}, {"identifiant": "autre"}]:
        with pytest.raises(CommandError), transaction.atomic():
            create_compte(**wrong)
    assert Utilisateur.objects.count() == 1


def test_the_opening_of_an_account_is_traced_without_a_name():
    create_compte()
    compte = Utilisateur.objects.get()
    lines = list(Trace.objects.filter(objet_id=str(compte.pk)).values_list("acte", "details"))
    assert sorted(lines) == [("creation", {}), ("lien", {})]


def test_an_administrator_does_not_become_head_of_an_establishment():
    create_compte(administrateur=True)
    head = {"nom": "Collège", "uai": "0440001X", "zone": "B"} | ANSWERS
    head = {name: head[name] for name in head if name not in {"fonction", "lieu"}}
    with pytest.raises(CommandError, match="administrateur"), transaction.atomic():
        run("create_espace", noinput=True, **head)
