"""EncryptedTextField: sealed on its way to the database, opened only when somebody reads it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core import checks
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import BaseExpression
from django.db.models.lookups import Lookup
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler
from django.utils.functional import cached_property

from coffre.keys import TEXTS, open_token, seal

if TYPE_CHECKING:
    TextField = models.TextField[str, str]
else:  # which takes no types when it runs
    TextField = models.TextField


class Sealed(str):
    """A token as the database holds it. Anything else that is text is clear."""

    __slots__ = ()


class SealedAttribute(DeferredAttribute):
    """Opens the token at the first reading, so that a list that shows no text opens none."""

    field: "EncryptedTextField"

    def __get__(
        self, instance: models.Model | None, owner: type[models.Model] | None = None
    ) -> Any:
        value = super().__get__(instance, owner)
        if instance is not None and isinstance(value, Sealed):
            value = open_token(value, self.field.context_of(instance), self.field.ring)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: str | None) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(TextField):
    """Text that the database, a dump and a backup hold sealed.

    The token is bound to its column and row, so the primary key must be known before saving
    (a UUID). `values()` gives the token, lookups are refused, `update()` with clear text too.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, ring: str = TEXTS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ring = ring

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({} if self.ring == TEXTS else {"ring": self.ring})

    def context_of(self, instance: models.Model) -> str:
        return self.context_of_key(instance.pk)

    def context_of_key(self, key: object) -> str:
        return f"{self.column_said}:{key}"

    @cached_property
    def column_said(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def open(self, key: object, token: str) -> str:
        """Return the clear text of a token that `values()` gave, of the row of that key.

        Many texts are searched so without making an object of each. Raises CoffreError.
        """
        return open_token(token, self.context_of_key(key), self.ring) if token else ""

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        if self.model._meta.pk.has_default():
            return super().check(**kwargs)
        message = "an encrypted field needs a primary key known before saving (a UUID)"
        return [checks.Error(message, obj=self, id="coffre.E001")]

    def prepare(self, clear: str) -> str:
        """What is sealed for a given text; a subclass may sanitise here."""
        return clear

    def pre_save(self, instance: models.Model, add: bool) -> str | None:
        value = instance.__dict__.get(self.attname)
        if not value or isinstance(value, Sealed):
            return value
        clear = self.prepare(value)
        instance.__dict__[self.attname] = clear
        return Sealed(seal(clear, self.context_of(instance), self.ring)) if clear else ""

    def get_prep_value(self, value: Any) -> str | None:
        if not value or isinstance(value, Sealed):
            return value
        raise TypeError(f"{self.name}: clear text may not go to the database; use save().")

    def get_placeholder(
        self, value: object, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> str:
        """Where every value passes on its way into SQL: an expression would go unsealed."""
        if hasattr(value, "resolve_expression"):
            raise TypeError(f"{self.name}: clear text may not go to the database; use save().")
        return "%s"

    def from_db_value(
        self, value: str | None, expression: BaseExpression, connection: BaseDatabaseWrapper
    ) -> str | None:
        return Sealed(value) if value else value

    def value_to_string(self, obj: models.Model) -> str:
        value = obj.__dict__.get(self.attname)
        if not value or isinstance(value, Sealed):
            return str(value or "")
        return seal(value, self.context_of(obj), self.ring)

    def get_lookup(self, lookup_name: str) -> "type[Lookup[Any]] | None":
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
