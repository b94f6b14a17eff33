"""The pages of the administration and what their forms send."""

import re

from django.urls import reverse

from rubriques.models import Conge

LINK = re.compile(r"https?://testserver(/comptes/mot-de-passe/choisir/[\w-]+/)")
INDEX = "/administration/"


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


def create_account(admin, **values):
    url = reverse("admin:comptes_utilisateur_add")
    return admin.post(url, account(**values), follow=True)
