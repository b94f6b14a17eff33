"""The links of a synthesis: each number leads to the situations that it counts."""

from dataclasses import dataclass

from django.utils.http import urlencode

from blog.tableau.filtres import ALL
from rubriques.adresses import address


@dataclass(frozen=True)
class Liens:
    """The table of situations, as the addresses of its filter name it."""

    slug: str
    year: int | None = None

    def to_counted(self, *parametres: tuple[str, str]) -> str:
        """The address of those that a synthesis of the year counts under some parameters."""
        asked = {"statut": ALL} | ({"annee": self.year} if self.year else {})
        return self.to_open(**asked | dict(parametres))

    def to_open(self, **parametres) -> str:
        """The address of the open situations under some parameters."""
        return f"{address('blog:article_list', self.slug)}?{urlencode(parametres)}"
