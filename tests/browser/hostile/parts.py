"""What hostile texts are made of.

`RUN` is what a trap runs; `ELSEWHERE` is where it fetches from or leads to.
"""

RUN = "window.pwned=1"
HOST = "exemple.invalid"
ELSEWHERE = f"https://{HOST}"
ASK = f"fetch('{ELSEWHERE}/vol')"
IMAGE = f"<img src=x onerror={RUN}>"
SCRIPT = f"<script>{RUN}</script>"
LONG = 49_000


def joined(parts, size=5):
    """The parts, a few in each text."""
    return ["".join(parts[start : start + size]) for start in range(0, len(parts), size)]


def attached(before, names, after, size=8):
    """A tag for a few handlers at a time."""
    handlers = [f" {name}={RUN}" for name in names]
    return [f"{before}{group}{after}" for group in joined(handlers, size)]
