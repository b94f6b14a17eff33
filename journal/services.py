"""Write the journal: who did what, on which object, when. Never with which words."""

import re
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import connection, models

from journal.models import Trace

Acte = Trace.Acte

# Whoever acts: an account, or somebody who did not sign in.
Acteur = AbstractUser | AnonymousUser | None

Detail = str | int | Sequence[str | int]
Details = Mapping[str, Detail]

WRITES = {Acte.CREATION, Acte.MODIFICATION, Acte.DROIT, Acte.MOT_DE_PASSE, Acte.LIEN}

# A detail is a stored value or a list of field names: short, no space, no sentence.
DETAIL = re.compile(r"[\w.:+-]{0,40}")


def record(
    acteur: Acteur, acte: Acte, objet: models.Model | None = None, **details: Detail
) -> Trace:
    """Add one line to the journal and return it.

    `objet` is a model instance (its type, primary key and `rubrique` are noted) or None.
    `details` are short codes or lists of them. Raises ValueError on anything that could be a
    sentence, RuntimeError when a write is recorded outside the transaction that makes it.
    Source of the rule: CNIL, délibération 2021-122 (who, what, when; minimal data).
    """
    if acte in WRITES and not is_in_transaction():
        raise RuntimeError("A write and its trace belong to one transaction.")
    return Trace.objects.create(
        acteur_id=acteur.pk if acteur else None,
        acte=acte,
        objet_type=objet._meta.label_lower if objet else "",
        objet_id=str(objet.pk) if objet else "",
        rubrique_id=place_of(objet),
        details={name: checked(value) for name, value in details.items()},
    )


def record_all(acteur: AbstractUser, acte: Acte, objets: Sequence[models.Model]) -> None:
    """Add one line for each object, as `record` does, in one query for all of them."""
    if acte in WRITES and not is_in_transaction():
        raise RuntimeError("A write and its trace belong to one transaction.")
    Trace.objects.bulk_create(
        Trace(
            acteur_id=acteur.pk,
            acte=acte,
            objet_type=objet._meta.label_lower,
            objet_id=str(objet.pk),
            rubrique_id=place_of(objet),
        )
        for objet in objets
    )


def is_in_transaction() -> bool:
    """Whether somebody opened a transaction: that in which a test runs is nobody's."""
    blocks = connection.atomic_blocks
    return bool(blocks) and not getattr(blocks[-1], "_from_testcase", False)


def record_refusal(
    acteur: AbstractUser | AnonymousUser,
    model: type[models.Model],
    identifier: object,
    *,
    status: int,
) -> Trace:
    """Note that somebody asked for an object that is absent or closed to them.

    Both cases leave the same line, so that neither the answer nor its time tells which it was.
    """
    return Trace.objects.create(
        acteur_id=acteur.pk,
        acte=Acte.REFUS,
        objet_type=model._meta.label_lower,
        objet_id=str(identifier)[:40],
        details={"statut": status},
    )


def place_of(objet: models.Model | None) -> UUID | None:
    """Return the key of the rubrique that an object belongs to, if it belongs to one."""
    rubrique = getattr(objet, "rubrique", None)
    return rubrique.pk if rubrique else None


def last_writer(objet: models.Model) -> AbstractUser | None:
    """Return who last changed an object, as the journal tells; None when it does not know."""
    lines = Trace.objects.filter(objet_id=str(objet.pk), acte=Acte.MODIFICATION)
    last = lines.select_related("acteur").first()
    return last.acteur if last else None


def checked(value: Detail) -> Detail:
    """Return `value` if it is a code or a list of codes; raise ValueError otherwise."""
    values = value if isinstance(value, list | tuple) else [value]
    if not all(isinstance(v, int) or DETAIL.fullmatch(str(v)) for v in values):
        raise ValueError("A trace holds codes, never a sentence.")
    if isinstance(value, list | tuple):
        return list(value)
    return value if isinstance(value, int) else str(value)
