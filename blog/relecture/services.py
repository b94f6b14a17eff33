"""What a dépositaire does about a mention: each is one transaction, with its trace."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from blog.identites.masquage import mask_html, mask_text
from blog.models import Mention
from blog.models.correspondance import IsName
from blog.relecture.mentions import MentionLue, find_names
from blog.relecture.textes import pieces_of, texts_of
from comptes.models import Utilisateur
from journal.services import Acte, record
from rubriques.redaction.versions import Versionne
from texte.riche import RichTextField


@transaction.atomic
def mask_names(*, lue: MentionLue, is_name: IsName, par: Utilisateur) -> None:
    """Mask the names of the table in a text, and in what it said before: no earlier version of it
    is kept, or the name would stand there. What others changed meanwhile is masked too."""
    model = type(lue.objet)
    objet = model._default_manager.select_for_update().get(pk=lue.objet.pk)
    champs: list[str] = []
    for piece in pieces_of([objet])[objet.pk]:
        champs += mask_piece(piece, is_name)
    record(par, Acte.MODIFICATION, objet, champs=sorted(set(champs)), relecture="masque")
    Mention.objects.filter(pk=lue.mention.pk).delete()


def mask_piece(piece: Model, is_name: IsName) -> list[str]:
    """Mask the names in one row; return the fields that changed."""
    changed = []
    for field, text in texts_of(piece):
        masked = masked_text(field, text, is_name)
        if masked != text:
            setattr(piece, field.attname, masked)
            changed.append(field.name)
    if isinstance(piece, Versionne) and changed:
        piece.version += 1
        piece.save(update_fields=[*changed, "version"])
    elif changed:
        piece.save(update_fields=changed)
    return changed


def masked_text(field: Any, text: str, is_name: IsName) -> str:
    if isinstance(field, RichTextField):
        return mask_html(text, is_name=is_name, spare=lambda words: not is_name(words))
    return mask_text(text, find_names(field, text, is_name))


@transaction.atomic
def leave_as_it_is(*, lue: MentionLue, par: Utilisateur) -> None:
    """The text names nobody, or may: it is not told again, unless it is written again."""
    record(par, Acte.LECTURE, lue.objet, relecture="garde")
    Mention.objects.filter(pk=lue.mention.pk).delete()
