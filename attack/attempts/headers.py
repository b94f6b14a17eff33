"""What an answer leaves behind: in the browser of a shared computer, in a cache, in an index.

The attacker: the next person at that computer, a proxy, a page of another site. Lost: a page that
was read; anything that becomes a file.
"""

from attack.pages import addresses_of
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import Member, Reply, sign_in
from tests.outils.entetes import EVERYWHERE, PAGES
from tests.outils.parcours import kind_of


def attack(scene: Scene, report: Report) -> None:
    member = scene.member("cpe")
    addresses = addresses_of(scene, "cpe")
    for address in addresses:
        judge(report, f"GET {kind_of(address)}", member.send("GET", address))
    statuses = {}
    for told, status, reply in kinds(scene, member, addresses):
        report.expect(reply.status == status, f"{told} is answered {reply.status}, not {status}")
        judge(report, told, reply)
        statuses[status] = told
    statics(scene, report, member)
    report.note(f"statuses {', '.join(map(str, sorted(statuses)))}, and static files")


def kinds(scene: Scene, member: Member, addresses: list[str]) -> list[tuple[str, int, Reply]]:
    """One of each kind of answer."""
    anybody = scene.visitor()
    anybody.get("/comptes/connexion/")
    ask = member.send
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    live = next(a for a in addresses if a.count("/") == 3 and "/articles/" in a)
    state = ask("GET", f"{live}vivant/").headers["ETag"]
    shared = next(a for a in addresses if a.startswith("/rubriques/"))
    member.submit("/comptes/avis/calendrier/", {})
    locked = [sign_in(anybody, "personne", "un mauvais mot de passe") for _ in range(6)][-1]
    return [
        ("a HEAD", 200, ask("HEAD", "/")),
        ("an address without its slash", 301, ask("GET", "/comptes/connexion")),
        ("the page to sign in, signed in", 302, ask("GET", "/comptes/connexion/")),
        ("nothing new", 304, ask("GET", f"{live}vivant/", **{"If-None-Match": state})),
        ("another host", 400, ask("GET", "/", Host="exemple.invalid")),
        ("what one may only read", 403, ask("GET", f"{shared}membres/")),
        ("a form without its token", 403, ask("POST", f"{live}suivis/creer/", "a=b", **form)),
        ("nothing there", 404, ask("GET", "/nulle/part/")),
        ("no static file", 404, ask("GET", "/static/nulle-part.css")),
        ("TRACE", 405, ask("TRACE", "/")),
        ("OPTIONS", 405, ask("OPTIONS", "/robots.txt")),
        ("too long", 413, anybody.submit("/comptes/connexion/", {"login": "x" * 2_000_000})),
        ("locked", 429, locked),
        ("nobody", 302, anybody.send("GET", "/")),
    ]


def judge(report: Report, told: str, reply: Reply) -> None:
    for name, value in PAGES.items():
        held = reply.headers.get_all(name) == [value]
        report.expect(held, f"{told} ({reply.status}): {name} is {reply.headers.get_all(name)}")
    policy = reply.headers["Content-Security-Policy"] or ""
    report.expect("default-src 'none'" in policy, f"{told} ({reply.status}): no policy")
    common(report, told, reply)


def common(report: Report, told: str, reply: Reply) -> None:
    """No file, no other site, and nothing that names the software."""
    disposition = reply.headers["Content-Disposition"] or ""
    report.expect("attachment" not in disposition, f"{told} is offered as a file")
    opened = "Access-Control-Allow-Origin" in reply.headers
    report.expect(not opened, f"{told}: another site may read it")


def statics(scene: Scene, report: Report, member: Member) -> None:
    home = member.get("/")[1]
    files = {part for part in home.split('"') if part.startswith("/static/")}
    report.expect(files, "the home page has no static file")
    for file in sorted(files):
        first = member.send("GET", file)
        state = {"If-None-Match": first.headers["ETag"] or "*"}
        for reply in (first, member.send("GET", file, **state), member.send("HEAD", file)):
            for name, value in EVERYWHERE.items():
                held = reply.headers[name] == value
                report.expect(held, f"a static file ({reply.status}): no {name}")
            common(report, "a static file", reply)
