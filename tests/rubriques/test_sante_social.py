"""The notes of santé-social are read by whom a gestionnaire lets read them, and nobody else."""

import pytest
from django.urls import reverse

from blog.situation.services import set_aside
from comptes.models import Utilisateur
from journal.models import Trace
from rubriques.models import Habilitation
from rubriques.permissions import Role, next_31_august
from rubriques.portee import Portee
from tests.outils.factories import (
    make_article,
    make_member,
    make_point,
    make_rubrique,
    make_suivi,
    make_user,
)
from tests.outils.saisies import suivi_data
from tests.outils.screens import page_of

Fonction = Utilisateur.Fonction
SECRET = "Motif confidentiel"


@pytest.fixture
def note(world, nurse):
    return make_suivi(world.article, nurse, texte=f"<p>{SECRET}</p>", portee=Portee.SANTE_SOCIAL)


def members(rubrique):
    return reverse("rubriques:membre_list", args=[rubrique.slug])


def change(client, user, **values):
    membre = Habilitation.objects.current().get(utilisateur=user)
    values = {"role": membre.role, "expire_le": str(next_31_august())} | values
    url = reverse("rubriques:membre_edit", args=[membre.rubrique.slug, membre.pk])
    return client.post(url, {f"{membre.pk}-{name}": value for name, value in values.items()})


@pytest.mark.parametrize("fonction", Fonction.values)
def test_a_function_given_to_an_account_opens_no_reserved_note(world, as_user, note, fonction):
    world.lecteur.fonction = fonction
    world.lecteur.save()
    page = page_of(as_user, world.lecteur, world.article)
    assert SECRET not in page and "Note réservée" in page
    url = reverse("blog:suivi_create", args=[world.article.pk])
    sent = suivi_data(portee="sante_social")
    make_member(world.rubrique, Role.REDACTEUR, user=world.lecteur, sante_social=False)
    assert as_user(world.lecteur).post(url, sent).status_code == 400


def test_a_head_reads_no_reserved_note_by_heading(world, as_user, note):
    world.gestionnaire.fonction = Fonction.DIRECTION
    world.gestionnaire.save()
    assert SECRET not in page_of(as_user, world.gestionnaire, world.article)


def test_a_gestionnaire_grants_it_then_takes_it_back_and_each_is_traced(world, as_user, note):
    change(as_user(world.gestionnaire), world.lecteur, sante_social="on")
    assert SECRET in page_of(as_user, world.lecteur, world.article)
    change(as_user(world.gestionnaire), world.lecteur)
    assert SECRET not in page_of(as_user, world.lecteur, world.article)
    given, taken = Trace.objects.filter(acte="droit").order_by("pk").reverse()[:2][::-1]
    read = ["sante_social_avant", "sante_social"]
    assert [given.details[name] for name in read] == ["non", "oui"]
    assert [taken.details[name] for name in read] == ["oui", "non"]


def test_it_is_granted_in_one_rubrique_and_opens_none_of_another(world, as_user, nurse, note):
    other = make_rubrique()
    make_member(other, Role.LECTEUR, user=nurse, sante_social=False)
    reserved = make_suivi(make_article(other), texte="<p>Ailleurs</p>", portee="sante_social")
    assert SECRET in page_of(as_user, nurse, world.article)
    page = page_of(as_user, nurse, reserved.article)
    assert "Ailleurs" not in page and "Note réservée" in page


def test_it_goes_with_the_right_and_does_not_come_back_with_another(world, as_user, nurse, note):
    client = as_user(world.gestionnaire)
    membre = Habilitation.objects.current().get(utilisateur=nurse)
    client.post(
        reverse("rubriques:membre_edit", args=[world.rubrique.slug, membre.pk]), {"retirer": "oui"}
    )
    right = {"role": "lecteur", "expire_le": str(next_31_august())}
    client.post(members(world.rubrique), right | {"utilisateur": nurse.pk})
    assert SECRET in page_of(as_user, nurse, world.article)  # her own
    make_suivi(world.article, make_user(), texte="<p>Autre</p>", portee="sante_social")
    assert "Autre" not in page_of(as_user, nurse, world.article)


def test_every_member_sees_who_reads_them(world, as_user, nurse):
    page = as_user(world.lecteur).get(world.rubrique.get_absolute_url()).text
    assert page.count("Lit les notes santé-social") == 1
    line = page.split(str(nurse))[1].split("</li>")[0]
    assert "Lit les notes santé-social" in line


def test_who_is_bound_to_secrecy_is_proposed_and_nothing_is_ticked_by_itself(world, as_user):
    near = make_rubrique(world.espace)
    doctor = make_member(near, Role.LECTEUR, fonction=Fonction.MEDECIN)
    counsellor = make_member(near, Role.LECTEUR, fonction=Fonction.PSYEN)
    client = as_user(world.gestionnaire)
    page = client.get(members(world.rubrique)).text
    proposed = 'data-propose="sante_social"'
    assert f'value="{doctor.pk}" {proposed}' in page
    assert f'value="{counsellor.pk}">' in page
    right = {"role": "lecteur", "expire_le": str(next_31_august())}
    client.post(members(world.rubrique), right | {"utilisateur": doctor.pk})
    here = Habilitation.objects.current().filter(rubrique=world.rubrique)
    assert not here.get(utilisateur=doctor).sante_social
    assert "proposé par sa fonction" in client.get(members(world.rubrique)).text
    make_member(world.rubrique, Role.LECTEUR, user=doctor, sante_social=True)
    assert "proposé par sa fonction" not in client.get(members(world.rubrique)).text


def choices_in(page):
    return {str(value): label for value, label in page.context["form"].fields["portee"].choices}


def test_the_form_of_a_note_says_by_name_who_will_read_it(world, as_user, nurse, counsellor):
    other = make_member(world.rubrique, Role.LECTEUR, last_name="Mis-à-part", sante_social=True)
    url = world.article.get_absolute_url()
    aside = {"article": world.article, "utilisateur": other, "par": world.gestionnaire}
    assert other.nom_court in choices_in(as_user(nurse).get(url))["sante_social"]
    set_aside(aside=True, **aside)

    told = choices_in(as_user(nurse).get(url))
    assert told["sante_social"] == f"Santé et social\u00a0: {counsellor.nom_court} et vous"
    for member in [world.gestionnaire, world.redacteur, world.lecteur, counsellor]:
        assert member.nom_court in told["cellule"]
    assert other.nom_court not in told["cellule"] and nurse.nom_court not in told["cellule"]
    assert told["auteur"] == "Moi seul·e"
    assert f": {counsellor.nom_court} et vous" in as_user(nurse).get(url).text


def test_the_form_of_a_contribution_says_it_too(world, as_user, nurse, counsellor, seance):
    point = make_point(seance, world.article)
    url = reverse("agenda:contribution_create", args=[point.pk])
    told = choices_in(as_user(counsellor).get(url))
    assert told["sante_social"] == f"Santé et social\u00a0: {nurse.nom_court} et vous"
    change(as_user(world.gestionnaire), nurse)
    told = choices_in(as_user(counsellor).get(url))
    assert told["sante_social"] == "Santé et social\u00a0: vous seul·e pour l’instant"
