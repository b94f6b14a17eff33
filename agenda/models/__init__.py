"""What is stored of meetings: their order of business, what is said there, what is announced."""

from agenda.models.annonce import Annonce
from agenda.models.point import Contribution, Decision, Invitation, Point
from agenda.models.seance import Agenda, Presence, Seance

__all__ = [
    "Agenda",
    "Annonce",
    "Contribution",
    "Decision",
    "Invitation",
    "Point",
    "Presence",
    "Seance",
]
