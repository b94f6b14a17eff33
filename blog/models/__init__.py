"""What is stored of situations, of their table and of what was taken over."""

from blog.models.action import Action
from blog.models.article import Article, Lecture
from blog.models.correspondance import Correspondance, Ouverture
from blog.models.nature import Nature
from blog.models.relecture import Mention, Relecture
from blog.models.reprise import PlanColonnes, Reprise
from blog.models.suivi import Suivi, VersionSuivi
from blog.models.tableau import ChoixColonnes, Retouche, VueEnregistree
from blog.models.vie import ChangementStatut, Ecart

__all__ = [
    "Action",
    "Article",
    "ChangementStatut",
    "ChoixColonnes",
    "Correspondance",
    "Ecart",
    "Lecture",
    "Mention",
    "Nature",
    "Ouverture",
    "PlanColonnes",
    "Relecture",
    "Reprise",
    "Retouche",
    "Suivi",
    "VersionSuivi",
    "VueEnregistree",
]
