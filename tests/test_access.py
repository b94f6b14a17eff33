"""The access matrix of the whole site: every address × every profile × every method.

A document that the team can read and sign. An address without a row fails the last test.
"""

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
from tests.factories import (
    make_contribution,
    make_decision,
    make_member,
    make_point,
    make_rubrique,
    make_seances,
    make_user,
)

PROFILES = [
    "anonyme",
    "sans_droit",
    "ancien",  # withdrawn
    "expire",  # past the last day
    "autre",  # lecteur of another rubrique of the same establishment
    "technicien",  # technical administrator, superuser
    "lecteur",
    "redacteur",
    "gestionnaire",  # and head of the establishment
]


def row(anonyme, outside, lecteur, redacteur, gestionnaire):
    """The expected status of each profile; `outside` is everybody without a right in force."""
    statuses = [anonyme, *[outside] * 5, lecteur, redacteur, gestionnaire]
    return dict(zip(PROFILES, statuses, strict=True))


READ = row(302, 404, 200, 200, 200)
WRITE = row(302, 404, 403, 200, 200)
MANAGE = row(302, 404, 403, 403, 200)
READ_EMPTY = row(302, 404, 400, 400, 400)
READ_ACT = row(302, 404, 302, 302, 302)
WRITE_EMPTY = row(302, 404, 403, 400, 400)  # an empty form: shown again
MANAGE_EMPTY = row(302, 404, 403, 403, 400)
WRITE_ACT = row(302, 404, 403, 302, 302)
MANAGE_ACT = row(302, 404, 403, 403, 302)
NO_METHOD = row(302, 405, 405, 405, 405)
EVERYBODY = row(302, 200, 200, 200, 200)
PUBLIC = row(200, 200, 200, 200, 200)
PUBLIC_NO_METHOD = row(405, 405, 405, 405, 405)
AUTHOR = MANAGE  # the suivi of the world is the gestionnaire's own
AUTHOR_EMPTY = MANAGE_EMPTY
# The redacteur of the world may open the key table; the gestionnaire did not name himself.
ENTRUSTED = row(302, 404, 403, 200, 403)
ENTRUSTED_EMPTY = row(302, 404, 403, 400, 403)
ENTRUSTED_ACT = row(302, 404, 403, 302, 403)
IN_ESPACE = READ | {"autre": 200}  # a member of another rubrique of the establishment
CHEF = row(302, 404, 403, 403, 200) | {"autre": 403}
CHEF_EMPTY = CHEF | {"gestionnaire": 400}
CHEF_ACT = CHEF | {"gestionnaire": 302}
ADMIN = row(302, 404, 404, 404, 404) | {"technicien": 200}
ADMIN_ACT = ADMIN | {"technicien": 302}
TO_SIGN_IN = row(302, 302, 302, 302, 302)
ADMIN_REFUSED = ADMIN | {"technicien": 403}


def get_only(expected):
    return {"get": expected, "post": NO_METHOD}


# URL name: (its arguments, {method: expected}). A method that is not told is NO_METHOD.
MATRIX = {
    "home": ([], get_only(EVERYBODY)),
    "health": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "robots": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_login": (
        [],
        {
            "get": row(200, 302, 302, 302, 302),
            "post": row(200, 302, 302, 302, 302),
            "put": row(200, 302, 302, 302, 302),
            "delete": row(405, 302, 302, 302, 302),
        },
    ),
    "account_logout": (
        [],
        {"get": EVERYBODY, "post": row(302, 302, 302, 302, 302)}
        | dict.fromkeys(["put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_inactive": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "account_change_password": ([], {"get": EVERYBODY, "post": EVERYBODY, "put": EVERYBODY}),
    "account_reset_password_from_key": (
        ["forged_uid", "forged_key"],
        dict.fromkeys(["get", "post", "put", "delete"], PUBLIC),  # « Ce lien ne sert plus »
    ),
    "account_reset_password_from_key_done": (
        [],
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "rubriques:espace_detail": (["espace.slug"], get_only(IN_ESPACE)),
    "rubriques:rubrique_create": (["espace.slug"], {"get": CHEF, "post": CHEF_EMPTY}),
    "rubriques:rubrique_claim": (
        ["espace.slug", "rubrique.pk"],
        {"get": NO_METHOD, "post": CHEF_ACT},
    ),
    "rubriques:rubrique_detail": (["rubrique.slug"], get_only(READ)),
    "rubriques:rubrique_edit": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:rubrique_settings": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:rubrique_archive": (["rubrique.slug"], {"get": NO_METHOD, "post": MANAGE_ACT}),
    "rubriques:membre_list": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "rubriques:membre_edit": (
        ["rubrique.slug", "membre.pk"],
        {"get": NO_METHOD, "post": MANAGE_EMPTY},
    ),
    "blog:article_list": (["rubrique.slug"], {"get": READ, "post": READ}),  # post: a search
    "blog:retouche_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_ACT}),
    "blog:retouche_undo": (
        ["retouche.pk"],
        {"get": NO_METHOD, "post": row(302, 404, 404, 404, 302)},  # the gestionnaire's own
    ),
    "blog:colonnes_edit": (["rubrique.slug"], {"get": NO_METHOD, "post": READ_ACT}),
    "blog:vue_create": (["rubrique.slug"], {"get": READ, "post": READ_EMPTY}),
    "blog:vue_delete": (["vue.pk"], {"get": NO_METHOD, "post": MANAGE_ACT}),  # a shared one
    "blog:article_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:reprise": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:nature_list": (["rubrique.slug"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:synthese": (["rubrique.slug"], get_only(READ)),
    "blog:bilan": (["rubrique.slug"], get_only(READ)),
    "blog:correspondance_list": (
        ["rubrique.slug"],
        {"get": MANAGE | {"redacteur": 200}, "post": MANAGE_ACT},
    ),
    "blog:identite_detail": (["article.pk"], {"get": ENTRUSTED, "post": ENTRUSTED_EMPTY}),
    "blog:identite_close": (["article.pk"], {"get": NO_METHOD, "post": ENTRUSTED_ACT}),
    "blog:identite_edit": (["article.pk"], {"get": ENTRUSTED, "post": ENTRUSTED_EMPTY}),
    "blog:article_detail": (["article.pk"], get_only(READ)),
    "blog:article_live": (["article.pk"], get_only(READ)),
    "blog:article_edit": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:suivi_create": (["article.pk"], {"get": WRITE_ACT, "post": WRITE_EMPTY}),
    "blog:statut_edit": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:article_history": (["article.pk"], get_only(READ)),
    "blog:ecart_list": (["article.pk"], {"get": MANAGE, "post": MANAGE_EMPTY}),
    "blog:action_create": (["article.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:action_edit": (["action.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "blog:suivi_edit": (["suivi.pk"], {"get": AUTHOR, "post": AUTHOR_EMPTY}),
    "blog:suivi_withdraw": (["suivi.pk"], {"get": AUTHOR, "post": AUTHOR_EMPTY}),
    "blog:suivi_history": (["suivi.pk"], get_only(READ)),
    "agenda:month_current": (["rubrique.slug"], get_only(READ)),
    "agenda:month": (["rubrique.slug", "year", "month"], get_only(READ)),
    "agenda:week_current": (["rubrique.slug"], get_only(READ)),
    "agenda:week": (["rubrique.slug", "year", "month"], get_only(READ)),
    "agenda:list": (["rubrique.slug"], get_only(READ)),
    # The meetings of every rubrique that one may read: for who reads none, an empty page.
    "agenda:all_month_current": ([], get_only(EVERYBODY)),
    "agenda:all_month": (["year", "month"], get_only(EVERYBODY)),
    "agenda:all_week_current": ([], get_only(EVERYBODY)),
    "agenda:all_week": (["year", "month"], get_only(EVERYBODY)),
    "agenda:all_list": ([], get_only(EVERYBODY)),
    "agenda:annee_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_create": (["rubrique.slug"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_detail": (["seance.pk"], get_only(READ)),
    "agenda:seance_edit": (["seance.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:seance_cancel": (["seance.pk"], {"get": NO_METHOD, "post": WRITE_ACT}),
    "agenda:seance_prepare": (["seance.pk"], {"get": READ, "post": WRITE_EMPTY}),
    "agenda:seance_open": (["seance.pk"], {"get": NO_METHOD, "post": WRITE_ACT}),
    "agenda:seance_hold": (["tenue.pk"], {"get": WRITE_ACT, "post": NO_METHOD}),
    "agenda:seance_presences": (["tenue.pk"], {"get": WRITE, "post": WRITE_ACT}),
    "agenda:seance_follow": (["tenue.pk"], get_only(READ)),
    "agenda:seance_project": (["tenue.pk"], get_only(READ)),
    "agenda:seance_live": (["tenue.pk"], get_only(READ)),
    "agenda:seance_close": (["tenue.pk"], {"get": WRITE, "post": WRITE_ACT}),
    "agenda:releve_detail": (["finie.pk"], get_only(READ)),
    "agenda:releve_validate": (["finie.pk"], {"get": NO_METHOD, "post": MANAGE_ACT}),
    "agenda:point_edit": (["point.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "agenda:point_live": (["point.pk"], get_only(READ)),
    "agenda:invitation_create": (["point.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    # A guest's own, who holds no right: nobody of this matrix is one (tests/test_invites.py).
    "agenda:invitation_detail": (["invitation.pk"], get_only(row(302, 404, 404, 404, 404))),
    "agenda:invitation_live": (["invitation.pk"], get_only(row(302, 404, 404, 404, 404))),
    "agenda:contribution_create": (["point.pk"], {"get": READ, "post": READ_EMPTY}),
    "agenda:contribution_edit": (
        ["contribution.pk"],  # the lecteur of the world wrote it
        {"get": row(302, 404, 200, 403, 403), "post": row(302, 404, 400, 403, 403)},
    ),
    "agenda:suite_edit": (["seance.pk"], {"get": WRITE, "post": WRITE_EMPTY}),
    "avis:avis_edit": ([], {"get": EVERYBODY, "post": row(302, 400, 400, 400, 400)}),
    "avis:calendrier_renew": ([], {"get": NO_METHOD, "post": EVERYBODY}),
    "avis:calendrier_close": ([], {"get": NO_METHOD, "post": row(302, 302, 302, 302, 302)}),
    "avis:calendrier_detail": (
        ["jeton"],  # the lecteur's: who holds the address reads, signed in or not
        {"get": PUBLIC} | dict.fromkeys(["post", "put", "delete"], PUBLIC_NO_METHOD),
    ),
    "admin:index": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
    "admin:login": ([], dict.fromkeys(["get", "post", "put", "delete"], TO_SIGN_IN)),
    "admin:logout": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN_ACT)),
    "admin:jsi18n": (
        [],
        {"get": ADMIN} | dict.fromkeys(["post", "put", "delete"], ADMIN | {"technicien": 405}),
    ),
    "admin:app_list": (["app"], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
    "admin:comptes_utilisateur_lien": (
        ["exclu.pk"],
        dict.fromkeys(["get", "post", "put", "delete"], ADMIN_ACT),
    ),
}
for model, pk in {"rubriques_espace": "espace.pk", "comptes_utilisateur": "exclu.pk"}.items():
    MATRIX |= {
        f"admin:{model}_changelist": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_add": ([], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_change": ([pk], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_history": ([pk], dict.fromkeys(["get", "post", "put", "delete"], ADMIN)),
        f"admin:{model}_delete": (
            [pk],
            dict.fromkeys(["get", "post", "put", "delete"], ADMIN_REFUSED),
        ),
    }
for page in ["changelist", "add", "change", "history", "delete"]:
    pk = ["conge.pk"] if page in ("change", "history", "delete") else []
    cells = dict.fromkeys(["get", "post", "put", "delete"], ADMIN)
    MATRIX[f"admin:rubriques_conge_{page}"] = (pk, cells)
MATRIX["admin:rubriques_conge_delete"][1]["post"] = ADMIN_ACT  # a holiday may be deleted
METHODS = ["get", "post", "put", "delete"]


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
        assert answer.status_code in ({404, 200} if profile == "technicien" else {404})
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
