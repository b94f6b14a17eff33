"""How gunicorn serves Cellule: for `make run`, for a real installation, and for the tests."""

import gc

workers, threads = 2, 4
keepalive = 75  # seconds; a browser's connections wait in one place, without holding a thread
control_socket_disable = True
# The workers are made from one process that has loaded the application, and share its memory.
preload_app = True


def pre_fork(server: object, worker: object) -> None:
    """What is shared is left alone by the collector of each worker, which would copy it."""
    gc.freeze()
