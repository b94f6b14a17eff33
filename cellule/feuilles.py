"""The style sheets reach a browser as one file, and lie in the sources one by subject."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

SHEETS = ("tokens", "base", "components", "shell", "blog", "agenda")  # in the order of the cascade
SITE = "site.css"


class SheetFinder(BaseFinder):
    """Finds `site.css`, which it puts together."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "feuilles")

    def make(self) -> Path:
        folder = settings.BASE_DIR / "static" / "css"
        whole = "".join((folder / f"{name}.css").read_text() for name in SHEETS)
        made = Path(self.storage.path(SITE))
        if not made.exists() or made.read_text() != whole:
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_text(whole)
        return made

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        self.make()
        yield SITE, self.storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != SITE:
            return []
        return [str(self.make())] if find_all else str(self.make())
