"""The gate. Whatever leaves the server starts here; only this module asks django-guardian.

A right is a row of django-guardian *and* a current habilitation whose role includes it.
A superuser, an inactive account, a group and a model-wide grant open nothing.
"""

import datetime
import uuid
from collections.abc import Callable
from types import EllipsisType
from typing import NoReturn, cast

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from guardian.shortcuts import get_perms_for_model

from comptes.models import Utilisateur
from journal.models import Trace
from journal.services import Acte, record, record_refusal
from rubriques.droits import (
    NO_DROITS,
    NOTHING,
    ROLE_DROITS,
    Droits,
    droits_of,
    forget_droits,
    record_right,
)
from rubriques.droits import (
    Role as Role,
)
from rubriques.droits import (
    may_hold_rights as may_hold_rights,
)
from rubriques.models import Droit as Droit
from rubriques.models import (
    Espace,
    Habilitation,
    Rubrique,
    RubriqueUserObjectPermission,
    Service,
)
from rubriques.protege import M, Qui, open_rows, rubrique_of, visible_rows
from sql.prepared import prepared
from temps.annee_scolaire import last_day, school_year


def droits_held(user: Qui) -> Droits:
    """Everything that `user` holds; nothing for who can hold no right."""
    return droits_of(user) if may_hold_rights(user) else NO_DROITS


def allowed_keys(user: Qui, droit: Droit, service: Service | None = None) -> list[uuid.UUID]:
    """The one rule: the keys of the rubriques where `user` holds `droit` (and where `service`
    is on). An archived rubrique is read and managed, no longer written."""
    return droits_held(user).rubriques(droit, service)


def allowed_rubriques(
    user: Qui, droit: Droit, service: Service | None = None
) -> QuerySet[Rubrique]:
    """The same rule, as rubriques."""
    return Rubrique.objects.filter(pk__in=allowed_keys(user, droit, service))


@prepared
def rubriques_of(
    user: Utilisateur, droit: Droit, service: Service | None = None
) -> QuerySet[Rubrique]:
    """Those of `allowed_rubriques`, in order, each with its espace."""
    return allowed_rubriques(user, droit, service).select_related("espace").defer("texte")


def role_in(user: Qui, rubrique: Rubrique) -> Role:
    """The role that `user` holds in a rubrique that they may read; KeyError in another."""
    return Role(droits_held(user).par_rubrique[rubrique.pk].role)


def can(user: Qui, droit: Droit, obj: models.Model) -> bool:
    """The same rule for one object: rights are held on the rubrique that `obj` belongs to."""
    return droit in droits_on(user, obj)


def droits_on(user: Qui, obj: models.Model) -> frozenset[Droit]:
    """Every right that `user` holds on the rubrique of `obj`."""
    return droits_held(user).on(rubrique_of(obj).pk, getattr(obj, "service", None))


def get_allowed(
    source: type[M] | Callable[[], QuerySet[M]],
    user: Qui,
    droit: Droit,
    *,
    service: Service | None = None,
    **lookup: object,
) -> M:
    """Load one object of `source` (a model, or what gives a queryset: a `partial` of one of its
    methods) that `user` may reach with `droit`.

    Its rubrique then has `granted`, all that `user` may do there, and hours are those of its
    establishment. Raises Http404 to whoever may not read it or when it does not exist,
    PermissionDenied to whoever may only read, each noted in the journal before.
    """
    obj: M | None = None
    if may_hold_rights(user):
        obj = next(iter(reached(source, user, service, **lookup)), None)
    if obj is None:
        record_refusal(user, queryset_of(source).model, *lookup.values(), status=404)
        raise Http404
    rubrique = rubrique_of(obj)
    rubrique.granted = granted = droits_on(user, obj)
    timezone.activate(rubrique.espace.fuseau)
    if droit not in granted:
        record_refusal(user, type(obj), obj.pk, status=403)
        raise PermissionDenied
    return obj


@prepared
def reached(
    source: type[M] | Callable[[], QuerySet[M]],
    user: Utilisateur,
    service: Service | None,
    **lookup: object,
) -> QuerySet[M]:
    rows = readable(queryset_of(source), user, service).filter(**lookup)
    return with_rubrique(rows)[:1]


def queryset_of(source: type[M] | Callable[[], QuerySet[M]]) -> QuerySet[M]:
    if isinstance(source, type):
        rows: QuerySet[M] = cast(type[M], source)._default_manager.all()
        return rows
    return source()


def get_invited(source: type[M], user: Qui, **lookup: object) -> M:
    """Load what `user` was invited to see for a while without any right on its rubrique.

    `source` is a model whose `open_to(user)` says what is open to them now. Raises Http404, the
    same as for what does not exist, to anybody else and as soon as it is over.
    """
    obj = None
    if may_hold_rights(user):
        obj = with_rubrique(open_rows(source, user)).filter(**lookup).first()
    if obj is None:
        record_refusal(user, source, *lookup.values(), status=404)
        raise Http404
    timezone.activate(rubrique_of(obj).espace.fuseau)
    return obj


def readable(queryset: QuerySet[M], user: Qui, service: Service | None) -> QuerySet[M]:
    """What `user` may read of `queryset`; a model narrower than its rubrique says it itself."""
    if not may_hold_rights(user):
        return queryset.none()
    if queryset.model is Rubrique:
        allowed = allowed_keys(user, Droit.READ, service)
        return queryset.filter(pk__in=allowed).select_related("espace")
    return visible_rows(queryset, user)


def with_rubrique(rows: QuerySet[M]) -> QuerySet[M]:
    """Load the rubrique of each row, and its espace, with it."""
    place = getattr(rows.model, "to_rubrique", None)
    return rows.select_related(f"{place}__espace") if place else rows


def refuse(user: Qui, obj: models.Model) -> NoReturn:
    """Refuse an act to who may read `obj` and write around it: note it, raise PermissionDenied."""
    record_refusal(user, type(obj), obj.pk, status=403)
    raise PermissionDenied


def open_to_read(user: Qui, obj: models.Model) -> Trace:
    """Note in the journal that `user` reads `obj`; return the trace, whose reference is shown.

    No trace, no reading: when the line cannot be written, the page is refused.
    """
    return record(user, Acte.LECTURE, obj)


def key_tables(user: Qui) -> list[uuid.UUID]:
    """The keys of the rubriques whose key table `user` may open: named by a gestionnaire, and a
    reader."""
    return droits_held(user).key_tables()


def notes_of_sante_social(user: Qui) -> list[uuid.UUID]:
    """The keys of the rubriques whose notes of santé-social `user` reads: granted with the
    habilitation by a gestionnaire; a function opens nothing."""
    return droits_held(user).sante_social()


# Members


class StaleRight(Exception):
    """The right of this person changed since the screen that asks for the change was shown."""


def next_31_august(today: datetime.date | None = None) -> datetime.date:
    """The default last day of a right: the school year's end (staff move in September)."""
    return last_day(school_year(today or timezone.localdate()))


@transaction.atomic
def set_role(
    *,
    rubrique: Rubrique,
    utilisateur: Utilisateur,
    role: str | None,
    par: Utilisateur | None,
    expire_le: datetime.date | None = None,
    sante_social: bool = False,
    seen: Habilitation | None | EllipsisType = ...,
) -> Habilitation | None:
    """Give `utilisateur` a role until `expire_le` (by default the next 31 August), or none.

    `sante_social`: whether they read the notes of santé-social too. The earlier habilitation is
    ended, not changed; guardian's rows follow in the same transaction. Returns the new
    habilitation, None for a withdrawal. Raises StaleRight when `seen`, the habilitation in force
    that the screen showed (None: no one), is not it any more, and ValueError for a technical
    administrator.
    """
    Rubrique.objects.select_for_update().get(pk=rubrique.pk)
    held = Habilitation.objects.filter(rubrique=rubrique, utilisateur=utilisateur)
    before = held.current().first()
    if seen is not ... and before != seen:
        raise StaleRight
    if role and utilisateur.is_superuser:
        raise ValueError("A technical administrator holds no right.")
    held.filter(terminee_le=None).update(terminee_le=timezone.now(), terminee_par=par)
    if before is None or not role:
        rubrique.depositaires.filter(utilisateur=utilisateur).delete()
    grant(rubrique, utilisateur, ROLE_DROITS[Role(role)] if role else NOTHING)
    after = Habilitation(
        rubrique=rubrique,
        utilisateur=utilisateur,
        role=role or "",
        sante_social=sante_social and bool(role),
        accordee_par=par,
        expire_le=expire_le or next_31_august(),
    )
    record_right(after, before)
    if not role:
        return None
    after.save()
    return after


def grant(rubrique: Rubrique, utilisateur: Utilisateur, droits: frozenset[Droit]) -> None:
    """Let django-guardian hold exactly `droits`: three queries, not twenty."""
    forget_droits()
    held = RubriqueUserObjectPermission.objects.filter(content_object=rubrique, user=utilisateur)
    held.exclude(permission__codename__in=droits).delete()
    missing = get_perms_for_model(Rubrique).filter(codename__in=droits)
    RubriqueUserObjectPermission.objects.bulk_create(
        RubriqueUserObjectPermission(content_object=rubrique, user=utilisateur, permission=droit)
        for droit in missing.exclude(pk__in=held.values("permission"))
    )


def current_members(rubrique: Rubrique | uuid.UUID) -> QuerySet[Habilitation]:
    """The habilitations in force in `rubrique`, of accounts that are active."""
    current = Habilitation.objects.current().filter(rubrique=rubrique)
    return current.filter(utilisateur__is_active=True).select_related("utilisateur")


# Establishments


def allowed_espaces(user: Qui) -> QuerySet[Espace]:
    """Establishments that `user` directs or where they may read a rubrique."""
    if not may_hold_rights(user):
        return Espace.objects.none()
    readable_here = Rubrique.objects.filter(pk__in=allowed_keys(user, Droit.READ))
    here = Exists(readable_here.filter(espace=OuterRef("pk")))
    return Espace.objects.filter(Q(pk__in=user.espaces.all()) | here)


def is_chef(user: Qui, espace: Espace) -> bool:
    """Whether `user` heads the establishment, and so may open a rubrique in it."""
    return may_hold_rights(user) and espace.chefs.filter(pk=user.pk).exists()


def get_espace(user: Qui, slug: str, *, as_chef: bool = False) -> Espace:
    """Load an establishment: Http404 to a stranger, PermissionDenied to who does not head it."""
    espace = allowed_espaces(user).filter(slug=slug).first()
    if espace is None:
        record_refusal(user, Espace, slug, status=404)
        raise Http404
    if as_chef and not is_chef(user, espace):
        record_refusal(user, Espace, espace.pk, status=403)
        raise PermissionDenied
    timezone.activate(espace.fuseau)
    return espace
