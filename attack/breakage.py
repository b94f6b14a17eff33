"""Ways of breaking the database of an installation, each undone when its `with` ends."""

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from urllib.parse import urlsplit

from attack.scene import Scene
from bench.databases import Postgres
from bench.server import children_of
from tests.browser.installations import database_away, order, postgres_of

Ways = dict[str, Callable[[], AbstractContextManager[None]]]


def ways_of(scene: Scene) -> tuple[Ways, dict[str, str]]:
    """What can be broken here, and what cannot, with the reason."""
    env = scene.installation.env
    ways: Ways = {"refusing": partial(database_away, env)}
    if not scene.is_postgresql:
        ways["a disk that takes nothing more"] = partial(no_room, scene)
        return ways, {"a file without its right to be written": "root may write everywhere"}
    ways["read-only"] = partial(read_only, env["DATABASE_URL"])
    skipped = {"a full disk": "its journal would stop the cluster, as it should"}
    if scene.cluster:
        ways["frozen"] = partial(frozen, scene.cluster)
    else:
        skipped["frozen"] = "the cluster is not ours"
    return ways, skipped


@contextmanager
def no_room(scene: Scene) -> Iterator[None]:
    """Nothing that the server writes finds room: the files of its processes may not grow."""
    pids = [scene.server.pid, *children_of(scene.server.pid)]
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_, most) in before.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, most))
    try:
        yield
    finally:
        for pid, limits in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limits)


@contextmanager
def read_only(address: str) -> Iterator[None]:
    """A PostgreSQL that lets everybody read and nobody write, as a standby does."""
    postgres, name = postgres_of(address), urlsplit(address).path[1:]
    leave = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    order(postgres, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    order(postgres, leave)
    try:
        yield
    finally:
        order(postgres, f'ALTER DATABASE "{name}" RESET default_transaction_read_only')
        order(postgres, leave)


@contextmanager
def frozen(cluster: Postgres) -> Iterator[None]:
    """Its processes are there, and answer nothing."""
    first = int((cluster.folder / "data/postmaster.pid").read_text().split()[0])
    for pid in [first, *children_of(first)]:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:  # else nobody could stop it
        for pid in [first, *children_of(first)]:
            os.kill(pid, signal.SIGCONT)
