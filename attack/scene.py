"""Where an attack takes place: an installation of its own, a copy of the demonstration's."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.databases import Postgres
from tests.browser.installations import Installation, copied, listening, python
from tests.browser.member import Member, Visitor

TROUBLES = ("Traceback", "WORKER TIMEOUT", "Worker failed")  # in the log of a server


@dataclass
class Scene:
    """`planted` is what attack.planting hid there; `cluster`, a PostgreSQL that is ours."""

    installation: Installation
    log: Path
    planted: dict[str, Any]
    kills: int
    cluster: Postgres | None
    people: dict[str, Member] = field(default_factory=dict)

    @cached_property
    def server(self) -> "subprocess.Popen[bytes]":
        """Started when somebody comes."""
        process: subprocess.Popen[bytes] = self.installation.start()
        return process

    @property
    def is_postgresql(self) -> bool:
        return "DATABASE_URL" in self.installation.env

    @property
    def url(self) -> str:
        assert self.server.pid
        return self.installation.url

    def visitor(self) -> Visitor:
        return Visitor(self.url)

    def member(self, username: str) -> Member:
        """Somebody, who signs in once."""
        if username not in self.people:
            self.people[username] = Member(self.url, username)
        return self.people[username]

    def ask(self, *words: str) -> Any:
        """What one of our commands tells of the database."""
        return json.loads(python(self.installation.env, "-m", *words))

    def leave(self) -> None:
        if "server" in self.__dict__ and self.server.poll() is None:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()

    def troubles(self) -> list[str]:
        """What the log of the server should not say."""
        text = self.log.read_text(errors="replace")
        secret = [word for word in self.planted["marks"] if word in text]
        return [f"the log says: {word}" for word in [*TROUBLES, *secret] if word in text]


@contextmanager
def scene_of(
    model: dict[str, str],
    folder: Path,
    *,
    planted: dict[str, Any],
    kills: int,
    cluster: Postgres | None,
) -> Iterator[Scene]:
    log = folder / "server.log"
    folder.mkdir()
    with copied(model, folder) as env, listening(env, log) as (server, start):
        scene = Scene(Installation(server.url, env, start), log, planted, kills, cluster)
        try:
            yield scene
        finally:
            scene.leave()
