"""Somebody without an account tries passwords, and listens to what the answers tell.

The attacker: anybody on the network of the school. Lost: an account; or which people have one.
"""

import re
import statistics

from attack.pages import bare
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import PASSWORD, Reply, Visitor, sign_in

KNOWN = ["professeur", "infirmiere", "principal", "remplacante"]  # the last one is closed
UNKNOWN = ["professeuse", "infirmieres", "principale", "remplacants"]
WRONG, TRIES = "un mauvais mot de passe", 7
RATIO = 1.6  # between the times of an account that is there and of one that is not
ACCOUNTS = re.compile("<code>[^<]*</code>")  # the demonstration names its own on that page


def attack(scene: Scene, report: Report) -> None:
    times: dict[str, list[float]] = {"known": [], "unknown": []}
    for known, unknown in zip(KNOWN, UNKNOWN, strict=True):
        replies = [
            guess(scene.visitor(), name, times[kind])
            for kind, name in (("known", known), ("unknown", unknown))
        ]
        same(report, f"{known} and {unknown}", replies, [known, unknown])
        report.expect([r.status for r in replies[0]] == [200] * 5 + [429] * 2, "no lock-out")
    still_locked(scene, report)
    there, absent = (statistics.median(times[kind]) for kind in ("known", "unknown"))
    told = f"{there * 1000:.0f} ms for an account, {absent * 1000:.0f} ms for none"
    report.expect(1 / RATIO < there / absent < RATIO, f"the time tells who has an account: {told}")
    report.note(told)


def guess(visitor: Visitor, username: str, times: list[float]) -> list[Reply]:
    replies = [sign_in(visitor, username, WRONG) for _ in range(TRIES)]
    times += [reply.seconds for reply in replies if reply.status == 200]
    return replies


def same(report: Report, who: str, replies: list[list[Reply]], names: list[str]) -> None:
    """One by one, the answers for both names are the same."""
    for first, second in zip(*replies, strict=True):
        report.expect(first.status == second.status, f"{who}: {first.status}, {second.status}")
        shown = [ACCOUNTS.sub("", reply.text) for reply in (first, second)]
        one, other = (bare(text, name) for text, name in zip(shown, names, strict=True))
        report.expect(one == other, f"{who}: the pages differ")
        retry = first.headers["Retry-After"] == second.headers["Retry-After"]
        report.expect(retry, f"{who}: one is told to wait, the other not")


def still_locked(scene: Scene, report: Report) -> None:
    """Neither the right password, nor the e-mail, nor a forged address opens a locked account."""
    mail = f"{KNOWN[0]}@exemple.invalid"
    for name in (KNOWN[0], KNOWN[0].upper(), mail):
        reply = sign_in(scene.visitor(), name, PASSWORD)
        report.expect(reply.status == 429, f"locked, yet {name} is answered {reply.status}")
    visitor = scene.visitor()
    visitor.get("/comptes/connexion/")
    fields = {"login": KNOWN[0], "password": PASSWORD}
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        reply = visitor.submit("/comptes/connexion/", fields, **{header: "203.0.113.7"})
        report.expect(reply.status == 429, f"locked, yet {header} is answered {reply.status}")
    other = sign_in(scene.visitor(), "cpe", PASSWORD)
    report.expect(other.status == 302, f"somebody else cannot sign in: {other.status}")
