"""The server dies while people write: nobody's attack, or that of a power cut.

Lost: a suivi that its author was told is saved; or the same one there twice; or a write of which
the journal says nothing.
"""

from attack.report import Report
from attack.scene import Scene
from tests.browser.kills import kill_while_writing
from tests.browser.writers import lost_or_doubled


def attack(scene: Scene, report: Report) -> None:
    written, found = kill_while_writing(scene.installation, scene.kills)
    report.tried += len(written)
    report.broke += lost_or_doubled(written, found)
    held = scene.ask("attack.ledger", "acte-")
    told = f"{held['suivis']} suivis, {held['traces']} lines in the journal"
    report.expect(held["suivis"] == held["traces"] == len(found), told)
    report.expect(len(written) > scene.kills, f"only {len(written)} suivis were written")
    report.note(f"{scene.kills} kills, {len(written)} suivis acknowledged, {told}")
