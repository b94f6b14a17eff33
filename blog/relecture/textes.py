"""Which texts are read again: the sealed fields of what the team writes."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from coffre.fields import EncryptedTextField
from coffre.keys import TEXTS
from rubriques.protege import Narrower

Pieces = dict[UUID, list[Model]]


@cache
def sealed_fields(model: type[Model]) -> list[EncryptedTextField]:
    """The texts of a row, apart from the names of the key table."""
    fields = (f for f in model._meta.fields if isinstance(f, EncryptedTextField))
    return [field for field in fields if field.ring == TEXTS]


@cache
def models_read() -> dict[str, Any]:
    """The models whose texts are read again, by label: each says who reads which row."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if sealed_fields(model) and isinstance(model._default_manager.none(), Narrower)
    }


def pieces_of(objets: Sequence[Model]) -> Pieces:
    """Each object with the rows that are read on its page alone, and hold texts: the earlier
    versions of a suivi, the steps of a situation. A few queries, whatever the number of objects,
    which are of one model."""
    pieces: Pieces = defaultdict(list)
    for objet in objets:
        pieces[objet.pk].append(objet)
    for field in fields_that_point_to(type(objets[0])) if objets else []:
        rows = field.model._default_manager.filter(**{f"{field.name}__in": list(pieces)})
        for row in rows:
            pieces[getattr(row, field.attname)].append(row)
    return pieces


@cache
def fields_that_point_to(model: type[Model]) -> list[Any]:
    return [
        relation.field
        for relation in model._meta.related_objects
        if relation.field.many_to_one
        and sealed_fields(relation.field.model)
        and relation.field.model._meta.label_lower not in models_read()
    ]


def texts_of(piece: Model) -> Iterator[tuple[EncryptedTextField, str]]:
    """The texts of a row that are not empty, opened, each with its field."""
    for field in sealed_fields(type(piece)):
        if text := getattr(piece, field.attname):
            yield field, text
