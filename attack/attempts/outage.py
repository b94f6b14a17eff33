"""The database goes away, is frozen, or takes nothing more, while somebody writes.

The attacker: nobody, a machine; or whoever fills its disk. Lost: the text being sent; the time of
everybody who waits for a page.
"""

import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

from attack.breakage import ways_of
from attack.report import Report
from attack.scene import Scene
from tests.browser.member import Reply, first_situation, form_of
from tests.outils.bornes import slowness
from tests.outils.entetes import PAGES

ANSWER, HEALTH, BACK = 10.0, 2.0, 20.0  # seconds
PEOPLE = 8  # who send at once: as many as the threads of the server


def attack(scene: Scene, report: Report) -> None:
    member = scene.member("cpe")
    situation = first_situation(member)
    form = form_of(member.get(situation)[1], "texte")
    ways, skipped = ways_of(scene)
    for name, way in ways.items():
        Outage(scene, report, name, situation, form).run(way)
    report.note(f"tried: {', '.join(ways)}")
    for name, why in skipped.items():
        report.note(f"not tried: {name}, {why}")


class Outage:
    """One way of going away, and what somebody sees of it."""

    def __init__(
        self, scene: Scene, report: Report, name: str, situation: str, form: dict[str, list[str]]
    ) -> None:
        self.member, self.machine = scene.member("cpe"), scene.visitor()
        self.report, self.name = report, name
        self.situation, self.slow = situation, slowness()
        self.words = (
            f"panne {uuid.uuid4().hex.translate(str.maketrans('0123456789', 'ghijklmnop'))}"
        )
        note = {"texte": [f"<p>{self.words}</p>"], "envoi": [str(uuid.uuid4())]}
        self.form = form | note

    def run(self, way: Callable[[], AbstractContextManager[None]]) -> None:
        with way():
            for _ in range(2):  # the second one knows that the first waited in vain
                health = self.machine.send("GET", "/sante/")
                self.is_refused("/sante/", health, HEALTH)
                said = health.text in ("database", "disk", "database, disk")
                self.report.expect(said, f"{self.name}: /sante/ says {health.text[:40]}")
                with ThreadPoolExecutor(PEOPLE) as pool:
                    for reply in pool.map(lambda _: self.send(), range(PEOPLE)):
                        self.is_refused("a suivi", reply, ANSWER)
                        held = self.words in reply.text
                        self.report.expect(held, f"{self.name}: the text is gone")
                page = self.member.send("GET", self.situation)
                self.report.expect(page.status in (200, 503), f"{self.name}: {page.status}")
                self.in_time("a page", page, ANSWER)
        self.is_back()

    def send(self) -> Reply:
        return self.member.submit(f"{self.situation}suivis/creer/", self.form)

    def is_refused(self, what: str, reply: Reply, seconds: float) -> None:
        told = f"{self.name}: {what} is answered {reply.status}"
        self.report.expect(reply.status == 503, told)
        self.report.expect(reply.headers["Retry-After"], f"{told} without Retry-After")
        private = all(reply.headers[name] == value for name, value in PAGES.items())
        self.report.expect(private, f"{told} without the headers of privacy")
        self.in_time(what, reply, seconds)

    def in_time(self, what: str, reply: Reply, seconds: float) -> None:
        held = reply.seconds < seconds * self.slow
        self.report.expect(held, f"{self.name}: {what} took {reply.seconds:.1f} s")

    def is_back(self) -> None:
        """Pages again, without anybody's help; what was sent is sent again, and there once."""
        until = time.monotonic() + BACK
        while self.machine.send("GET", "/sante/").status != 200 and time.monotonic() < until:
            time.sleep(0.5)
        reply = self.send()
        self.report.expect(reply.status == 302, f"{self.name} over: a suivi is {reply.status}")
        page = self.member.send("GET", self.situation)
        self.report.expect(page.status == 200, f"{self.name} over: a page is {page.status}")
        times = page.text.count(self.words)
        self.report.expect(times == 1, f"{self.name} over: the suivi is there {times} times")
