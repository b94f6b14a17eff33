"""Sixteen people write at once: nobody's attack, but a meeting where everybody types.

Lost: an edit that was saved; or the same one there twice; or the text of who is refused.
"""

from attack.report import Report
from attack.scene import Scene
from tests.browser.writers import troubles_of, write_at_once


def attack(scene: Scene, report: Report) -> None:
    statuses, found = write_at_once(scene.url)
    report.tried += statuses.total()
    report.broke += troubles_of(statuses, found)
    report.note(f"{len(found)} edits kept, {statuses[409]} put to their second author")
