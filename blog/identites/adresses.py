"""Postal addresses: « 12 bis, rue des Lilas 75011 Paris », in the plain form of a text."""

import re
from collections.abc import Iterator

from blog.identites.forme import Passage, Sorte
from blog.identites.motifs import MOIS
from blog.identites.prenoms import PRENOMS
from blog.identites.vocabulaire import ACRONYMES, CIVILITES, MATIERES, MOTS

PART = r"(?:(?i:de|du|des|la|le|les|aux?) |[dDlL]')"
CAPITAL = r"(?:[A-Z][a-z]?\.(?= ?[A-Z])|[A-Z][\w'\-]*)"
DAY = rf"\d{{1,2}}(?:er)? (?i:{MOIS})(?: (?:19|20)\d\d)?"  # rue du 8 mai 1945
SPACE = r"(?: |(?<=\.))"
# The name of such a way may be written without a capital.
VOIE_SURE = (
    r"(?i:rue|r\.|avenue|ave?\.?|boulevard|boul\.?|bl?v?d\.?|impasse|imp\.?|allees?|all\."
    r"|chemin|chem\.|ch\.)"
)
# Those words mean other things too (« 3 places », « 2 cours de soutien »): a capital must follow.
VOIE_POSSIBLE = (
    r"(?i:place|pl\.?|cours|passage|pass\.|route|rte\.?|quai|residence|res\.|cite|lotissement"
    r"|lot\.|hameau|villa|esplanade|square|sq\.|sentier|sente|promenade|faubourg|fg\.?|fbg\.?"
    r"|venelle|ruelle|voie|montee|cote|traverse|mail|parvis|domaine|clos|parc|cour|galerie|porte"
    r"|pont|port|corniche|rond-point|chaussee|carrefour|lieu-dit|zac|levee|rampe|terrasse"
    r"|vieux chemin|ancienne route|grand(?:e |e-|'| |-)?rue)"
)
CODE_POSTAL = r"(?:0[1-9]|[1-8]\d|9[0-5]|9[78])\d{3}(?!\d)"
CODE_POSTAL_EN_DEUX = r"(?:0[1-9]|[1-8]\d|9[0-5]|9[78]) ?\d{3}(?!\d)"
VILLE = rf"{CAPITAL}(?:[ \-](?:{PART}|(?i:sur|sous|en|et) ){{0,2}}{CAPITAL}){{0,3}}"
CEDEX = r"(?: (?i:cedex)(?: \d\d?)?)?"
LOGEMENT = (
    r"(?:,? ?(?i:bat(?:iment)?|app?t?|appartement|esc(?:alier)?|hall|porte|etage|entree|bp|cs)"
    r"\b\.? ?(?:n. ?)?[A-Z\d]{1,5}\b){0,4}"
)
ADRESSE = re.compile(
    r"(?<!\d)(?<!\d[/.,\-])\d{1,4}(?: ?[/\-] ?\d{1,4})?(?:,? ?(?i:bis|ter|quater|[a-h])\b)?,? ?"
    rf"(?:{VOIE_SURE}{SPACE}(?P<part>(?:{PART}){{0,3}})(?P<mot>{DAY}|[^\W\d_][\w'\-]*)"
    rf"|{VOIE_POSSIBLE}{SPACE}(?P<part2>(?:{PART}){{0,3}})(?P<mot2>{DAY}|{CAPITAL}))"
    rf"(?:{SPACE}(?:{PART}){{0,2}}(?:{CAPITAL}|{DAY})){{0,5}}"
    rf"(?:(?: [\w'\-]++){{0,4}}(?=,? ?-? ?{CODE_POSTAL}))?{LOGEMENT}"
    rf"(?:,? ?-? ?{CODE_POSTAL_EN_DEUX},? ?-? ?(?:{VILLE}|[^\W\d_][\w'\-]*){CEDEX})?"
)
COMMUNE = re.compile(
    rf"(?<![\w.,/+])(?:F-?)?{CODE_POSTAL}(?: ?[,\-] ?| )(?P<ville>{VILLE}){CEDEX}"
)
NEXT_WORD = re.compile(r" [^\W\d_][\w'\-]*")
NO_VILLE = MOTS | ACRONYMES | {"euros", "habitants", "personnes"}


def find_adresses(simple: str) -> Iterator[Passage]:
    for match in ADRESSE.finditer(simple):
        part, mot = match["part"] or match["part2"], match["mot"] or match["mot2"]
        word = mot.casefold()
        if word in CIVILITES | MATIERES | ACRONYMES or (not part and word in MOTS):
            continue
        end = match.end()
        if end == match.end("mot") and word in PRENOMS:  # « 12 rue victor hugo »
            following = NEXT_WORD.match(simple, end)
            end = following.end() if following else end
        yield Passage(match.start(), end, Sorte.ADRESSE_POSTALE)
    for match in COMMUNE.finditer(simple):
        if re.split(r"\W", match["ville"])[0].casefold() not in NO_VILLE:
            yield Passage(*match.span(), Sorte.ADRESSE_POSTALE)
