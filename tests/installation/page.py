"""The commands of the page of installation, as it gives them."""

import re

from tests.outils.racine import ROOT

PAGE = ROOT / "docs/installation.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def sections(name, repository):
    """The commands of each section, by its number; those before the first are number 0.

    The two lines that the reader changes are changed.
    """
    parts = re.split(r"^## (\d+)\. .*$", PAGE.read_text(), flags=re.MULTILINE)
    found = {0: commands(parts[0])}
    found |= {int(n): commands(text) for n, text in zip(parts[1::2], parts[2::2], strict=True)}
    found[0], changed = re.subn(
        r"^NAME=.*\nREPOSITORY=.*$",
        f"NAME={name}\nREPOSITORY={repository}",
        found[0],
        flags=re.MULTILINE,
    )
    assert changed == 1
    return found


def commands(text):
    return "".join(BLOCK.findall(text))
