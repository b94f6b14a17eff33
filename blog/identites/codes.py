"""Pseudonyms: a word of nature and a number, drawn at random: nothing links to the pupil."""

import re
import secrets
import unicodedata

WORDS = """
Acacia Agate Ajonc Albatros Alisier Alouette Amandier Amarante Ambre Anémone Ardoise Argile
Aubépine Aulne Avocette Azalée Basalte Bergeronnette Bleuet Bouleau Bourrache Bouvreuil Brise
Bruyère Buse Calcaire Camélia Campanule Capucine Cascade Cèdre Cerisier Charme Châtaignier
Chêne Chevêche Cigogne Circaète Clairière Clématite Colibri Colline Colombe Comète Coquelicot
Corail Cormoran Cornaline Coudrier Courlis Crocus Cyclamen Cygne Cyprès Dahlia Dune Écume
Églantier Embrun Épicéa Érable Étourneau Eucalyptus Falaise Faucon Fauvette Figuier Flamant
Fougère Frêne Fuchsia Fulmar Galet Genêt Genévrier Gentiane Géranium Glaïeul Glycine Goéland
Granit Grès Grèbe Griotte Grive Guêpier Héron Hêtre Hibiscus Hirondelle Houx Huppe Iris
Jacinthe Jasmin Jonquille Lagon Lagune Lavande Liane Lichen Lierre Lilas Linotte Loriot Lotus
Magnolia Marbre Marée Marguerite Martinet Mélèze Merisier Mésange Mica Milan Mimosa Mistral
Mouette Mousse Muguet Mûrier Myosotis Narcisse Nénuphar Noisetier Nuage Obsidienne Olivier Onyx
Opale Oranger Orchidée Ormeau Outarde Palmier Papyrus Passereau Pensée Perle Pervenche Peuplier
Pinson Pissenlit Platane Pluvier Pommier Primevère Prunier Quartz Rivage Rivière Rocher Romarin
Roseau Rouvre Ruisseau Sable Safran Sapin Sarcelle Saule Sauge Schiste Sittelle Sorbier Source
Spatule Sterne Sureau Tadorne Tamaris Thuya Thym Tilleul Topaze Torrent Tourmaline Tournesol
Tourterelle Tulipe Vague Vallée Vanneau Verdier Verveine Violette Zéphyr Zinnia
""".split()
CODE = re.compile(rf"\b(?:{'|'.join(WORDS)})[-‐‑–][1-9][0-9]\b", re.IGNORECASE)


def draw_code(taken: set[str]) -> str:
    """Return a code such as « Érable-27 » that is not in `taken`.

    The random source is the system's; nothing about the situation goes into it.
    """
    while True:
        code = f"{secrets.choice(WORDS)}-{secrets.randbelow(90) + 10}"
        if code not in taken:
            return code


def names_code(text: str) -> bool:
    """Whether a text holds what has the form of a code, whichever hyphen was typed."""
    return CODE.search(unicodedata.normalize("NFC", text)) is not None
