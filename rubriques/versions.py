"""Two people on one page: the second to save is told, and never overwrites silently."""

from django.db import models


class StaleVersion(Exception):
    """The object changed since the form was opened. `current` is what the database holds now."""

    def __init__(self, current):
        super().__init__(current._meta.label_lower)
        self.current = current


def save_if_unchanged(instance: models.Model, *, seen: int, fields: list[str]) -> None:
    """Save `fields` of `instance` if its version is still `seen`, and raise the version by one.

    To be called inside a transaction. Raises StaleVersion when somebody saved in between.
    """
    current = type(instance).objects.select_for_update().get(pk=instance.pk)
    if current.version != seen:
        raise StaleVersion(current)
    instance.version = seen + 1
    instance.save(update_fields=[*fields, "version"])


def with_version(data, version: int):
    """Return posted `data` with a newer version, so that its author may now save knowingly."""
    data = data.copy()
    data["version"] = version
    return data
