"""The administration: what is there, for whom, and what it never shows nor deletes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cellule.administration import site as administration
from comptes.models import Utilisateur
from rubriques.models import Espace
from rubriques.permissions import Droit, allowed_rubriques
from tests.outils.administration import INDEX, LINK, account, addresses, create_account
from tests.outils.factories import CANARY, PASSWORD, make_article, make_suivi, make_user


@pytest.fixture
def case(world):
    """The world, with the canary in its title, its code and its texts."""
    world.rubrique.titre = f"Cellule {CANARY}"
    world.rubrique.texte = f"<p>Charte {CANARY}</p>"
    world.rubrique.save()
    world.situation = make_article(
        world.rubrique, world.gestionnaire, code=f"{CANARY.title()}-12", constats=CANARY
    )
    make_suivi(world.situation, world.gestionnaire, texte=f"<p>{CANARY}</p>")
    return world


def test_the_administration_knows_establishments_and_accounts_and_nothing_else():
    assert {model._meta.label for model in administration._registry} == {
        "rubriques.Espace",
        "rubriques.Conge",
        "comptes.Utilisateur",
    }


def test_the_administration_does_not_exist_for_anybody_but_a_technical_administrator(world):
    staff = make_user(is_staff=True)
    closed = make_user(is_staff=True, is_superuser=True, is_active=False)
    people = [world.exclu, world.lecteur, world.redacteur, world.gestionnaire, staff]
    people += [make_user(is_superuser=True)]
    for path in addresses(world):
        visitor = Client().get(path, follow=True)
        assert visitor.redirect_chain[-1][0].startswith(reverse("account_login")), path
        assert "Se connecter" in visitor.content.decode()
        for user in people:
            client = Client()
            client.force_login(user)
            assert client.get(path).status_code == client.post(path).status_code == 404, path
        client = Client()
        client.force_login(closed)
        assert client.get(path).status_code == 302


def test_the_technical_administrator_sees_every_page_of_the_administration(world, admin):
    for path in addresses(world):
        assert admin.get(path).status_code == 200, path
    accounts = admin.get(reverse("admin:comptes_utilisateur_changelist")).content.decode()
    espaces = admin.get(reverse("admin:rubriques_espace_changelist")).content.decode()
    assert world.lecteur.username in accounts and world.espace.code_uai in espaces


def test_a_technical_administrator_who_is_no_longer_one_is_out_at_the_next_page(admin, technician):
    assert admin.get(INDEX).status_code == 200
    Utilisateur.objects.filter(pk=technician.pk).update(is_superuser=False, is_staff=False)
    assert admin.get(INDEX).status_code == 404


def test_the_administration_has_no_second_door(client):
    make_user("technicienne", is_staff=True, is_superuser=True)
    data = {"username": "technicienne", "password": PASSWORD, "next": INDEX}
    for answer in [
        client.get("/administration/login/", follow=True),
        client.post("/administration/login/", data, follow=True),
    ]:
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert client.get("/").status_code == 302
    assert client.get("/admin/").status_code == 404
    for path in ["password_change", "autocomplete", "r/1/1"]:
        client.force_login(make_user(is_staff=True, is_superuser=True))
        assert client.get(f"/administration/{path}/", follow=True).status_code == 404


def test_no_page_of_the_administration_shows_a_title_a_code_or_a_word_of_a_case(
    case, admin, as_user
):
    head = case.gestionnaire
    make_article(case.rubrique, head)
    admin.post(reverse("admin:comptes_utilisateur_add"), account())
    paths = addresses(case) + [
        f"{reverse('admin:comptes_utilisateur_changelist')}?q={CANARY[:4]}",
        reverse("admin:comptes_utilisateur_change", args=[head.pk]),
        reverse("admin:rubriques_espace_delete", args=[case.espace.pk]),
        reverse("admin:comptes_utilisateur_delete", args=[head.pk]),
    ]
    for path in paths:
        page = admin.get(path).content.decode()
        assert CANARY not in page.lower().replace(f"q={CANARY[:4]}", ""), path
        assert str(case.situation.pk) not in page and case.rubrique.slug not in page, path
    for path in ["/", case.situation.get_absolute_url(), case.rubrique.get_absolute_url()]:
        page = as_user(head).get(path).content.decode()
        assert CANARY in page.lower(), path


def test_a_technical_administrator_reads_no_case(case, admin, technician):
    assert not allowed_rubriques(technician, Droit.READ).exists()
    for path in [case.situation.get_absolute_url(), case.rubrique.get_absolute_url()]:
        assert admin.get(path).status_code == 404
    assert CANARY not in admin.get("/").content.decode().lower()
    assert allowed_rubriques(case.gestionnaire, Droit.READ).exists()


GUESSES = [
    ("rubriques_espace", "rubriques__titre__startswith=C"),
    ("rubriques_espace", "chefs__password__startswith=a"),
    ("comptes_utilisateur", "habilitations__rubrique__titre__startswith=C"),
    ("comptes_utilisateur", "espaces__rubriques__articles__code__startswith=Z"),
    ("comptes_utilisateur", "password__startswith=argon2"),
]


@pytest.mark.parametrize(("name", "query"), GUESSES)
def test_an_address_cannot_be_used_to_guess_what_is_not_shown(case, admin, name, query):
    listing = reverse(f"admin:{name}_changelist")
    assert admin.get(f"{listing}?{query}").status_code == 400
    assert admin.get(f"{listing}?q=a").status_code == 200


@pytest.mark.parametrize("model", ["rubriques_espace", "comptes_utilisateur"])
def test_nothing_is_deleted_by_the_administration(world, admin, model):
    pk = world.espace.pk if model == "rubriques_espace" else world.exclu.pk
    url = reverse(f"admin:{model}_delete", args=[pk])
    assert admin.get(url).status_code == admin.post(url, {"post": "yes"}).status_code == 403
    listing = reverse(f"admin:{model}_changelist")
    data = {"action": "delete_selected", "_selected_action": [str(pk)], "post": "yes"}
    admin.post(listing, data)
    page = admin.get(listing).content.decode()
    assert "delete_selected" not in page
    change = admin.get(reverse(f"admin:{model}_change", args=[pk])).content.decode()
    assert "deletelink" not in change and 'name="_save"' in change
    assert Espace.objects.filter(pk=world.espace.pk).exists()
    assert Utilisateur.objects.filter(pk=world.exclu.pk).exists()


def test_the_history_kept_by_the_administration_holds_no_link(admin):
    page = create_account(admin).content.decode()
    token = LINK.search(page)[1].rstrip("/").rpartition("-")[2]
    assert LogEntry.objects.count() == 1
    assert not [e for e in LogEntry.objects.values() if token in str(e)]
    assert LogEntry.objects.get().action_time <= timezone.now()
