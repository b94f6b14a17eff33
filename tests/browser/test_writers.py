"""Many people write at once: each edit is kept, once; whoever is refused has their text back."""

from tests.browser.writers import NUMBERS, troubles_of, write_at_once


def test_400_edits_by_16_writers_at_once_are_kept_none_lost_nor_doubled(server):
    statuses, found = write_at_once(server.url)
    print(dict(statuses))
    assert len(found) == len(NUMBERS) == 400
    assert not troubles_of(statuses, found)
