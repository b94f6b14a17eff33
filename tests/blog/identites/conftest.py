import datetime

import pytest


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Ages of dates do not change with the day on which the tests run."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda **_: datetime.date(2026, 3, 2))
