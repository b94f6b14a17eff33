"""Addresses of many objects at once: what stands around their key is asked of Django once."""

from functools import cache
from uuid import UUID

from django.urls import reverse


@cache
def around_key(name: str) -> tuple[str, str]:
    """Return what stands before and after the key in the address of that name."""
    key = UUID(int=0)
    before, after = reverse(name, args=[key]).split(str(key))
    return before, after


def address_of_key(name: str, key: UUID) -> str:
    """The address of that name for one object, as `reverse` gives it."""
    before, after = around_key(name)
    return f"{before}{key}{after}"
