import datetime
import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cellule.administration import site as administration
from comptes.liens import create_password_link
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Conge, Espace
from rubriques.permissions import Action, allowed_rubriques
from rubriques.vacances.jours import is_holiday
from tests.factories import PASSWORD, make_article, make_suivi, make_user

CANARY = "zorglubique"  # a word that nothing else contains
LINK = re.compile(r"https?://testserver(/comptes/mot-de-passe/choisir/[\w-]+/)")
INDEX = "/administration/"


@pytest.fixture
def technician():
    return make_user("technicienne", is_staff=True, is_superuser=True)


@pytest.fixture
def admin(technician, as_user):
    return as_user(technician)


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


def account(**values):
    return {
        "username": "nouvelle",
        "first_name": "Nadia",
        "last_name": "Ferrand",
        "email": "nadia.ferrand@exemple.invalid",
        "fonction": "cpe",
        "lieu": "Lycée des Marais",
        "is_active": "on",
    } | values


def establishment(*chefs, **values):
    chefs = [str(chef.pk) for chef in chefs]
    return {
        "nom": "Collège des Prés",
        "code_uai": "0440001X",
        "zone": "B",
        "chefs": chefs,
    } | values


def addresses(world):
    """Every page of the administration, on objects that exist."""
    found = [INDEX, reverse("admin:app_list", args=["comptes"])]
    found += [reverse("admin:app_list", args=["rubriques"])]
    for model, pk in {
        "rubriques_espace": world.espace.pk,
        "rubriques_conge": Conge.objects.first().pk,
        "comptes_utilisateur": world.lecteur.pk,
    }.items():
        found += [reverse(f"admin:{model}_{page}") for page in ["changelist", "add"]]
        found += [reverse(f"admin:{model}_{page}", args=[pk]) for page in ["change", "history"]]
    return found


# What is there, and for whom


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
    assert not allowed_rubriques(technician, Action.READ).exists()
    for path in [case.situation.get_absolute_url(), case.rubrique.get_absolute_url()]:
        assert admin.get(path).status_code == 404
    assert CANARY not in admin.get("/").content.decode().lower()
    assert allowed_rubriques(case.gestionnaire, Action.READ).exists()


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


# Accounts


def create_account(admin, **values):
    url = reverse("admin:comptes_utilisateur_add")
    return admin.post(url, account(**values), follow=True)


def test_a_new_account_gets_a_link_shown_once_and_no_password(admin, technician, client):
    page = create_account(admin).content.decode()

    user = Utilisateur.objects.get(username="nouvelle")
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser, user.is_active) == (False, False, True)
    link = LINK.search(page)[1]
    assert (
        link.rpartition("-")[2]
        not in admin.get(
            reverse("admin:comptes_utilisateur_change", args=[user.pk])
        ).content.decode()
    )
    assert link not in admin.get(reverse("admin:comptes_utilisateur_changelist")).content.decode()

    visitor = Client()
    form = visitor.get(link, follow=True).redirect_chain[-1][0]
    visitor.post(form, {"password1": PASSWORD, "password2": PASSWORD})
    visitor.post(reverse("account_login"), {"login": "nouvelle", "password": PASSWORD})
    assert visitor.get("/").status_code == 200


def test_a_new_account_and_its_link_are_traced(admin, technician):
    create_account(admin)
    user = Utilisateur.objects.get(username="nouvelle")
    lines = Trace.objects.filter(objet_id=str(user.pk)).order_by("pk")
    assert [(t.acteur, t.acte) for t in lines] == [
        (technician, "creation"),
        (technician, "lien"),
    ]
    assert not [t for t in lines if "Ferrand" in str(t.details) or "nadia" in str(t.details)]


@pytest.mark.parametrize(
    "values",
    [
        {"username": ""},
        {"username": "lecteur"},
        {"email": "lecteur@exemple.invalid"},
        {"email": "pas une adresse"},
        {"last_name": ""},
        {"fonction": "roi"},
    ],
    ids=str,
)
def test_a_wrong_account_is_refused_and_a_right_one_is_made(world, admin, values):
    before = Utilisateur.objects.count()
    page = create_account(admin, **values)
    assert page.status_code == 200 and not LINK.search(page.content.decode())
    assert Utilisateur.objects.count() == before
    assert LINK.search(create_account(admin).content.decode())
    assert Utilisateur.objects.count() == before + 1


def test_nothing_but_the_form_is_taken_from_what_is_posted(admin):
    forged = {"password": "clair", "is_superuser": "on", "is_staff": "on", "espaces": "1"}
    create_account(admin, **forged)
    user = Utilisateur.objects.get(username="nouvelle")
    assert not user.is_superuser and not user.is_staff and not user.has_usable_password()
    create_account(admin, username="autre", email="a@exemple.invalid", administrateur="on")
    assert Utilisateur.objects.get(username="autre").is_superuser


def test_the_function_of_technical_administrator_is_given_and_taken_back(world, admin):
    user = world.exclu
    url = reverse("admin:comptes_utilisateur_change", args=[user.pk])
    data = account(username=user.username, email=user.email)
    admin.post(url, data | {"administrateur": "on"})
    user.refresh_from_db()
    assert user.is_superuser and user.is_staff
    trace = Trace.objects.get(objet_id=str(user.pk), acte="modification")
    assert "administrateur" in trace.details["champs"]

    admin.post(url, data)
    user.refresh_from_db()
    assert not user.is_superuser and not user.is_staff


def test_changing_an_account_keeps_its_password_and_shows_no_link(world, admin):
    url = reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk])
    data = account(username="lecteur", email=world.lecteur.email, lieu="CIO")
    page = admin.post(url, data, follow=True).content.decode()
    world.lecteur.refresh_from_db()
    assert world.lecteur.lieu == "CIO"
    assert world.lecteur.check_password(PASSWORD)
    assert not LINK.search(page) and world.lecteur.password not in page


def test_deactivating_an_account_ends_its_session_at_the_next_request(world, admin):
    member = Client()
    member.force_login(world.lecteur)
    page = world.article.get_absolute_url()
    assert member.get(page).status_code == 200

    data = account(username="lecteur", email=world.lecteur.email)
    del data["is_active"]
    admin.post(reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk]), data)

    assert member.get(page).url.startswith(reverse("account_login"))
    member.post(reverse("account_login"), {"login": "lecteur", "password": PASSWORD})
    assert member.get(page).status_code == 302


# E-mail addresses


def change_email(admin, user, email):
    data = account(username=user.username, email=email)
    return admin.post(reverse("admin:comptes_utilisateur_change", args=[user.pk]), data)


def signs_in(login):
    client = Client()
    client.post(reverse("account_login"), {"login": login, "password": PASSWORD})
    return client.get("/").status_code == 200


def test_a_person_signs_in_with_an_email_that_the_administration_wrote_with_capitals(world, admin):
    assert signs_in("lecteur@exemple.invalid")
    change_email(admin, world.lecteur, "Camille.Lecteur@Exemple.invalid")
    assert signs_in("camille.lecteur@exemple.invalid")


def test_an_email_that_the_administration_took_away_signs_in_no_more(world, admin):
    assert signs_in("lecteur@exemple.invalid")
    create_password_link(utilisateur=world.lecteur)
    change_email(admin, world.lecteur, "camille@exemple.invalid")
    assert signs_in("camille@exemple.invalid")
    assert not signs_in("lecteur@exemple.invalid")


def test_two_accounts_cannot_have_the_same_email_in_another_case(world, admin):
    email = world.lecteur.email
    assert not LINK.search(create_account(admin, email=email.upper()).content.decode())
    assert not Utilisateur.objects.filter(username="nouvelle").exists()
    assert LINK.search(create_account(admin).content.decode())


def test_two_accounts_cannot_have_the_same_username_in_another_case(world, admin):
    assert not LINK.search(create_account(admin, username="LECTEUR").content.decode())
    assert not Utilisateur.objects.filter(username="LECTEUR").exists()
    assert signs_in("lecteur")


# The link


def test_only_a_post_of_a_technical_administrator_makes_a_link(world, admin, technician):
    url = reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])
    head = Client()
    head.force_login(world.gestionnaire)
    assert head.post(url).status_code == 404
    assert Client().post(url).status_code == 302
    assert not LINK.search(admin.get(url, follow=True).content.decode())
    assert not Trace.objects.filter(acte="lien").exists()
    world.lecteur.refresh_from_db()
    assert world.lecteur.check_password(PASSWORD)

    member = Client()
    member.force_login(world.lecteur)
    page = admin.post(url, follow=True).content.decode()

    assert LINK.search(page)
    world.lecteur.refresh_from_db()
    assert not world.lecteur.has_usable_password()
    assert member.get("/").status_code == 302
    trace = Trace.objects.get(acte="lien")
    assert (trace.acteur, trace.objet_id) == (technician, str(world.lecteur.pk))


def test_a_link_needs_the_token_of_the_form(world, technician):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(technician)
    url = reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])
    assert strict.post(url).status_code == 403
    assert not Trace.objects.filter(acte="lien").exists()
    page = strict.get(reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk]))
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert strict.post(url, {"csrfmiddlewaretoken": token}).status_code == 302
    assert Trace.objects.filter(acte="lien").count() == 1


def test_the_page_of_an_account_has_the_button_that_makes_the_link(world, admin):
    url = reverse("admin:comptes_utilisateur_change", args=[world.lecteur.pk])
    button = "Créer un lien pour choisir le mot de passe"
    page = admin.get(url).content.decode()
    assert button in page
    assert f'action="{reverse("admin:comptes_utilisateur_lien", args=[world.lecteur.pk])}"' in page
    assert button not in admin.get(reverse("admin:comptes_utilisateur_add")).content.decode()


# Establishments


def test_an_establishment_is_opened_with_its_head_who_opens_a_rubrique_in_it(
    world, admin, technician
):
    chef = make_user("principale")
    admin.post(reverse("admin:rubriques_espace_add"), establishment(chef))

    espace = Espace.objects.get(code_uai="0440001X")
    assert list(espace.chefs.all()) == [chef]
    trace = Trace.objects.get(objet_id=str(espace.pk))
    assert (trace.acteur, trace.acte) == (technician, "creation")
    head = Client()
    head.force_login(chef)
    created = head.post(
        reverse("rubriques:rubrique_create", args=[espace.slug]), {"titre": "Cellule de veille"}
    )
    assert created.status_code == 302
    assert espace.rubriques.get().titre == "Cellule de veille"


@pytest.mark.parametrize(
    "values",
    [{"nom": ""}, {"code_uai": ""}, {"code_uai": "0440001XY"}, {"zone": "D"}, {"chefs": []}],
    ids=str,
)
def test_a_wrong_establishment_is_refused_and_a_right_one_is_made(admin, values):
    chef, url = make_user("principale"), reverse("admin:rubriques_espace_add")
    assert admin.post(url, establishment(chef, **values)).status_code == 200
    assert not Espace.objects.exists()
    assert admin.post(url, establishment(chef)).status_code == 302
    assert Espace.objects.get().chefs.get() == chef


def test_an_establishment_already_there_is_not_opened_twice(world, admin):
    url = reverse("admin:rubriques_espace_add")
    again = establishment(world.gestionnaire, code_uai=world.espace.code_uai)
    assert admin.post(url, again).status_code == 200
    assert Espace.objects.count() == 1
    assert admin.post(url, establishment(world.gestionnaire)).status_code == 302


def test_a_change_of_head_is_traced_and_opens_no_case_to_the_new_one(world, admin, as_user):
    chef = make_user("principale")
    url = reverse("admin:rubriques_espace_change", args=[world.espace.pk])
    data = {"nom": world.espace.nom, "code_uai": world.espace.code_uai, "zone": "B"}
    admin.post(url, data | {"chefs": [str(chef.pk)]})
    assert list(world.espace.chefs.all()) == [chef]
    trace = Trace.objects.get(objet_id=str(world.espace.pk), acte="modification")
    assert trace.details == {"champs": ["chefs"]}
    client = as_user(chef)
    assert client.get(world.espace.get_absolute_url()).status_code == 200
    assert client.get(world.rubrique.get_absolute_url()).status_code == 404


# Nothing is deleted


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


# School holidays


def holiday(**values):
    return {
        "zone": "B",
        "nom": "Vacances de Noël",
        "premier_jour": "2028-12-23",
        "dernier_jour": "2029-01-07",
    } | values


def test_school_holidays_are_added_corrected_and_deleted_with_their_trace(admin):
    admin.post(reverse("admin:rubriques_conge_add"), holiday())
    conge = Conge.objects.get(premier_jour="2028-12-23")
    assert is_holiday(datetime.date(2029, 1, 7), "B")
    change = reverse("admin:rubriques_conge_change", args=[conge.pk])
    admin.post(change, holiday(dernier_jour="2029-01-04"))
    assert not is_holiday(datetime.date(2029, 1, 7), "B")
    admin.post(reverse("admin:rubriques_conge_delete", args=[conge.pk]), {"post": "yes"})
    assert not is_holiday(datetime.date(2028, 12, 25), "B")
    lines = Trace.objects.filter(objet_type="rubriques.conge").order_by("pk")
    assert [trace.acte for trace in lines] == ["creation", "modification", "modification"]


def test_holidays_that_end_before_they_begin_are_refused(admin):
    count = Conge.objects.count()
    page = admin.post(reverse("admin:rubriques_conge_add"), holiday(dernier_jour="2028-12-01"))
    assert "Le dernier jour doit suivre le premier." in page.content.decode()
    assert Conge.objects.count() == count
