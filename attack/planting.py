"""Hides a word of its own in each sealed text of an installation, and says who may read it; opens
the accounts that attack: python -m attack.planting

Who may read is told here again, from the rules as the team says them, without the code that
decides it: an attack that asked that code would agree with its faults.
"""

import datetime
import json
import random
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.db import models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from agenda.models import Decision, Point  # noqa: E402
from agenda.seance.services import open_seance  # noqa: E402
from blog.models import (  # noqa: E402
    Article,
    Correspondance,
    Ecart,
    VersionSuivi,
    VueEnregistree,
)
from blog.models.correspondance import name_parts  # noqa: E402
from cellule.demonstration.scenario import PASSWORD  # noqa: E402
from coffre.fields import EncryptedTextField  # noqa: E402
from comptes.models import Utilisateur  # noqa: E402
from rubriques.models import Brouillon, Habilitation, Rubrique  # noqa: E402
from rubriques.permissions import Role, set_role  # noqa: E402
from texte.riche import RichTextField  # noqa: E402

LETTERS = "bcdfghjklm"
Marks = dict[str, dict[str, Any]]


def open_accounts() -> None:
    """An earlier gestionnaire, one past their last day, a rédactrice who opens no key table."""
    cpe = Utilisateur.objects.get(username="cpe")
    rubrique = Rubrique.objects.get(habilitations__utilisateur=cpe)
    for username in ("ancienne", "expiree", "redactrice"):
        user = Utilisateur.objects.create_user(
            username, f"{username}@exemple.invalid", PASSWORD, first_name="X", last_name=username
        )
        role = Role.REDACTEUR if username == "redactrice" else Role.GESTIONNAIRE
        set_role(rubrique=rubrique, utilisateur=user, role=role, par=None)
        if username == "ancienne":
            set_role(rubrique=rubrique, utilisateur=user, role=None, par=None)
        if username == "expiree":
            yesterday = timezone.localdate() - datetime.timedelta(days=1)
            Habilitation.objects.filter(utilisateur=user).update(expire_le=yesterday)


def open_meeting() -> None:
    """A séance that is going on, with what is said and decided so far."""
    point = Point.objects.filter(contributions__isnull=False, suivi=None)[0]
    chef = point.rubrique.espace.chefs.get()
    open_seance(seance=point.seance, par=chef)
    Point.objects.filter(pk=point.pk).update(atteint_le=timezone.now())
    point.refresh_from_db()
    point.releve = "<p>Entretien tenu.</p>"
    point.save()
    Decision.objects.create(point=point, libelle="Prévenir", responsable=chef, par=chef)


def hide_marks() -> Marks:
    chance, marks = random.Random(7), {}
    for model in apps.get_models():
        for field in model._meta.fields:
            if isinstance(field, EncryptedTextField):
                for row in model._default_manager.all():
                    if text := getattr(row, field.name):
                        mark = "qz" + "".join(chance.choices(LETTERS, k=12)) + "qz"
                        setattr(row, field.name, with_mark(text, mark, field))
                        row.save(update_fields=[field.name])
                        reach = getattr(row, "portee", "")
                        what = f"{model._meta.label_lower}.{field.name} {reach}".strip()
                        marks[mark] = {"what": what, "readers": readers(row, field.name)}
    return marks


def with_mark(text: str, mark: str, field: models.Field) -> str:
    if field.name == "champs":  # of a draft: the fields of its form
        fields = json.loads(text)
        return json.dumps(fields | {"texte": [f"{fields['texte'][0]} {mark}"]})
    return f"{text}<p>{mark}</p>" if isinstance(field, RichTextField) else f"{text} {mark}"


def readers(row: Any, name: str) -> list[str]:
    """The accounts that may read a text: members, narrowed by what it is."""
    if isinstance(row, Brouillon):
        return [row.auteur.username]
    row = row.suivi if isinstance(row, VersionSuivi) else row
    is_over = isinstance(row, Point) and row.suivi_id  # the suivi is read in its place
    if is_over or (name == "texte" and getattr(row, "retire_le", None)):
        return []
    article = article_of(row)
    rubrique = row if isinstance(row, Rubrique) else (article or row).rubrique
    aside = set(Ecart.objects.filter(article=article).values_list("utilisateur", flat=True))
    return sorted(
        member.utilisateur.username
        for member in Habilitation.objects.filter(rubrique=rubrique, terminee_le=None)
        if member.expire_le >= timezone.localdate() and member.utilisateur_id not in aside
        if is_within_reach(row, member)
    )


def article_of(row: Any) -> Article | None:
    if isinstance(row, Article):
        return row
    return getattr(row, "article", None) or getattr(getattr(row, "point", None), "article", None)


def is_within_reach(row: Any, member: Habilitation) -> bool:
    """Whether a member of the rubrique, not set aside, reads this text."""
    if isinstance(row, Correspondance):
        return member.rubrique.depositaires.filter(utilisateur=member.utilisateur).exists()
    if isinstance(row, VueEnregistree):
        return row.partagee or row.auteur_id == member.utilisateur_id
    portee = getattr(row, "portee", "cellule")
    is_author = getattr(row, "auteur_id", None) == member.utilisateur_id
    return is_author or portee == "cellule" or (portee == "sante_social" and member.sante_social)


def main() -> None:
    with transaction.atomic():
        open_accounts()
        open_meeting()
        names = [
            part for line in Correspondance.objects.all() for part in name_parts(line.identite)
        ]
        tables = [str(line.article_id) for line in Correspondance.objects.all()]
        print(json.dumps({"names": names, "tables": tables, "marks": hide_marks()}))


if __name__ == "__main__":
    main()
