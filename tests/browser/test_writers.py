"""Many people write at once: each edit is kept, once; whoever is refused has their text back."""

import multiprocessing
import re
import uuid
from collections import Counter

from tests.browser.member import Member, first_situation, form_of

WRITERS, EDITS = 16, 25
MARK = re.compile(r"éd\d\d-\d\d")


def test_400_edits_by_16_writers_at_once_are_kept_none_lost_nor_doubled(server):
    members = [Member(server.url, ["cpe", "proviseure"][n % 2]) for n in range(WRITERS)]
    situation = first_situation(members[0])
    with multiprocessing.get_context("spawn").Pool(WRITERS) as pool:
        writers = [(member, situation, number) for number, member in enumerate(members)]
        statuses = sum(pool.starmap(write, writers, chunksize=1), Counter())

    print(dict(statuses))
    assert not {status for status in statuses if status >= 500}, statuses
    assert set(statuses) <= {200, 302, 409}, statuses
    _, page = Member(server.url, "infirmiere").get(situation)
    found = Counter(MARK.findall(page))
    wanted = {mark(w, e) for w in range(WRITERS) for e in range(EDITS)}
    assert len(wanted) == 400
    assert set(found) == wanted, f"lost: {wanted - set(found)}"
    assert set(found.values()) == {1}, [m for m, times in found.items() if times > 1]


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
