"""The pages of an installation: where they are, and what they say to everybody alike."""

import re
from collections import Counter
from functools import partial

from attack.scene import Scene
from tests.browser.member import Visitor
from tests.outils.parcours import KEY, kind_of, pages_from

MEMBERS = ["proviseure", "principal", "cpe", "redactrice", "infirmiere", "conseillere"]
MEMBERS += ["assistante"]
TARGET = re.compile(r'(?:href|action)="(/[^"?#]*)')
NOT_ASKED = ("/static/", "/comptes/deconnexion/")
EACH, MOST = 3, 40  # of a kind: pages walked through, addresses kept
CHANGING = re.compile(
    r"(?:csrfmiddlewaretoken\" value|nonce|name=\"envoi\" value)=\"[^\"]*\""
    r"|[0-9A-F]{4}-[0-9A-F]{4}|(?<=\d\d:)\d\d"
)


def page(visitor: Visitor, address: str) -> str | None:
    reply = visitor.send("GET", address)
    return reply.text if reply.is_page else None


def addresses_of(scene: Scene, *members: str) -> list[str]:
    """What stands on the pages of those who may read, a number of each kind."""
    found: dict[str, None] = {}
    for username in members:
        for address, text in pages_from(partial(page, scene.member(username)), "/", EACH):
            found |= dict.fromkeys([address, *TARGET.findall(text)])
    number: Counter[str] = Counter()
    kept = []
    for address in found:
        number[kind_of(address)] += 1
        if number[kind_of(address)] <= MOST and not address.startswith(NOT_ASKED):
            kept.append(address)
    return kept


def bare(text: str, words: str) -> str:
    """A page without what changes at each request, nor what was sent."""
    words_sent = sorted(set(words.split()), key=len, reverse=True)
    text = KEY.sub("#", CHANGING.sub("", text))
    return re.sub("|".join(map(re.escape, words_sent)), "*", text)
