"""Counters of attempts, in a plain table that every process shares.

django-allauth counts through Django's cache. The caches that Django brings for several processes
unpickle what they hold, so that whoever writes in the database runs code in the application. This
one holds JSON, takes what a counter is made of (moments, or a mark), and reads nothing else.
"""

import math
from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone

from comptes.models import Compteur

AT_ONCE = 500  # counters that are over, and that a new one takes away
FOREVER = timedelta(days=36_500)
BY_DEFAULT: Any = DEFAULT_TIMEOUT


class Compteurs(BaseCache):
    """The cache of the settings. There is one table, whatever `LOCATION` says."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return what a counter holds; `default` where it is over, or where it holds anything
        that is none."""
        kept = Compteur.objects.filter(cle=self.name(key, version), expire_le__gt=timezone.now())
        value = kept.values_list("valeur", flat=True).first()
        return value if is_plain(value) else default

    @transaction.atomic
    def add(
        self, key: str, value: Any, timeout: Any = BY_DEFAULT, version: int | None = None
    ) -> bool:
        """Begin a counter; return whether there was none: of two at once, one begins it."""
        self.forget_the_oldest()
        row = self.row(key, value, timeout, version)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            over = Compteur.objects.filter(pk=row.pk, expire_le__lte=timezone.now())
            return over.update(valeur=row.valeur, expire_le=row.expire_le) > 0
        return True

    def set(
        self, key: str, value: Any, timeout: Any = BY_DEFAULT, version: int | None = None
    ) -> None:
        """Write a counter, whatever it held. Raises TypeError for what is no counter."""
        Compteur.objects.bulk_create(
            [self.row(key, value, timeout, version)],
            update_conflicts=True,
            unique_fields=["cle"],
            update_fields=["valeur", "expire_le"],
        )

    def delete(self, key: str, version: int | None = None) -> bool:
        return Compteur.objects.filter(cle=self.name(key, version)).delete()[0] > 0

    def clear(self) -> None:
        Compteur.objects.all().delete()

    def name(self, key: str, version: int | None) -> str:
        return str(self.make_key(key, version=version))

    def row(self, key: str, value: Any, timeout: Any, version: int | None) -> Compteur:
        if not is_plain(value):
            raise TypeError(f"A counter holds moments or a mark, not a {type(value).__name__}.")
        return Compteur(cle=self.name(key, version), valeur=value, expire_le=self.end(timeout))

    def end(self, timeout: Any) -> datetime:
        """When a counter that is written now is over."""
        seconds = self.default_timeout if timeout is BY_DEFAULT else timeout
        return timezone.now() + (FOREVER if seconds is None else timedelta(seconds=seconds))

    def forget_the_oldest(self) -> None:
        """Delete what is over and, beyond the number of the settings, what ends first.

        What another transaction writes just now is left to it: nobody waits for anybody.
        """
        oldest = Compteur.objects.order_by("expire_le")
        if oldest.count() < self._max_entries:
            oldest = oldest.filter(expire_le__lte=timezone.now())
        free = oldest.select_for_update(skip_locked=True)
        if gone := list(free.values_list("pk", flat=True)[:AT_ONCE]):
            Compteur.objects.filter(pk__in=gone).delete()


def is_plain(value: object) -> bool:
    """Whether `value` is what a counter is made of: a mark, or moments as numbers."""
    if isinstance(value, list):
        return all(type(moment) in (int, float) and math.isfinite(moment) for moment in value)
    return value is True
