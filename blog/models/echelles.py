"""Where a situation stands in its life, and how closely it is watched."""

from django.db import models


class Vigilance(models.TextChoices):
    SURVEILLER = "surveiller", "À surveiller"
    SUIVRE = "suivre", "À suivre"
    PRIORITAIRE = "prioritaire", "Prioritaire"
    URGENT = "urgent", "Urgent"


class Statut(models.TextChoices):
    SIGNALEE = "signalee", "Signalée"
    ANALYSE = "analyse", "En cours d’analyse"
    SUIVIE = "suivie", "Suivie"
    VEILLE = "veille", "En veille"
    RELAYEE = "relayee", "Relayée"
    CLOSE = "close", "Close"
    ROUVERTE = "rouverte", "Rouverte"
