"""« Clore la séance » in real processes: killed on its way, and asked by several at once."""

import os
import re
import signal
import subprocess
import sys
import threading
import uuid
from collections import Counter

from bs4 import BeautifulSoup

from tests.browser.installations import ROOT
from tests.browser.member import Member, form_of

MARK = re.compile(r"(?:relevé|mesure)-[b-m]{3}-\d")
POINTS, PEOPLE = 3, 4

# Closes a séance in a process of its own, which kills itself before it writes its nth trace.
DYING = """
import os, signal, sys
import django
django.setup()
from agenda.models import Seance
from agenda.seance import cloture
from comptes.models import Utilisateur
left, record = [int(sys.argv[2])], cloture.record
def dies(*args, **values):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    record(*args, **values)
cloture.record = dies
seance = Seance.objects.select_related("agenda__rubrique", "occurrence").get(pk=sys.argv[1])
cloture.close_seance(seance=seance, par=Utilisateur.objects.get(username="proviseure"))
"""


def test_a_closing_killed_at_any_step_or_asked_at_once_writes_each_text_once(installation):
    process = installation.start()
    head = Member(installation.url, "proviseure")
    seance, situations, marks = hold(head)
    assert said_in(head, situations) == Counter()

    traces = 2 * POINTS + 1  # a suivi and an action for each situation, then the séance
    for step in [1, POINTS, traces]:
        command = [sys.executable, "-c", DYING, seance.split("/")[2], str(step)]
        code = subprocess.run(command, cwd=ROOT, env=installation.env).returncode
        assert code == -signal.SIGKILL, "it was to die before it was done"
        assert said_in(head, situations) == Counter(), "written by half"

    people = [Member(installation.url, ["proviseure", "cpe"][n % 2]) for n in range(PEOPLE)]
    together, answers = threading.Barrier(PEOPLE), []

    def close(member):
        together.wait(60)
        answers.append(member.post(f"{seance}clore/", {})[0])

    threads = [threading.Thread(target=close, args=[member]) for member in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302] * PEOPLE
    assert said_in(head, situations) == Counter(marks), "lost, or written twice"
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def hold(head):
    """Hold the next meeting of the demonstration: a relevé and a decision for each situation.

    Returns its address, those of its situations, and the words written.
    """
    _, home = head.get("/")
    _, rubrique = head.get(next(a for a in links(home) if a.startswith("/rubriques/")))
    prepare = next(a for a in links(rubrique) if a.endswith("/preparer/"))
    seance = prepare.removesuffix("preparer/")
    _, page = head.get(prepare)
    order = form_of(page, "vu")
    keys = [name.removeprefix("rang-") for name in order if name.startswith("rang-")]
    removed = {f"retirer-{key}": "on" for key in keys[POINTS:]}
    assert head.post(prepare, order | removed)[0] == 302
    assert head.post(f"{seance}ouvrir/", {})[0] == 302

    situations, marks = [], []
    for number, key in enumerate(keys[:POINTS]):
        _, page = head.get(f"/points/{key}/")
        form = form_of(page, "vigilance")
        person = BeautifulSoup(page, "html.parser").select("[name=responsable] option")[1]["value"]
        word = "".join("bcdfghjklm"[int(digit)] for digit in str(uuid.uuid4().int)[:3])
        said = {"releve": f"<p>relevé-{word}-{number}</p>", "libelle": f"mesure-{word}-{number}"}
        assert head.post(f"/points/{key}/", form | said | {"responsable": person})[0] == 302
        situations.append(next(a for a in links(page) if a.startswith("/articles/")))
        marks += MARK.findall(str(said))
    return seance, situations, marks


def links(page):
    return [a["href"] for a in BeautifulSoup(page, "html.parser").select("a[href]")]


def said_in(member, situations):
    """How many times each word stands in the notes and open actions of situations."""
    found = Counter()
    for address in situations:
        soup = BeautifulSoup(member.get(address)[1], "html.parser")
        for place in soup.select(".decided, [aria-labelledby=titre-decide]"):
            place.decompose()
        found += Counter(MARK.findall(soup.get_text(" ")))
    return found
