import pytest
from django.db import OperationalError

from journal.models import Trace


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
def broken_journal(monkeypatch):
    """A journal that takes no line, as on a full disk."""

    def fail(*args, **kwargs):
        raise OperationalError("disk full")

    monkeypatch.setattr("journal.models.Trace.save", fail)
    monkeypatch.setattr("journal.models.Trace.objects.bulk_create", fail)
    return monkeypatch
