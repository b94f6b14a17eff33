"""Whether Cellule works, asked by a machine: it reads, it writes, its pages have their style.

It is told in less than two seconds, with what is wrong and nothing else.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.db import Error, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cellule.errors import RETRY_SECONDS
from cellule.models import Battement
from sql.patience import at_most

SECONDS = 1.2  # for the database to answer
LEAST_ROOM = 1024 * 1024  # bytes: a text of the largest size
# Sorts more than the memory it is given, so that PostgreSQL must find room on its disk: a row that
# is written again takes none.
TAKES_ROOM = """
    SELECT count(*) FROM (SELECT random() AS r FROM generate_series(1, 5000) ORDER BY r) AS sorted
"""


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """200 « ok », or 503 and what is wrong."""
    wrong = [what for what, works in CHECKS.items() if not works()]
    answer = HttpResponse(
        ", ".join(wrong) or "ok",
        content_type="text/plain; charset=utf-8",
        status=503 if wrong else 200,
    )
    if wrong:
        answer["Retry-After"] = RETRY_SECONDS
    return answer


def database_answers() -> bool:
    """Whether the database answers a question, and keeps what is written."""
    try:
        with at_most(SECONDS), transaction.atomic():
            beat()
            if connection.vendor == "postgresql":
                find_room()
    except Error:
        return False
    return True


def beat() -> None:
    Battement.objects.bulk_create(
        [Battement(le=timezone.now())],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["le"],
    )


def find_room() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64kB'")
        cursor.execute(TAKES_ROOM)


def disk_has_room() -> bool:
    """Whether the disk of a database that is a file has room for a text."""
    folder = Path(str(connection.settings_dict["NAME"])).parent
    if connection.vendor != "sqlite" or not folder.is_dir():
        return True
    return shutil.disk_usage(folder).free > LEAST_ROOM


def style_is_there() -> bool:
    """Whether the static files that pages ask for lie where they are served from."""
    storage = staticfiles_storage
    if not isinstance(storage, ManifestFilesMixin):
        return True  # in the tests, from the sources
    names = list(storage.hashed_files.values())
    return bool(names) and all(storage.exists(name) for name in names)


CHECKS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "disk": disk_has_room,
    "static files": style_is_there,
}
