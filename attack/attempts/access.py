"""Who has no right here, or a narrower one, asks every address that somebody else may open.

The attacker: an account without a right, an earlier gestionnaire, one past their last day, the
technical administrator, a member set aside from a situation or not bound to secrecy, anybody who
was sent an address. Lost: what is written about pupils.
"""

import re
from concurrent.futures import ThreadPoolExecutor

from attack.pages import MEMBERS, addresses_of
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import PASSWORD, Reply
from tests.outils.parcours import kind_of

STRANGERS = ["professeur", "technicien", "ancienne", "expiree"]
HARMLESS = [*STRANGERS, "infirmiere", "conseillere"]  # who reads at most: may send anything
MARK = re.compile(r"qz[b-m]{12}qz")
PUBLIC = ("/static/", "/comptes/", "/agenda/")  # one's own account and calendar
AT_ONCE = 6


def attack(scene: Scene, report: Report) -> None:
    addresses = addresses_of(scene, *MEMBERS)
    seen: set[str] = set()
    for username in [*MEMBERS, *STRANGERS, ""]:
        for method in ("GET", "HEAD", "POST"):
            if method != "POST" or username in HARMLESS or not username:
                found = ask_all(scene, report, username, method, addresses)
                seen |= found
    seen |= open_table(scene, report)
    control(scene, report, seen)
    report.note(f"{len(addresses)} addresses, {len(seen)} of the planted words read by who may")


def ask_all(
    scene: Scene, report: Report, username: str, method: str, addresses: list[str]
) -> set[str]:
    """Ask everything as somebody; return the planted words that came back and may."""
    visitor = scene.member(username) if username else scene.visitor()
    if not username:
        visitor.get("/comptes/connexion/")  # for the token of forms

    def ask(address: str) -> Reply:
        if method == "POST":
            return visitor.submit(address, {"vide": "oui"})
        return visitor.send(method, address)

    asked = [a for a in addresses if method != "POST" or not a.startswith("/comptes/")]
    read: set[str] = set()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for address, reply in zip(asked, pool.map(ask, asked), strict=True):
            told = f"{method} {kind_of(address)} by {username or 'nobody'}"
            read |= judge(scene, report, username, told, reply)
            if is_closed_to(username, address):
                allowed = (403, 404, 405) if username else (302, 401, 403, 405)
                report.expect(reply.status in allowed, f"{told}: {reply.status}")
    return read


def judge(scene: Scene, report: Report, username: str, told: str, reply: Reply) -> set[str]:
    """The planted words of a reply that may stand there; the others broke something."""
    words = set(MARK.findall(f"{reply.headers}{reply.text}"))
    marks = scene.planted["marks"]
    theirs = {word for word in words if username in marks[word]["readers"]}
    leaked = sorted({marks[word]["what"] for word in words - theirs})
    report.expect(not leaked, f"{told}: shows {', '.join(leaked)}")
    report.expect(reply.status < 500, f"{told}: {reply.status}")
    return theirs


def is_closed_to(username: str, address: str) -> bool:
    """Whether an address is about a rubrique, and who asks holds no right at all."""
    is_stranger = username in STRANGERS or not username
    return is_stranger and "#" in kind_of(address) and not address.startswith(PUBLIC)


def open_table(scene: Scene, report: Report) -> set[str]:
    """Who is named for it opens a line of the key table, and nobody else."""
    address = f"/articles/{scene.planted['tables'][0]}/identite/"
    reason = {"motif": "Appel à la famille.", "mot_de_passe": PASSWORD}
    read: set[str] = set()
    for username in ["proviseure", "redactrice", "infirmiere", *STRANGERS]:
        member = scene.member(username)
        told = f"POST {kind_of(address)} by {username}"
        judge(scene, report, username, told, member.submit(address, reason))
        read |= judge(scene, report, username, told, member.send("GET", address))
    return read


def control(scene: Scene, report: Report, seen: set[str]) -> None:
    """Each kind of text was read by somebody who may: else nothing was tried."""
    marks = scene.planted["marks"]
    wanted = {mark["what"] for mark in marks.values() if mark["readers"]}
    for what in sorted(wanted - {marks[word]["what"] for word in seen}):
        report.expect(
            False, f"nobody who may read {what} saw it: this attack proves nothing of it"
        )
