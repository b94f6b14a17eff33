"""A rédactrice who does not open the key table asks the forms, word by word, who is in it.

The attacker: a member who writes, and has a list of the pupils of the school; then a dépositaire
who would rather not give a reason and a password each time. Lost: who a situation is about.
"""

import random
import re
from collections.abc import Iterator, Mapping
from functools import partial

from attack.pages import bare, page
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import Member, Reply
from tests.outils.parcours import forms_of, kind_of, one_of_each, pages_from

TOLD = re.compile(r"<mark>([^<]*)</mark>")
TEXTS, WORDS = 30, 300  # of the dépositaire; words a text
SETTLED = {302: 409}  # the second of two that would be saved finds the first
UNREADABLE = "pas une date"


def attack(scene: Scene, report: Report) -> None:
    names = scene.planted["names"]
    attacker = scene.member("redactrice")
    for address in ["/correspondance/", "/correspondance/relire/"]:
        status = attacker.get(f"{rubrique_of(scene)}{address[1:]}")[0]
        report.expect(status in (403, 405), f"GET {address} by a rédactrice: {status}")
    tried = 0
    for method, action, fields in forms_of(pages_from(partial(page, attacker), "/")):
        if method == "post" and not action.startswith("/comptes/"):
            for name in one_of_each(fields):
                tried += compare(scene, report, action, fields, name)
    report.note(f"{tried:,} words of a rédactrice")
    listed(scene, report, names)


def rubrique_of(scene: Scene) -> str:
    found = re.search(r"/rubriques/[0-9a-f]+/", scene.member("redactrice").get("/")[1])
    assert found, "the rédactrice sees no rubrique"
    return found[0]


def texts(names: list[str]) -> Iterator[tuple[str, str]]:
    """The same text twice, with names of the table and with words that are nobody's."""
    chance = random.Random(7)
    filling = [f"mot{n}" for n in range(WORDS)]
    for size in (1, 3, len(names)):
        words = [*chance.sample(names, size), *filling[: WORDS if size > 1 else 3]]
        chance.shuffle(words)
        changed = {name: name[:-1] + ("x" if name[-1] != "x" else "z") for name in names}
        yield " ".join(words), " ".join(changed.get(word, word) for word in words)


def compare(
    scene: Scene, report: Report, action: str, fields: dict[str, list[str]], field: str
) -> int:
    """Send two texts in a field; what differs is told. Dates are unreadable: nothing is saved."""
    member, tried = scene.member("redactrice"), 0
    others = {name: UNREADABLE if "date" in name else held for name, held in fields.items()}
    for real, invented in texts(scene.planted["names"]):
        replies = [sent(member, action, others | {field: text}) for text in (real, invented)]
        first, second = replies
        tried += 2 * len(real.split())
        told = f"{kind_of(action)} {kind_of(field)}"
        same = second.status in (first.status, SETTLED.get(first.status))
        report.expect(same, f"{told}: {first.status} for a pupil, {second.status} for nobody")
        if first.status == second.status:
            one, other = (bare(reply.text, f"{real} {invented}") for reply in replies)
            report.expect(one == other, f"{told}: the answer differs for a pupil")
    return tried


def sent(member: Member, action: str, fields: Mapping[str, object]) -> Reply:
    """What is answered; who is led on goes on, where they are told of what is saved."""
    reply = member.submit(action, fields)
    if reply.status == 302:
        member.send("GET", reply.headers["Location"].partition("#")[0])
    return reply


def listed(scene: Scene, report: Report, names: list[str]) -> None:
    """The forms tell a dépositaire, who opens the table, three names a text, of ten texts."""
    member, told = scene.member("cpe"), 0
    forms = forms_of(pages_from(partial(page, member), "/"))
    action, fields = next((a, f) for _, a, f in forms if a.endswith("/suivis/creer/"))
    for _ in range(TEXTS):
        text = {"texte": f"<p>{' '.join(names)}</p>", "date": UNREADABLE}
        reply = member.submit(action, fields | text)
        words = {word for found in TOLD.findall(reply.text) for word in found.lower().split()}
        report.expect(len(words & set(names)) <= 3, f"{len(words)} names told for one text")
        told += bool(words & set(names))
    report.expect(0 < told <= 10, f"names told to a dépositaire in {told} texts of {TEXTS}")
