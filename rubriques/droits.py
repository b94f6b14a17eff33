"""What a person holds, in every rubrique: one flat query, remembered for one request alone.

A right is a row of django-guardian *and* a habilitation in force whose role includes it.
Only the gate (`rubriques/permissions.py`) asks here. Outside a request nothing is remembered, and
whatever changes a right inside one says so: `forget_droits`.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeGuard
from zoneinfo import ZoneInfo

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone

from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.listes import JSONListe
from rubriques.models import (
    Depositaire,
    Droit,
    Habilitation,
    RubriqueUserObjectPermission,
    Service,
)
from rubriques.protege import Qui
from sql.given import Given, given
from sql.prepared import prepared
from temps.horloge import PARIS, fuseau_of, today_in_paris

Role = Habilitation.Role
ROLE_DROITS = {
    Role.LECTEUR: frozenset({Droit.READ}),
    Role.REDACTEUR: frozenset({Droit.READ, Droit.WRITE}),
    Role.GESTIONNAIRE: frozenset({Droit.READ, Droit.WRITE, Droit.MANAGE}),
}
NOTHING: frozenset[Droit] = frozenset()


@dataclass
class DroitsIci:
    """What somebody holds in one rubrique, with the services that are on there."""

    role: str
    services: frozenset[str]
    is_depositaire: bool
    is_sante_social: bool
    zone: str
    droits: frozenset[Droit] = NOTHING

    @property
    def shape(self) -> tuple[object, ...]:
        """Which queries it makes, wherever it is held."""
        flags = self.is_depositaire, self.is_sante_social
        return tuple(sorted(self.droits)), tuple(sorted(self.services)), *flags


@dataclass(frozen=True)
class Droits:
    """What somebody holds, by rubrique."""

    par_rubrique: dict[uuid.UUID, DroitsIci] = field(default_factory=dict)

    def on(self, rubrique_id: uuid.UUID, service: str | None = None) -> frozenset[Droit]:
        """Every right that is held in a rubrique; none where `service` is off."""
        ici = self.par_rubrique.get(rubrique_id)
        if ici is None or (service and service not in ici.services):
            return NOTHING
        return ici.droits

    def rubriques(self, droit: Droit, service: str | None = None) -> list[uuid.UUID]:
        """The keys of the rubriques where a right is held, and where `service` is on."""
        return [pk for pk in self.par_rubrique if droit in self.on(pk, service)]

    def key_tables(self) -> list[uuid.UUID]:
        """Of those that are read, the ones whose key table may be opened."""
        read = self.rubriques(Droit.READ, Service.BLOG)
        return [pk for pk in read if self.par_rubrique[pk].is_depositaire]

    def sante_social(self) -> list[uuid.UUID]:
        """Of those that are read, the ones whose notes of santé-social are read too."""
        read = self.rubriques(Droit.READ)
        return [pk for pk in read if self.par_rubrique[pk].is_sante_social]

    @property
    def fuseau(self) -> ZoneInfo:
        """What the clocks show where they are held; Paris, if those differ."""
        fuseaux = {fuseau_of(ici.zone) for ici in self.par_rubrique.values()}
        return fuseaux.pop() if len(fuseaux) == 1 else PARIS

    @cached_property
    def shape(self) -> tuple[object, ...]:
        """Which queries they make, whatever the rubriques."""
        return tuple(ici.shape for ici in self.par_rubrique.values())


NO_DROITS = Droits()
_remembered: ContextVar[dict[uuid.UUID, Droits] | None] = ContextVar("droits", default=None)


@contextmanager
def remembering_droits() -> Iterator[None]:
    """Read what each person holds once, as long as one request lasts; then the clock is that of
    Paris again."""
    token = _remembered.set({})
    try:
        with timezone.override(PARIS):
            yield
    finally:
        _remembered.reset(token)


def forget_droits() -> None:
    """A right, a rubrique or a service changed: what was remembered is read again."""
    if (remembered := _remembered.get()) is not None:
        remembered.clear()


def may_hold_rights(user: Qui) -> TypeGuard[Utilisateur]:
    """Whether an account can hold a right at all: never a technical administrator's."""
    return user.is_authenticated and user.is_active and not user.is_superuser


def droits_of(user: Utilisateur) -> Droits:
    """Return what `user` holds now; the gate has looked at whether they may hold anything."""
    remembered = _remembered.get()
    if remembered is not None and user.pk in remembered:
        return remembered[user.pk]
    account = next(iter(account_with_droits(user.pk)), None)
    return remember(user.pk, account.tenus if account else None)


def remember(key: uuid.UUID, rows: list[dict[str, Any]] | None) -> Droits:
    droits = droits_in(rows or [])
    if (remembered := _remembered.get()) is not None:
        remembered[key] = droits
    return droits


class DroitsBackend(AuthenticationBackend):
    """Whoever is signed in comes with what they hold, one query for both, and with their clock."""

    def get_user(self, user_id: uuid.UUID) -> Utilisateur | None:
        """The account of a session, if it is open; its rights are remembered."""
        user = next(iter(account_with_droits(user_id)), None)
        if user is None or not user.is_active:
            return None
        timezone.activate(remember(user.pk, user.tenus).fuseau)
        return user


@prepared
def account_with_droits(key: uuid.UUID) -> "QuerySet[Utilisateur]":
    account: QuerySet[Any] = Utilisateur.objects.filter(pk=key)
    return account.annotate(tenus=rows_held()).order_by()


def rows_held() -> Subquery:
    """What an account holds, as a list: an object for each right that django-guardian holds under
    a habilitation in force."""
    depositaire = Depositaire.objects.filter(
        rubrique=OuterRef("content_object"), utilisateur=OuterRef("user")
    )
    rubrique, habilitation = "content_object", "content_object__habilitations"
    rows = RubriqueUserObjectPermission.objects.filter(
        user=OuterRef("pk"),
        content_object__habilitations__utilisateur=OuterRef("pk"),
        content_object__habilitations__terminee_le=None,
        content_object__habilitations__expire_le__gte=today_in_paris(),
    )
    said = JSONObject(
        rubrique=rubrique,
        droit="permission__codename",
        role=f"{habilitation}__role",
        sante_social=f"{habilitation}__sante_social",
        archivee_le=f"{rubrique}__archivee_le",
        zone=f"{rubrique}__espace__zone",
        depositaire=Exists(depositaire),
        **{service.value: f"{rubrique}__{service}_actif" for service in Service},
    )
    return Subquery(rows.order_by().values("user").annotate(held=JSONListe(said)).values("held"))


def droits_in(rows: list[dict[str, Any]]) -> Droits:
    """Read `rows_held`. An archived rubrique is read and managed, no longer written."""
    droits: dict[uuid.UUID, DroitsIci] = {}
    for row in rows:
        services = frozenset(service.value for service in Service if row[service.value])
        key, codename, role = uuid.UUID(row["rubrique"]), row["droit"], Role(row["role"])
        flags = bool(row["depositaire"]), bool(row["sante_social"])
        ici = droits.setdefault(key, DroitsIci(role, services, *flags, row["zone"]))
        is_over = row["archivee_le"] is not None and codename == Droit.WRITE
        if codename in ROLE_DROITS[role] and not is_over:
            ici.droits |= {Droit(codename)}
    in_order = sorted(droits.items(), key=lambda item: (item[1].shape, item[0]))
    return Droits(dict(in_order))


@given.register
def _(user: Utilisateur) -> Given:
    """Two persons with the same rights, each in their rubriques, make the same query: with marks
    for the person and for the rubriques."""
    droits = droits_of(user) if may_hold_rights(user) else NO_DROITS
    # All that a query may ask of whoever asks, but their key and their rights.
    said = {name: getattr(user, name) for name in ("is_active", "is_superuser")}

    @contextmanager
    def stand_in(marks: list[uuid.UUID]) -> Iterator[Utilisateur]:
        key, *rubriques = marks
        held = Droits(dict(zip(rubriques, droits.par_rubrique.values(), strict=True)))
        token = _remembered.set((_remembered.get() or {}) | {key: held})
        try:
            yield Utilisateur(pk=key, **said)
        finally:
            _remembered.reset(token)

    shape = (*said.values(), *droits.shape)
    return Given(shape, (user.pk, *droits.par_rubrique), stand_in)


def record_right(after: Habilitation, before: Habilitation | None) -> None:
    """One line, in the transaction of the change: who, what they hold from now on, and what they
    held."""
    record(
        after.accordee_par,
        Acte.DROIT,
        after.rubrique,
        membre=str(after.utilisateur.pk),
        role=after.role,
        expire_le=str(after.expire_le) if after.role else "",
        sante_social=yes_or_no(after.sante_social),
        role_avant=before.role if before else "",
        sante_social_avant=yes_or_no(before is not None and before.sante_social),
    )


def yes_or_no(flag: bool) -> str:
    return "oui" if flag else "non"
