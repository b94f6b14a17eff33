"""Names that a key table would tell."""

from texte.simple import fold


def is_name(word):
    return fold(word) in {"lucas", "anne-sophie", "durand", "goff", "le", "ines", "sa", "petit"}
