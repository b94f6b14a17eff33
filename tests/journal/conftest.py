from contextlib import ExitStack

import pytest
from django.db import OperationalError

from journal.models import Trace
from tests.outils.pannes import refusing, writing


@pytest.fixture
def lines():
    """The lines that the journal gained since the test began: `lines()`, oldest first."""
    last = getattr(Trace.objects.first(), "pk", 0)

    def since():
        nonlocal last
        new = list(Trace.objects.filter(pk__gt=last).order_by("pk"))
        last = new[-1].pk if new else last
        return new

    return since


@pytest.fixture
def broken_journal():
    """A journal that takes no line, as on a full disk, until `broken_journal.close()`."""
    with ExitStack() as stack:
        stack.enter_context(refusing(writing(Trace), OperationalError("disk full")))
        yield stack
