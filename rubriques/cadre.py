"""The frame of a page of a rubrique: its name, its tabs, what may be done there."""

from typing import Any

from django.db import models
from django.http import HttpResponse
from django.shortcuts import render

from comptes.requete import Requete
from rubriques.models import Rubrique
from rubriques.permissions import Droit, open_to_read


def frame(request: Requete, rubrique: Rubrique, tab: str = "page") -> dict[str, Any]:
    """What the tabs of a rubrique need; it came through the gate, which says what is granted."""
    return {
        "rubrique": rubrique,
        "tab": tab,
        "can_write": Droit.WRITE in rubrique.granted,
        "can_manage": Droit.MANAGE in rubrique.granted,
    }


def framed(
    request: Requete,
    rubrique: Rubrique,
    template: str,
    tab: str,
    *,
    read: models.Model | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Return a page in the frame of a rubrique. `read` is the object whose words stand on it:
    that is traced before anything is shown, and the page tells the reference of the line."""
    if read is not None:
        context["trace"] = open_to_read(request.user, read)
    return render(request, template, frame(request, rubrique, tab) | context, status=status)
