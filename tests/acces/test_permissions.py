"""The gate by itself: what opens, what never does, and that every list agrees with it."""

import datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from guardian.shortcuts import assign_perm

from agenda.models import Seance
from blog.models import Article, Suivi
from journal.models import Trace
from rubriques.models import Habilitation, Rubrique, RubriqueUserObjectPermission
from rubriques.permissions import (
    ROLE_DROITS,
    Droit,
    Role,
    allowed_espaces,
    allowed_rubriques,
    can,
    droits_on,
    get_allowed,
    next_31_august,
    set_role,
)
from tests.outils.factories import make_member, make_rubrique, make_user


@pytest.mark.parametrize("role", Role.values)
def test_a_role_is_exactly_its_actions(world, role):
    user = make_member(world.rubrique, role)
    assert droits_on(user, world.rubrique) == ROLE_DROITS[role]
    for droit in Droit:
        listed = world.rubrique in allowed_rubriques(user, droit)
        assert listed == can(user, droit, world.article) == (droit in ROLE_DROITS[role])


def opens_nothing(user, world):
    pages = [world.rubrique, world.article, world.seance]
    assert not any(can(user, droit, page) for droit in Droit for page in pages)
    assert not any(allowed_rubriques(user, droit).exists() for droit in Droit)
    for model in [Article, Suivi, Seance]:
        assert not model.objects.visible_to(user).exists()
    for source, pk in [(Rubrique, world.rubrique.pk), (Article, world.article.pk)]:
        with pytest.raises(Http404):
            get_allowed(source, user, Droit.READ, pk=pk)
    assert not allowed_espaces(user).exists()
    return True


def test_a_reader_is_let_in_where_the_others_below_are_not(world):
    with pytest.raises(pytest.fail.Exception):  # the positive control of `opens_nothing`
        try:
            opens_nothing(world.lecteur, world)
        except AssertionError:
            pytest.fail("seen")
    assert get_allowed(Article, world.lecteur, Droit.READ, pk=world.article.pk) == world.article


def test_a_superuser_opens_nothing(world):
    user = make_member(world.rubrique, Role.GESTIONNAIRE)
    assert can(user, Droit.MANAGE, world.article)
    user.is_superuser = user.is_staff = True
    user.save()
    world.espace.chefs.add(user)
    assert opens_nothing(user, world)


def test_an_inactive_account_opens_nothing_even_with_its_rights(world):
    user = make_member(world.rubrique, Role.GESTIONNAIRE, is_active=False)
    assert opens_nothing(user, world)


def test_a_right_past_its_last_day_opens_nothing_without_any_nightly_job(world):
    today = timezone.localdate()
    user = make_member(world.rubrique, Role.GESTIONNAIRE, expire_le=today)
    assert can(user, Droit.MANAGE, world.rubrique)
    Habilitation.objects.filter(utilisateur=user).update(
        expire_le=today - datetime.timedelta(days=1)
    )
    assert opens_nothing(user, world)


def test_a_model_wide_grant_opens_nothing(world):
    user = make_user()
    names = [droit.value for droit in Droit]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    assert user.has_perm("rubriques.read_rubrique")
    assert opens_nothing(user, world)


def test_a_group_grant_opens_nothing(world):
    user, group = make_user(), Group.objects.create(name="personnels")
    user.groups.add(group)
    for droit in Droit:
        assign_perm(droit.value, group, world.rubrique)
    assert opens_nothing(user, world)


def test_a_grant_without_habilitation_opens_nothing(world):
    user = make_user()
    for droit in Droit:
        assign_perm(droit.value, user, world.rubrique)
    assert opens_nothing(user, world)


def test_an_habilitation_without_its_grant_opens_nothing(world):
    user = make_member(world.rubrique, Role.GESTIONNAIRE)
    RubriqueUserObjectPermission.objects.filter(user=user).delete()
    assert opens_nothing(user, world)


def test_a_stronger_grant_than_the_role_adds_nothing(world):
    assign_perm(Droit.MANAGE.value, world.lecteur, world.rubrique)
    assert droits_on(world.lecteur, world.rubrique) == {Droit.READ}


def test_an_archived_rubrique_is_read_and_managed_but_no_longer_written(world, as_user):
    client = as_user(world.gestionnaire)
    address = reverse("rubriques:rubrique_archive", args=[world.rubrique.slug])
    client.post(address, {"archiver": "oui"})
    world.rubrique.refresh_from_db()
    assert droits_on(world.gestionnaire, world.rubrique) == {Droit.READ, Droit.MANAGE}
    assert client.get(reverse("blog:article_edit", args=[world.article.pk])).status_code == 403
    assert client.get(world.article.get_absolute_url()).status_code == 200
    client.post(address, {"archiver": "non"})
    assert client.get(reverse("blog:article_edit", args=[world.article.pk])).status_code == 200


@pytest.mark.parametrize(
    ("service", "name", "argument"),
    [
        ("blog", "blog:article_list", "rubrique.slug"),
        ("blog", "blog:article_detail", "article.pk"),
        ("blog", "blog:article_edit", "article.pk"),
        ("agenda", "agenda:month_current", "rubrique.slug"),
        ("agenda", "agenda:seance_detail", "seance.pk"),
        ("agenda", "agenda:seance_edit", "seance.pk"),
    ],
)
def test_a_service_that_is_off_is_404_for_everybody_and_comes_back_whole(
    world, as_user, service, name, argument
):
    holder, _, attribute = argument.partition(".")
    path = reverse(name, args=[getattr(getattr(world, holder), attribute)])
    client = as_user(world.gestionnaire)
    before = client.get(path)
    Rubrique.objects.filter(pk=world.rubrique.pk).update(**{f"{service}_actif": False})
    assert client.get(path).status_code == 404
    home = client.get("/").content.decode()
    hidden = world.article.code if service == "blog" else "Prochaines réunions"
    assert hidden not in home
    Rubrique.objects.filter(pk=world.rubrique.pk).update(**{f"{service}_actif": True})
    assert before.status_code == client.get(path).status_code == 200


def test_what_is_withdrawn_is_closed_at_the_next_request_of_an_open_session(world, as_user):
    client = as_user(world.redacteur)
    address = reverse("blog:suivi_create", args=[world.article.pk])
    assert client.get(world.article.get_absolute_url()).status_code == 200

    set_role(rubrique=world.rubrique, utilisateur=world.redacteur, role="lecteur", par=None)
    assert client.post(address, {"texte": "<p>Trop tard</p>"}).status_code == 403
    set_role(rubrique=world.rubrique, utilisateur=world.redacteur, role=None, par=None)
    assert client.get(world.article.get_absolute_url()).status_code == 404
    assert client.post(address, {"texte": "<p>Trop tard</p>"}).status_code == 404
    assert not Suivi.objects.filter(auteur=world.redacteur).exists()


def test_a_deactivated_account_is_out_at_its_next_request(world, as_user):
    client = as_user(world.lecteur)
    assert client.get("/").status_code == 200
    world.lecteur.is_active = False
    world.lecteur.save()
    assert client.get(world.article.get_absolute_url()).status_code == 302


def test_a_refusal_is_traced_whether_the_object_exists_or_not(world, as_user):
    client = as_user(world.exclu)
    client.get(world.article.get_absolute_url())
    client.get("/articles/00000000-0000-0000-0000-000000000007/")
    as_user(world.lecteur).get(reverse("blog:article_edit", args=[world.article.pk]))

    traces = Trace.objects.filter(acte="refus").order_by("pk")
    assert [(t.acteur, t.objet_type, t.details["statut"]) for t in traces] == [
        (world.exclu, "blog.article", 404),
        (world.exclu, "blog.article", 404),
        (world.lecteur, "blog.article", 403),
    ]


def test_get_allowed_tells_not_found_from_read_only(world):
    with pytest.raises(PermissionDenied):
        get_allowed(Article, world.lecteur, Droit.WRITE, pk=world.article.pk)
    with pytest.raises(Http404):
        get_allowed(Article, world.exclu, Droit.WRITE, pk=world.article.pk)


def test_two_rubriques_of_one_reader_are_kept_apart(world):
    other = make_rubrique()
    make_member(other, Role.LECTEUR, user=world.lecteur)
    assert set(allowed_rubriques(world.lecteur, Droit.READ)) == {world.rubrique, other}
    assert list(Article.objects.visible_to(world.lecteur)) == [world.article]


@pytest.mark.parametrize(
    ("today", "last_day"),
    [("2026-11-23", "2027-08-31"), ("2027-08-31", "2027-08-31"), ("2027-09-01", "2028-08-31")],
)
def test_a_right_lasts_until_the_next_31_august(today, last_day):
    today, last_day = map(datetime.date.fromisoformat, (today, last_day))
    assert next_31_august(today) == last_day


def test_a_change_of_role_keeps_the_history_and_the_grants_follow(world):
    set_role(
        rubrique=world.rubrique,
        utilisateur=world.lecteur,
        role="redacteur",
        par=world.gestionnaire,
    )
    rows = Habilitation.objects.filter(utilisateur=world.lecteur).order_by("depuis_le")
    grants = RubriqueUserObjectPermission.objects.filter(user=world.lecteur)
    assert [(r.role, bool(r.terminee_le)) for r in rows] == [
        ("lecteur", True),
        ("redacteur", False),
    ]
    assert {g.permission.codename for g in grants} == {"read_rubrique", "write_rubrique"}
    trace = Trace.objects.filter(acte="droit").latest("pk")
    assert trace.acteur == world.gestionnaire
    assert trace.details["membre"] == str(world.lecteur.pk)
    assert trace.details["role"] == "redacteur"


def test_a_habilitation_that_was_ended_opens_nothing_though_a_grant_is_left(world):
    user = make_member(world.rubrique, Role.GESTIONNAIRE)
    assert can(user, Droit.MANAGE, world.rubrique)
    Habilitation.objects.filter(utilisateur=user).update(terminee_le=timezone.now())
    assert opens_nothing(user, world)
