"""The server is killed while people write: what it acknowledged is there, what it did not is not
doubled, and the text being typed comes back. `make attack` kills it more often."""

from tests.browser.kills import kill_while_writing
from tests.browser.writers import lost_or_doubled

KILLS = 4


def test_what_was_acknowledged_survives_a_server_killed_while_people_write(installation):
    written, found = kill_while_writing(installation, KILLS)
    print(f"{KILLS} kills, {len(written)} suivis acknowledged, {len(found)} found")
    assert len(written) > KILLS
    assert not lost_or_doubled(written, found)
