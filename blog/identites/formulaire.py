"""The pseudonym kept honest: a text that looks like it names somebody is shown to its author."""

import uuid
from collections.abc import Iterable
from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet

from blog.identites.masquage import mask_read, mask_text
from blog.identites.recherche import (
    PageLue,
    Spare,
    Trouvaille,
    find_in_text,
    read_html,
    trouvailles_of,
)
from blog.models.correspondance import IsName, name_parts, name_test, never
from comptes.models import Utilisateur
from journal.services import Detail
from rubriques.models import Rubrique
from rubriques.permissions import current_members
from sql.prepared import prepared
from texte.riche import RichTextFormField
from texte.simple import fold

MASK, KEEP = "masquer", "garder"
ASKED = "identite"  # the code of the error that asks an author to choose
CIVILITIES = {"mlle", "mme", "madame", "mademoiselle", "monsieur", "mesdames", "messieurs"}


class TexteForm(forms.BaseForm):
    """A form whose texts `look_for_identities` looks through."""

    auteur: Utilisateur | None = None  # said by the door
    trouvailles: list[Trouvaille]  # shown to its author, who chooses
    choix: dict[str, Detail]  # what the journal notes

    @property
    def asks_alone(self) -> bool:
        """Whether nothing is wrong but what its author is asked about: choosing then saves."""
        errors = [error for told in self.errors.as_data().values() for error in told]
        return {error.code for error in errors} == {ASKED}


def look_for_identities(form: TexteForm, names: list[str], rubrique: Rubrique) -> None:
    """Stop a form whose texts look like they hold an identity, until its author chooses.

    To be called at the end of `clean()`. `form.trouvailles` says where; once the author chose,
    the texts are masked or kept, and `form.choix` is what the journal notes: the choice and the
    kinds of what was found, never the words. What an earlier version of the text held is not
    asked again; the members of the rubrique may be named. A name of the key table stops its author
    only if they open that table (see `name_test`).
    """
    form.trouvailles, form.choix = [], {}
    choice, is_name = form.data.get("identites"), name_test(rubrique, form.auteur)
    spare_members = member_test(rubrique, is_name)
    found: list[Trouvaille] = []
    for name in names:
        if form.cleaned_data.get(name):  # else it is missing, or refused for another reason
            reader = Reader(form.fields[name], is_name)
            found += look_in_field(form, name, choice, reader, spare_members)
    if found:
        sortes = sorted({trouvaille.sorte.value for trouvaille in found})
        chosen = "demande" if form.trouvailles else choice or ""
        form.choix = {"identites": chosen, "sortes": sortes, "nombre": len(found)}


def look_in_field(
    form: TexteForm, name: str, choice: str | None, reader: "Reader", spare_members: Spare
) -> list[Trouvaille]:
    """Mask, keep or ask about the identities of one field; return them."""
    text, initial = form.cleaned_data[name], form.get_initial_for_field(form.fields[name], name)

    @cache
    def earlier() -> set[str]:
        return reader.words_in(initial or "")

    def spare(words: str) -> bool:
        return spaced(words) in earlier() or spare_members(words)

    found = [t for t in reader.find(text, spare) if not spare(t.texte)]
    if choice == MASK:
        form.cleaned_data[name] = reader.mask(text, found, spare)
    elif choice != KEEP and found:
        form.trouvailles += found
        kinds = ", ".join(dict.fromkeys(t.sorte.label for t in found))
        told = f"Ce texte semble contenir\u00a0: {kinds}."
        form.add_error(name, forms.ValidationError(told, code=ASKED))
    return found


class Reader:
    """Reads a field as what it holds: rich text, or plain. A rich text is read once."""

    def __init__(self, field: forms.Field, is_name: IsName) -> None:
        self.field, self.is_name = field, is_name
        self.is_rich = isinstance(field, RichTextFormField)
        self.lue: PageLue | None = None  # the last rich text

    def find(self, text: str, spare: Spare) -> list[Trouvaille]:
        if not self.is_rich:
            return find_in_text(text, is_name=self.is_name, spare=spare)
        self.lue = read_html(text, self.is_name, spare)
        return trouvailles_of(self.lue)

    def mask(self, text: str, found: list[Trouvaille], spare: Spare) -> str:
        """Mask what `find` has just found in this text."""
        if self.lue is None:
            return mask_text(text, found)
        return mask_read(text, self.lue, is_name=self.is_name, spare=spare)

    def words_in(self, text: str) -> set[str]:
        earlier = Reader(self.field, self.is_name)
        return {spaced(t.texte) for t in earlier.find(text, never)}


def spaced(words: str) -> str:
    return " ".join(fold(words).split())


def member_test(rubrique: Rubrique, is_name: IsName) -> Spare:
    """Return the test that tells the names of members, who may be named, from those of pupils."""
    known = {part for names in names_of_members(rubrique.pk) for part in parts_of(names)}

    def is_member(words: str) -> bool:
        parts = [part for part in name_parts(words) if part not in CIVILITIES]
        return bool(parts) and known.issuperset(parts) and not any(map(is_name, parts))

    return is_member


@prepared
def names_of_members(rubrique: uuid.UUID) -> "QuerySet[Any, tuple[str, str]]":
    members = current_members(rubrique).values("utilisateur")
    people = Utilisateur.objects.filter(pk__in=members)
    return people.values_list("first_name", "last_name")


def parts_of(names: Iterable[str]) -> list[str]:
    return [part for name in names for part in name_parts(name)]
