"""Each profile gets the answer of the matrix, and no address is without its row."""

import datetime
import re
import uuid
from operator import attrgetter

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from agenda.models import Invitation
from agenda.seance.cloture import close_seance
from agenda.seance.services import open_seance
from avis.calendriers import renew_calendrier
from blog.models import Retouche, VueEnregistree
from rubriques.models import Conge, Depositaire, Habilitation
from rubriques.permissions import Role, set_role
from tests.acces.matrice import MATRIX, METHODS, NO_METHOD, PROFILES
from tests.outils.factories import (
    make_contribution,
    make_decision,
    make_member,
    make_point,
    make_rubrique,
    make_seances,
    make_user,
)


@pytest.fixture
def site(world):
    """The world, with what the addresses of the matrix need."""
    world.membre = world.rubrique.habilitations.get(utilisateur=world.lecteur)
    world.year, world.month, world.app = 2027, 3, "rubriques"
    Depositaire.objects.create(
        rubrique=world.rubrique, utilisateur=world.redacteur, nomme_par=world.gestionnaire
    )
    world.retouche = Retouche.objects.create(rubrique=world.rubrique, par=world.gestionnaire)
    world.vue = VueEnregistree.objects.create(
        rubrique=world.rubrique, auteur=world.gestionnaire, nom="Vue", partagee=True
    )
    world.tenue = make_seances(world.rubrique, world.gestionnaire)[0]
    world.point = make_point(world.tenue, world.article)
    world.contribution = make_contribution(world.point, world.lecteur)
    world.decision = make_decision(world.point, world.gestionnaire)
    open_seance(seance=world.tenue, par=world.gestionnaire)
    guest = {"utilisateur": make_user("invite"), "par": world.gestionnaire}
    world.invitation = Invitation.objects.create(point=world.point, **guest)
    world.finie = make_seances(world.rubrique, world.gestionnaire)[0]
    open_seance(seance=world.finie, par=world.gestionnaire)
    close_seance(seance=world.finie, par=world.gestionnaire)
    world.conge = Conge.objects.first()
    world.jeton = renew_calendrier(utilisateur=world.lecteur, par=world.lecteur)
    world.forged_uid, world.forged_key = "0" * 32, "abc-def"
    return world


def user_of(profile, world):
    """The account of a profile, with rights given (and taken) as the application does."""
    if profile in ("lecteur", "redacteur", "gestionnaire"):
        return getattr(world, profile)
    user = make_user(is_superuser=profile == "technicien", is_staff=profile == "technicien")
    if profile == "ancien":
        set_role(rubrique=world.rubrique, utilisateur=user, role=Role.GESTIONNAIRE, par=None)
        set_role(rubrique=world.rubrique, utilisateur=user, role=None, par=None)
    if profile == "expire":
        make_member(world.rubrique, Role.GESTIONNAIRE, user=user)
        yesterday = timezone.localdate() - datetime.timedelta(days=1)
        Habilitation.objects.filter(utilisateur=user).update(expire_le=yesterday)
    if profile == "autre":
        make_member(make_rubrique(world.espace), Role.LECTEUR, user=user)
    return user


@pytest.mark.parametrize("name", MATRIX)
def test_each_profile_gets_the_answer_of_the_matrix(client, site, name):
    arguments, cells = MATRIX[name]
    path = reverse(name, args=[attrgetter(argument)(site) for argument in arguments])
    users = {profile: user_of(profile, site) for profile in PROFILES if profile != "anonyme"}
    wrong = [
        f"{method.upper()} by {profile}: {found} instead of {expected[profile]}"
        for method in METHODS
        for expected in [cells.get(method, NO_METHOD)]
        for profile in PROFILES
        if (found := answer(client, method, path, users.get(profile))) != expected[profile]
    ]
    assert not wrong, f"{name}: {wrong}"


def answer(client, method, path, user):
    """The status that the user, None for nobody, is answered; what it changed is undone."""
    with transaction.atomic():
        client.logout()
        if user:
            client.force_login(user)
        body = {"vide": "oui"} if method == "post" else None  # a form sent without its fields
        status = getattr(client, method)(path, body).status_code
        transaction.set_rollback(True)
    return status


def named_addresses(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}" if pattern.name else str(pattern.pattern)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_addresses(pattern.url_patterns, inner)


def test_every_address_of_the_site_has_its_row():
    found = set(named_addresses(get_resolver().url_patterns))
    unnamed = {name for name in found if "<" in name}
    assert found - unnamed == set(MATRIX)
    assert len(unnamed) == 2  # the old address of a change page, and the rest of the admin


@pytest.mark.parametrize(
    "path",
    ["nimporte/", "comptes/utilisateur/1/", "auth/group/", "schedule/event/"],
)
def test_the_rest_of_the_administration_is_a_page_that_does_not_exist(client, site, path):
    for profile in ["lecteur", "gestionnaire", "technicien"]:
        client.force_login(user_of(profile, site))
        answer = client.get(f"/administration/{path}", follow=True)
        back = profile == "technicien" and path == "comptes/utilisateur/1/"  # no such account
        assert answer.status_code == (200 if back else 404), profile
        assert not back or answer.redirect_chain[-1][0] == reverse("admin:index")
        assert "Cellule secrète" not in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/schedule/", "/api/occurrences", "/accounts/signup/", "/media/"]
)
def test_addresses_that_libraries_bring_are_not_there(as_user, world, path):
    assert as_user(world.gestionnaire).get(path).status_code == 404


def bare(response):
    """The page without what differs at each request: the token of forms, the nonce."""
    text = response.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", text)


ABSENT = uuid.UUID(int=7)
CLOSED_OR_ABSENT = {
    "rubriques:rubrique_detail": ("rubrique.slug", "f" * 24),
    "rubriques:membre_list": ("rubrique.slug", "f" * 24),
    "rubriques:espace_detail": ("espace.slug", "f" * 24),
    "blog:article_list": ("rubrique.slug", "f" * 24),
    "blog:reprise": ("rubrique.slug", "f" * 24),
    "blog:article_detail": ("article.pk", ABSENT),
    "blog:article_edit": ("article.pk", ABSENT),
    "blog:ecart_list": ("article.pk", ABSENT),
    "blog:suivi_history": ("suivi.pk", ABSENT),
    "blog:action_edit": ("action.pk", ABSENT),
    "agenda:month_current": ("rubrique.slug", "f" * 24),
    "agenda:seance_detail": ("seance.pk", ABSENT),
    "agenda:list": ("rubrique.slug", "f" * 24),
    "agenda:annee_create": ("rubrique.slug", "f" * 24),
    "agenda:suite_edit": ("seance.pk", ABSENT),
}


@pytest.mark.parametrize("name", CLOSED_OR_ABSENT)
def test_what_is_closed_looks_like_what_does_not_exist(as_user, world, name):
    argument, absent = CLOSED_OR_ABSENT[name]
    client = as_user(world.exclu)
    closed = client.get(reverse(name, args=[attrgetter(argument)(world)]))
    missing = client.get(reverse(name, args=[absent]))
    nonsense = client.get("/nulle/part/")
    assert closed.status_code == missing.status_code == 404
    assert bare(closed) == bare(missing) == bare(nonsense)
    assert "Cellule secrète" not in closed.content.decode()
