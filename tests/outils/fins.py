"""How the right of the lecteur of the world ends."""

import datetime

from django.utils import timezone

from rubriques.models import Habilitation
from rubriques.permissions import set_role


def withdraw(world):
    set_role(rubrique=world.rubrique, utilisateur=world.lecteur, role=None, par=world.gestionnaire)


def expire(world):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Habilitation.objects.filter(utilisateur=world.lecteur).update(expire_le=yesterday)


def close_account(world):
    world.lecteur.is_active = False
    world.lecteur.save()


def make_administrator(world):
    world.lecteur.is_superuser = True
    world.lecteur.save()
