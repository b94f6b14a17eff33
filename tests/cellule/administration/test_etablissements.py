"""Establishments, their heads and school holidays, in the administration."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from journal.models import Trace
from rubriques.models import Conge, Espace
from rubriques.vacances.jours import is_holiday
from tests.outils.administration import establishment
from tests.outils.factories import make_user


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


def test_the_administration_does_not_offer_itself_as_a_head(world, as_user):
    technician = make_user("technicien", is_superuser=True, is_staff=True)
    url = reverse("admin:rubriques_espace_change", args=[world.espace.pk])
    page = as_user(technician).get(url).content.decode()
    assert str(world.gestionnaire.pk) in page
    assert str(technician.pk) not in page
