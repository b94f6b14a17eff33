"""What meetings hold about situations, for who searches it.

Only until a séance is closed: then a relevé and a contribution are suivis, a decision is an
action, which are searched as what they became (no longer when they were withdrawn).
"""

import uuid

from agenda.models import Contribution, Decision, Point
from comptes.models import Utilisateur
from rubriques.registre import Textes


def textes_about(articles: list[uuid.UUID], user: Utilisateur) -> list[Textes]:
    """Return the relevés, decisions and contributions that `user` may read."""
    points = Point.objects.visible_to(user).filter(article__in=articles, suivi=None)
    decisions = Decision.objects.visible_to(user).filter(point__article__in=articles, action=None)
    brought = Contribution.objects.visible_to(user).filter(point__article__in=articles, suivi=None)
    return [
        Textes(
            {"Relevé du jour": Point._meta.get_field("releve")},
            points.values_list("article", "pk", "releve"),
        ),
        Textes(
            {"Décision": Decision._meta.get_field("libelle")},
            decisions.values_list("point__article", "pk", "libelle"),
        ),
        Textes(
            {"Contribution": Contribution._meta.get_field("texte")},
            brought.values_list("point__article", "pk", "texte"),
        ),
    ]
