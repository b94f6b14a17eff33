"""People who write to a server that is killed, again and again, and what became of their texts."""

import os
import random
import re
import secrets
import signal
import threading
import uuid
from collections import Counter
from pathlib import Path

from tests.browser.member import Member, first_situation, form_of

MARK = re.compile(r"acte-[b-m]{12}")
DRAFT = re.compile(r"frappe (\d+)")


class Writer(threading.Thread):
    """Sends until the server is gone; what was being sent then is sent again afterwards, and so is
    what was sent just before: a person who is not sure presses twice."""

    def __init__(self, member, situation, form):
        super().__init__(daemon=True)
        self.member, self.address, self.form = member, f"{situation}suivis/creer/", form
        self.acknowledged, self.unanswered, self.last = [], None, None
        self.goal, self.reached, self.stopped = None, threading.Event(), False

    def note(self, what):
        self.acknowledged.append(what)
        if len(self.acknowledged) == self.goal:
            self.reached.set()

    def run(self):
        while not self.stopped:
            words = "acte-" + "".join(secrets.choice("bcdfghjklm") for _ in range(12))
            note = {"texte": f"<p>{words}</p>", "envoi": str(uuid.uuid4())}
            try:
                status, _ = self.member.post(self.address, self.form | note)
            except OSError:
                self.unanswered = note
                return
            assert status == 302, status
            self.last = note
            self.note(words)

    def send_again(self):
        for note in filter(None, [self.last, self.unanswered]):
            status, _ = self.member.post(self.address, self.form | note)
            assert status == 302, status
        if self.unanswered:
            self.acknowledged.append(MARK.search(self.unanswered["texte"])[0])


class Typist(Writer):
    """Types without ever saving: only drafts are sent."""

    def run(self):
        number = 0
        while not self.stopped:
            number += 1
            text = {"texte": f"<p>frappe {number}</p>", "brouillon": "oui"}
            try:
                status, _ = self.member.post(self.address, self.form | text)
            except OSError:
                return
            assert status == 204, status
            self.note(number)


def kill_while_writing(installation, kills):
    """The suivis that were acknowledged, a list, and those found in the end, counted: their marks.

    Once in three the workers alone are killed, and the server makes others. AssertionError when
    what was being typed does not come back.
    """
    url, start = installation.url, installation.start
    process, dice, written = start(), random.Random(7), []
    writer, typist = Member(url, "cpe"), Member(url, "proviseure")
    situation = first_situation(writer)
    forms = [form_of(member.get(situation)[1], "texte") for member in (writer, typist)]
    try:
        for number in range(kills):
            people = [Writer(writer, situation, forms[0]), Typist(typist, situation, forms[1])]
            people[0].goal = dice.randrange(2, 20)  # suivis before the server dies
            for person in people:
                person.start()
            assert people[0].reached.wait(60), "nothing is acknowledged any more"
            for person in people:
                person.stopped = True  # after what they are sending
            if number % 3 == 2:
                kill_workers(process)
            else:
                kill(process)
                process = start()
            for person in people:
                person.join()
            people[0].send_again()
            written += people[0].acknowledged
            assert left_by(typist, situation) >= max(people[1].acknowledged, default=0)
        return written, Counter(MARK.findall(writer.get(situation)[1]))
    finally:
        kill(process)


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_workers(process):
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for worker in children.read_text().split():
        os.kill(int(worker), signal.SIGKILL)


def left_by(typist, situation):
    """The number of the keystroke at which the draft of the typist stands."""
    return int(DRAFT.search(typist.get(situation)[1])[1])
