"""The members of a rubrique: added, changed, withdrawn by its gestionnaire."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from journal.models import Trace
from rubriques.models import Habilitation
from rubriques.permissions import Droit, Role, StaleRight, can, next_31_august, set_role
from tests.outils.factories import make_espace, make_member, make_rubrique, make_user
from tests.outils.pannes import refusing, writing


def address_of(rubrique):
    return reverse("rubriques:membre_list", args=[rubrique.slug])


def add(client, rubrique, **values):
    values = {"role": "lecteur", "expire_le": str(timezone.localdate())} | values
    return client.post(address_of(rubrique), values)


def test_the_head_adds_a_member_who_reads_at_once(world, as_user):
    add(as_user(world.gestionnaire), world.rubrique, adresse=world.exclu.email)
    assert can(world.exclu, Droit.READ, world.article)
    assert as_user(world.exclu).get(world.article.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"expire_le": "2020-01-01"}, "Le dernier jour est déjà passé."),
        ({"expire_le": "2999-01-01"}, "Choisissez une date jusqu’au"),
        ({"expire_le": "mardi"}, "Écrivez une date, par exemple 31/08/2027."),
        ({"role": "roi"}, "roi"),
        ({"adresse": "inconnu@exemple.invalid"}, "Aucun compte ouvert n’a cette adresse."),
        ({"adresse": "Camille"}, "Écrivez une adresse entière"),
        ({"adresse": "lecteur@exemple.invalid"}, "Cette personne est déjà membre."),
        ({"adresse": ""}, "Écrivez l’adresse électronique de son compte."),
    ],
)
def test_a_wrong_member_is_told_beside_the_field(world, as_user, values, message):
    client = as_user(world.gestionnaire)
    response = add(client, world.rubrique, **({"adresse": world.exclu.email} | values))
    assert response.status_code == 400
    assert message in response.content.decode()
    assert not can(world.exclu, Droit.READ, world.rubrique)


def test_a_technical_administrator_is_not_proposed_as_a_member(world, as_user):
    technician = make_user(is_superuser=True, is_staff=True)
    response = add(as_user(world.gestionnaire), world.rubrique, adresse=technician.email)
    assert response.status_code == 400
    assert str(technician.pk) not in response.text


def test_a_head_finds_the_people_of_their_schools_and_no_account_of_another(world, as_user):
    elsewhere = make_espace(world.gestionnaire)
    near = make_member(make_rubrique(elsewhere), Role.LECTEUR)
    far = make_member(make_rubrique(), Role.LECTEUR)
    client, url = as_user(world.gestionnaire), address_of(world.rubrique)
    field = client.get(url).context["form"].fields["utilisateur"]
    assert {value.value for value, _ in field.choices if value} == {near.pk}
    none = add(client, world.rubrique)
    assert "Choisissez une personne, ou écrivez son adresse électronique." in none.text
    both = add(client, world.rubrique, utilisateur=near.pk, adresse=far.email)
    assert both.status_code == 400
    assert add(client, world.rubrique, utilisateur=near.pk).status_code == 302
    assert add(client, world.rubrique, utilisateur=far.pk).status_code == 400
    assert not can(far, Droit.READ, world.rubrique)
    assert add(client, world.rubrique, adresse=far.email.upper()).status_code == 302
    assert can(far, Droit.READ, world.rubrique)


def test_people_and_places_are_in_the_order_of_french(world, as_user):
    near = make_rubrique(world.espace)
    for name in ["Zola", "Étienne", "de Brie", "Debray", "Eluard"]:
        make_member(world.rubrique, Role.LECTEUR, last_name=name)
        make_member(near, Role.LECTEUR, last_name=name)
    page = as_user(world.gestionnaire).get(address_of(world.rubrique))
    expected = ["de Brie", "Debray", "Eluard", "Étienne", "Zola"]
    members = [line.membre.utilisateur.last_name for line in page.context["membres"]]
    assert [name for name in members if name in expected] == expected
    assert [p.last_name for p in page.context["form"].fields["utilisateur"].queryset] == expected

    titles = ["Vie scolaire", "Écoute", "Accueil", "Éveil"]
    for titre in titles:
        make_member(make_rubrique(world.espace, titre=titre), Role.LECTEUR, user=world.exclu)
    home = as_user(world.exclu).get("/")
    shown = [mine.rubrique.titre for mine in home.context["rubriques"]]
    assert shown == ["Accueil", "Écoute", "Éveil", "Vie scolaire"]


def test_addresses_are_not_tried_in_bulk(world, as_user):
    client = as_user(world.gestionnaire)
    for number in range(20):
        tried = add(client, world.rubrique, adresse=f"essai{number}@exemple.invalid")
        assert tried.status_code == 400
    answer = add(client, world.rubrique, adresse=world.exclu.email)
    assert answer.status_code == 429
    assert "Trop d’adresses inconnues." in answer.text
    assert not can(world.exclu, Droit.READ, world.rubrique)


def test_the_head_of_a_new_school_is_asked_for_an_address_alone(as_user):
    head = make_user("nouvelle")
    rubrique = make_rubrique(make_espace(head))
    make_member(rubrique, Role.GESTIONNAIRE, user=head)
    page = as_user(head).get(address_of(rubrique))
    assert "Son adresse électronique" in page.text
    assert "Choisir…" not in page.text and "facultatif" not in page.text


def change(client, membre, **values):
    membre = Habilitation.objects.get(utilisateur=membre, terminee_le=None)
    url = reverse("rubriques:membre_edit", args=[membre.rubrique.slug, membre.pk])
    return client.post(url, {f"{membre.pk}-{k}": v for k, v in values.items()} | values)


def test_the_head_changes_a_role_then_withdraws_the_member(world, as_user):
    client = as_user(world.gestionnaire)
    day = str(next_31_august())
    change(client, world.lecteur, role="redacteur", expire_le=day)
    assert can(world.lecteur, Droit.WRITE, world.article)

    response = client.get(change(client, world.lecteur, retirer="oui").url)
    assert not can(world.lecteur, Droit.READ, world.article)
    page = response.content.decode()
    assert "n’a plus accès à la rubrique" in page
    assert "habilitation retirée le" in page


def test_a_wrong_last_day_is_told_in_the_row_of_the_member(world, as_user):
    response = change(
        as_user(world.gestionnaire), world.lecteur, role="redacteur", expire_le="2001-01-01"
    )
    page = response.content.decode()
    assert response.status_code == 400
    assert "Le dernier jour est déjà passé." in page and "2001-01-01" in page
    assert not can(world.lecteur, Droit.WRITE, world.article)


def test_nobody_changes_their_own_right_so_that_a_gestionnaire_remains(world, as_user):
    change(as_user(world.gestionnaire), world.gestionnaire, retirer="oui")
    assert can(world.gestionnaire, Droit.MANAGE, world.rubrique)


def test_a_member_of_another_rubrique_cannot_be_touched_from_this_one(world, as_user):
    other = make_rubrique()
    foreign = make_member(other, Role.LECTEUR)
    membre = Habilitation.objects.get(utilisateur=foreign)
    url = reverse("rubriques:membre_edit", args=[world.rubrique.slug, membre.pk])
    as_user(world.gestionnaire).post(url, {"retirer": "oui"})
    assert can(foreign, Droit.READ, other)


def test_a_member_whose_right_ran_out_shows_as_ended_and_can_be_renewed(world, as_user):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(utilisateur=world.lecteur).update(expire_le=yesterday)
    client = as_user(world.gestionnaire)
    page = client.get(reverse("rubriques:membre_list", args=[world.rubrique.slug]))
    assert "non renouvelée" in page.content.decode()

    add(client, world.rubrique, utilisateur=world.lecteur.pk)
    assert can(world.lecteur, Droit.READ, world.article)


def test_a_failed_trace_takes_the_change_of_right_back(world):
    with refusing(writing(Trace), RuntimeError()), pytest.raises(RuntimeError):
        set_role(rubrique=world.rubrique, utilisateur=world.exclu, role="lecteur", par=None)
    assert not can(world.exclu, Droit.READ, world.rubrique)


@pytest.mark.parametrize("count", [2, 30])
def test_the_members_take_a_fixed_number_of_queries(
    world, as_user, count, django_assert_max_num_queries
):
    for _ in range(count):
        make_member(world.rubrique, Role.LECTEUR)
    client = as_user(world.gestionnaire)
    client.get("/")
    for name in ["rubriques:membre_list", "rubriques:rubrique_detail"]:
        with django_assert_max_num_queries(10):
            client.get(reverse(name, args=[world.rubrique.slug]))


def test_a_withdrawal_is_not_undone_by_a_form_sent_at_the_same_moment(world):
    seen = Habilitation.objects.current().get(utilisateur=world.lecteur)
    common = {"rubrique": world.rubrique, "utilisateur": world.lecteur, "par": None, "seen": seen}
    set_role(role=None, **common)
    with pytest.raises(StaleRight):
        set_role(role=Role.REDACTEUR, **common)
    assert not can(world.lecteur, Droit.READ, world.rubrique)
