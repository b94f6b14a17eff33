"""What the gate asks of a model: that it belongs to a rubrique, and says who reads which row."""

from typing import Any, Protocol, TypeVar, runtime_checkable

from django.contrib.auth.models import AnonymousUser
from django.db import models

from comptes.models import Utilisateur
from rubriques.models import Rubrique

Qui = Utilisateur | AnonymousUser  # whoever asks
M = TypeVar("M", bound=models.Model)


@runtime_checkable
class Protege(Protocol):
    """Whatever is protected belongs to a rubrique, on which rights are held."""

    @property
    def rubrique(self) -> Rubrique: ...


@runtime_checkable
class Narrower(Protocol):
    """A queryset of what is narrower than its rubrique: it says itself who reads which row."""

    def visible_to(self, user: Utilisateur) -> models.QuerySet[Any]: ...


@runtime_checkable
class OpenForAWhile(Protocol):
    """A manager of what somebody sees for a while without a right on its rubrique."""

    def open_to(self, user: Utilisateur) -> models.QuerySet[Any]: ...


def rubrique_of(obj: object) -> Rubrique:
    """The rubrique that an object belongs to; TypeError for what belongs to none."""
    if not isinstance(obj, Protege):
        raise TypeError(f"A {type(obj).__name__} belongs to no rubrique.")
    return obj.rubrique


def visible_rows(queryset: models.QuerySet[M], user: Utilisateur) -> models.QuerySet[M]:
    """What the model itself lets `user` read; TypeError for a model that says nothing of it."""
    if not isinstance(queryset, Narrower):
        raise TypeError(f"{queryset.model.__name__} does not say who reads which row.")
    rows: models.QuerySet[M] = queryset.visible_to(user)
    return rows


def open_rows(source: type[M], user: Utilisateur) -> models.QuerySet[M]:
    """What is open to `user` for a while; TypeError for a model that says nothing of it."""
    manager = source._default_manager
    if not isinstance(manager, OpenForAWhile):
        raise TypeError(f"{source.__name__} does not say to whom which row is open.")
    return manager.open_to(user)
