"""Sixteen people who write at once: 400 edits, each of which must be kept once."""

import multiprocessing
import re
import uuid
from collections import Counter

from tests.browser.member import Member, first_situation, form_of

WRITERS, EDITS = 16, 25
MARK = re.compile(r"éd\d\d-\d\d")
NUMBERS = [(writer, edit) for writer in range(WRITERS) for edit in range(EDITS)]


def write_at_once(url):
    """How often each status was answered, and the marks found in the end, counted."""
    members = [Member(url, ["cpe", "proviseure"][n % 2]) for n in range(WRITERS)]
    situation = first_situation(members[0])
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        writers = [(member, situation, number) for number, member in enumerate(members)]
        statuses = sum(pool.starmap(write, writers, chunksize=1), Counter())
    _, page = Member(url, "infirmiere").get(situation)
    return statuses, Counter(MARK.findall(page))


def mark(writer, edit):
    return f"éd{writer:02}-{edit:02}"


def write(member, situation, number):
    """One writer in a process of their own: suivis, and the constats one time in twelve."""
    status, page = member.get(situation)
    assert status == 200, f"{status}: {page[-400:]}"
    form = form_of(page, "texte")
    statuses = Counter()
    for edit in range(EDITS):
        if edit % 12 == 11:
            statuses += edit_constats(member, situation, mark(number, edit))
        else:
            note = {"texte": f"<p>{mark(number, edit)}</p>", "envoi": str(uuid.uuid4())}
            status, _ = member.post(f"{situation}suivis/creer/", form | note)
            statuses[status] += 1
    return statuses


def edit_constats(member, situation, words):
    """Add words to the constats; when somebody saved the same field, read again and start over."""
    statuses = Counter()
    while True:
        _, page = member.get(f"{situation}modifier/")
        form = form_of(page, "constats")
        text = f"{form['constats'][0]}\n{words}"
        status, answer = member.post(f"{situation}modifier/", form | {"constats": text})
        statuses[status] += 1
        if status == 302:
            return statuses
        assert status == 409, status
        assert words in form_of(answer, "constats")["constats"][0]


def troubles_of(statuses, found):
    """What people would see of it."""
    strange = sorted(set(statuses) - {200, 302, 409})
    told = [f"answered {status}, {statuses[status]} times" for status in strange]
    return told + lost_or_doubled({mark(*number) for number in NUMBERS}, found)


def lost_or_doubled(saved, found):
    """What was saved and is gone, or stands there twice."""
    lost = [f"saved, and lost: {mark}" for mark in sorted({*saved} - {*found})]
    return lost + [f"there twice: {mark}" for mark in sorted(found) if found[mark] > 1]
