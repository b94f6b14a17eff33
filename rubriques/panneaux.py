"""What the services of a rubrique show on its page. Each service tells it here when it is ready;
the page itself knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from rubriques.models import Rubrique, Service


@dataclass(frozen=True)
class Panneau:
    """A template, and what it shows; beside the page, or first in it."""

    template: str
    context: dict
    is_aside: bool = False


_makers: dict[Service, Callable[[HttpRequest, Rubrique], Panneau]] = {}


def shown_by(service: Service, make: Callable[[HttpRequest, Rubrique], Panneau]) -> None:
    """Let `make` say what a service shows on the page of a rubrique where it is on."""
    _makers[service] = make


def panneaux_of(request: HttpRequest, rubrique: Rubrique) -> list[Panneau]:
    """Return what the services that are on show to whoever asks; it came through the gate."""
    return [
        _makers[service](request, rubrique) for service in rubrique.services if service in _makers
    ]
