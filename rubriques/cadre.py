"""The frame of a page of a rubrique: its name, its tabs, what may be done there."""

from rubriques.permissions import Action


def frame(request, rubrique, tab="page"):
    """What the tabs of a rubrique need; it came through the gate, which says what is granted."""
    return {
        "rubrique": rubrique,
        "tab": tab,
        "can_write": Action.WRITE in rubrique.granted,
        "can_manage": Action.MANAGE in rubrique.granted,
    }
