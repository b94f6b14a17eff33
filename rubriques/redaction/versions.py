"""Two people on one page, one form sent twice: nothing is overwritten, nothing is doubled."""

import uuid
from collections.abc import Callable

from django.db import IntegrityError, models
from django.utils.crypto import salted_hmac


class StaleVersion(Exception):
    """The object changed since the form was opened. `current` is what the database holds now."""

    def __init__(self, current):
        super().__init__(current._meta.label_lower)
        self.current = current


def lock_unchanged(instance: models.Model, *, seen: int) -> models.Model:
    """Return the row of `instance` as the database holds it, locked; raises StaleVersion when its
    version is not `seen` any more. To be called inside a transaction."""
    current = type(instance).objects.select_for_update().get(pk=instance.pk)
    if current.version != seen:
        raise StaleVersion(current)
    return current


def save_if_unchanged(instance: models.Model, *, seen: int, fields: list[str]) -> None:
    """Save `fields` of `instance` if its version is still `seen`, and raise the version by one.

    To be called inside a transaction. Raises StaleVersion when somebody saved in between.
    """
    lock_unchanged(instance, seen=seen)
    instance.version = seen + 1
    instance.save(update_fields=[*fields, "version"])


def with_version(data, version: int):
    """Return posted `data` with a newer version, so that its author may now save knowingly."""
    data = data.copy()
    data["version"] = version
    return data


def insert_once(
    instance: models.Model, insert: Callable, *, fields: list[str], **mine
) -> models.Model:
    """Call `insert(instance)`, one transaction; the same form received twice is written once.

    The primary key of `instance` is the number that its form was given. Returns the row that is
    there already when it has that number, is `mine` (its author, its place) and says the same in
    `fields`; any other row is left alone, and the instance gets another number.
    """
    try:
        return insert(instance)
    except IntegrityError:
        before = type(instance).objects.filter(pk=instance.pk, **mine).first()
        if before and all(getattr(before, f) == getattr(instance, f) for f in fields):
            return before
        instance.pk = uuid.uuid4()
        return insert(instance)


def fingerprints(values: dict) -> str:
    """Return a keyed digest of each value, which a form carries to tell later what it showed."""
    return " ".join(f"{name}:{fingerprint(value)}" for name, value in values.items())


def seen_in(text: str) -> dict[str, str]:
    """Read what `fingerprints` wrote: the digest of each value by its name."""
    return dict(item.split(":", 1) for item in (text or "").split() if ":" in item)


def fingerprint(value) -> str:
    """Return the digest of a form's value: text, date, object, or several of them."""
    if isinstance(value, models.QuerySet | list | tuple):
        said = "\n".join(sorted(str(getattr(item, "pk", item)) for item in value))
    else:
        said = str(getattr(value, "pk", value) or "").replace("\r\n", "\n").strip()
    return salted_hmac("rubriques.versions", said).hexdigest()[:16]
