"""The digests by which a reprise recognises what it read before, without keeping its words."""

from coffre.keys import IDENTITIES, digests
from texte.simple import fold


def empreintes_of(*parts) -> list[str]:
    """The digests of a value in its place, under each key in use; the last is the current."""
    return digests("|".join(["reprise", *map(str, parts)]), IDENTITIES)


def empreinte_of(*parts) -> str:
    return empreintes_of(*parts)[-1]


def empreintes_of_titre(titre: str) -> list[str]:
    """The digests by which a heading is recognised, under each key; the last is the current."""
    return digests(f"reprise|titre|{fold(' '.join(titre.split()))}", IDENTITIES)
