"""A member sends what no page sends: other identifiers, and texts that are meant to run.

The attacker: anybody who writes, against whoever reads them, or against the server. Lost: what a
reader may do, done in their name; the pages of everybody.
"""

import re
import uuid
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote

from attack.pages import addresses_of, page
from attack.report import Report
from attack.scene import Scene
from tests.browser.hostile.corpus import FAMILIES, PLAIN, REFUSED
from tests.browser.hostile.parts import RUN, SCRIPT
from tests.browser.member import Reply
from tests.outils.parcours import KEY, forms_of, kind_of, one_of_each, pages_from

PIECES = [family[0] for name, family in FAMILIES.items() if name != "size"]
BIDI = "\u202egnol\u202c \u2066<b>\u2069"
# The first one is saved; of the next ones, what is merged with it.
TEXTS = [BIDI + "".join(PLAIN), "".join(PIECES[:8]), "".join(PIECES[8:]), REFUSED[1], "9" * 40]
FORGED = ["0" * 32, str(uuid.UUID(int=7)), "%00", quote("é\u202e"), "..%2f", "a" * 3000, "-1"]
LAST = re.compile("archiver|annuler|clore|valider|reglages|membres|natures|retirer|correspondance")
EACH = 2  # addresses of a kind whose keys are forged
VERBS = ("javascript:", "vbscript:", "data:")


class Guard(HTMLParser):
    """What would run in a page, though no page of ours holds it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.runs += [f"<{tag} {name}>" for name in given if name.startswith("on")]
        for name in ("href", "src", "action", "formaction", "xlink:href"):
            if given.get(name, "").strip().lower().startswith(VERBS):
                self.runs.append(f"<{tag} {name}={given[name][:30]}>")
        if tag in ("iframe", "object", "embed", "base") or (
            tag == "script" and "src" not in given
        ):
            if tag != "script" or "nonce" not in given:
                self.runs.append(f"<{tag}>")


def attack(scene: Scene, report: Report) -> None:
    addresses = addresses_of(scene, "proviseure")
    forge_keys(scene, report, addresses)
    keys = list(dict.fromkeys(KEY.findall(" ".join(addresses))))[:40:10]
    member = scene.member("proviseure")
    forms = forms_of(pages_from(partial(page, member), "/"))
    forms.sort(key=lambda form: bool(LAST.search(form[1])))
    for method, action, fields in forms:
        if not action.startswith("/comptes/mot-de-passe"):
            for name in one_of_each(fields):
                for value in [*TEXTS, *keys]:
                    sent = fields | {name: value, "identites": "garder"}
                    ask = member.submit if method == "post" else member.search
                    judge(report, f"{kind_of(action)} {name}", ask(action, sent))
    shown = sum(read(scene, report, username) for username in ("proviseure", "infirmiere", "cpe"))
    report.expect(shown, "no page shows a hostile text: this attack proves nothing of it")
    report.note(f"{len(forms)} forms, {shown} pages that show hostile texts")


def read(scene: Scene, report: Report, username: str) -> int:
    """Whoever walks through the pages runs nothing; how many of them show a hostile text."""
    shown = 0
    for address, text in pages_from(partial(page, scene.member(username)), "/", EACH):
        runs = Guard(text).runs
        report.expect(not runs, f"{kind_of(address)}: runs {runs[:2]}")
        shown += RUN in text
    return shown


def judge(report: Report, told: str, reply: Reply) -> None:
    report.expect(reply.status < 500, f"{told}: {reply.status}")
    if RUN in reply.text:
        report.expect(SCRIPT not in reply.text, f"{told}: a script comes back as it was sent")
        runs = Guard(reply.text).runs
        report.expect(not runs, f"{told}: the answer would run {runs[:2]}")


def forge_keys(scene: Scene, report: Report, addresses: list[str]) -> None:
    """Each kind of address, with keys that are nobody's, or another table's."""
    member, asked = scene.member("proviseure"), set()
    others = [found[-1] for a in addresses if (found := KEY.findall(a))][:60:6]
    for address in addresses:
        if KEY.search(address) and kind_of(address) not in asked:
            asked.add(kind_of(address))
            for key in [*FORGED, *others]:
                before, after = KEY.split(address, maxsplit=1)
                forged = f"{before}{key}{after}"
                for method in ("GET", "POST"):
                    reply = member.send(method, forged)
                    told = f"{method} {kind_of(address)} with {key[:20]}"
                    report.expect(reply.status < 500, f"{told}: {reply.status}")
