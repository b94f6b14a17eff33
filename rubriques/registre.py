"""The services of a rubrique: what each shows on its page, and what each tells the others.

An application that is a service has a `ServiceConfig`, and its code is a `Service` of
`rubriques/models.py`; CONTRIBUTING.md lists where else a new one is said. Whoever asks here what
the services show, or when a rubrique meets, imports none of them.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import AppConfig, apps
from django.http import HttpRequest

if TYPE_CHECKING:  # an AppConfig is read before there are models
    from rubriques.models import Rubrique


@dataclass(frozen=True)
class Panneau:
    """What a service shows on the page of a rubrique: a template, and what it needs."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Textes:
    """Sealed texts about situations: encrypted fields by what they are called on the screen, and
    rows of the key of the situation, that of the row, then a token for each field."""

    fields: dict[str, Any]
    rows: Iterable[Any]


class ServiceConfig(AppConfig):
    """An application that a rubrique switches on or off: `service` is its code there."""

    service: ClassVar[str]

    def make_panneau(self, request: HttpRequest, rubrique: Rubrique) -> Panneau:
        """What the service shows on the page of a rubrique, which came through the gate."""
        raise NotImplementedError

    def meeting_days(self, rubrique: Rubrique) -> list[datetime.date]:
        """The days on which the rubrique meets, in order, in Paris; a cancelled one is none."""
        return []

    def meetings_about(self, article: Any, user: Any) -> list[Any]:
        """The meetings that were, or will be, about a situation, the last one first; each has
        `jour`, `get_absolute_url()`, `is_close`."""
        return []

    def textes_about(self, articles: list[uuid.UUID], user: Any) -> list[Textes]:
        """The texts that the service holds about situations, as far as `user` may read: they are
        searched."""
        return []


def configs() -> list[ServiceConfig]:
    return [config for config in apps.get_app_configs() if isinstance(config, ServiceConfig)]


def services_of(rubrique: Rubrique) -> Iterator[ServiceConfig]:
    """The services that are on in a rubrique, in the order of its settings."""
    known = {config.service: config for config in configs()}
    return (known[service] for service in rubrique.services if service in known)


def panneaux_of(request: HttpRequest, rubrique: Rubrique) -> list[Panneau]:
    """Return what the services that are on show to whoever asks; it came through the gate."""
    return [service.make_panneau(request, rubrique) for service in services_of(rubrique)]


def meeting_days(rubrique: Rubrique) -> list[datetime.date]:
    """Return the days on which a rubrique meets, in order; none without an agenda."""
    return [day for service in services_of(rubrique) for day in service.meeting_days(rubrique)]


def meetings_about(article: Any, user: Any) -> list[Any]:
    """Return the meetings about a situation that `user` may see, the last one first."""
    services = services_of(article.rubrique)
    return [seance for service in services for seance in service.meetings_about(article, user)]


def textes_about(articles: list[uuid.UUID], user: Any) -> list[Textes]:
    """Return the texts about situations, whatever their rubrique, that `user` may read."""
    return [textes for config in configs() for textes in config.textes_about(articles, user)]
