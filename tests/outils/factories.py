"""One factory per model: what a test does not say is plausible and its own."""

import datetime
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from agenda.models import Contribution, Decision, Point
from agenda.reunions.services import create_seances
from blog.models import Action, Article, Nature, Suivi
from blog.situation.services import create_article
from comptes.models import Utilisateur
from rubriques.models import Espace, Rubrique
from rubriques.permissions import set_role

numbers = count(1)
CANARY = "zorglubique"  # a word that nothing else contains
PASSWORD = "une phrase de passe assez longue"


@cache
def hashed_password():
    return make_password(PASSWORD)


def make_user(username=None, **values):
    """An account, whose password is PASSWORD (hashed once for all, which keeps tests quick)."""
    username = username or f"membre{next(numbers)}"
    values = {"first_name": "Camille", "last_name": username.capitalize()} | values
    email = values.pop("email", f"{username}@exemple.invalid")
    return Utilisateur.objects.create(
        username=username, email=email, password=hashed_password(), **values
    )


def make_espace(*chefs, **values):
    n = next(numbers)
    values = {"nom": f"Lycée numéro {n}", "code_uai": f"{n:07}X", "zone": "B"} | values
    espace = Espace.objects.create(**values)
    espace.chefs.set(chefs)
    return espace


def make_rubrique(espace=None, **values):
    values = {"titre": f"Cellule {next(numbers)}"} | values
    return Rubrique.objects.create(espace=espace or make_espace(), **values)


def is_bound_to_secrecy(user):
    """Those whom a gestionnaire lets read the notes of santé-social, if a test says nothing."""
    return user.is_of_sante_social or user.fonction == Utilisateur.Fonction.PSYEN


def make_member(rubrique, role, **values):
    """An account with a role, given as the application gives it."""
    expire_le, asked = values.pop("expire_le", None), values.pop("sante_social", None)
    user = values.pop("user", None) or make_user(**values)
    bound = is_bound_to_secrecy(user) if asked is None else asked
    set_role(
        rubrique=rubrique,
        utilisateur=user,
        role=role,
        sante_social=bound,
        par=None,
        expire_le=expire_le,
    )
    return user


def make_article(rubrique, par=None, natures=None, **values):
    values = {"niveau": "2de", "signale_par": "cpe", "constats": "Absences le lundi."} | values
    article = create_article(
        article=Article(**{k: v for k, v in values.items() if k != "code"}),
        rubrique=rubrique,
        par=par or make_user(),
        natures=natures or list(Nature.objects.of(rubrique)[:1]),
    )
    if "code" in values:
        article.code = values["code"]
        article.save()
    return article


def make_suivi(article, auteur=None, **values):
    values = {"texte": "<p>Entretien tenu.</p>"} | values
    return Suivi.objects.create(article=article, auteur=auteur or make_user(), **values)


def make_action(article, responsable=None, **values):
    responsable = responsable or make_user()
    values = {"libelle": "Recevoir la famille", "cree_par": responsable} | values
    return Action.objects.create(article=article, responsable=responsable, **values)


def make_seances(rubrique, par=None, **values):
    values = {
        "jour": datetime.date(2027, 3, 15),
        "debut": datetime.time(13, 30),
        "fin": datetime.time(14, 30),
        "lieu": "Salle 112",
    } | values
    return create_seances(rubrique=rubrique, par=par or make_user(), **values)


def make_point(seance, article, **values):
    rang = seance.points.count() + 1
    return Point.objects.create(seance=seance, article=article, **{"rang": rang} | values)


def make_decision(point, responsable=None, **values):
    responsable = responsable or make_user()
    values = {"libelle": "Appeler la famille", "par": responsable} | values
    return Decision.objects.create(point=point, responsable=responsable, **values)


def make_contribution(point, auteur=None, **values):
    values = {"texte": "<p>Vu hier au CIO.</p>"} | values
    return Contribution.objects.create(point=point, auteur=auteur or make_user(), **values)
