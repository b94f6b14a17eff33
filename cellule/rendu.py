"""What somebody just sent and that is not saved: it is given back with the answer that says so.

A page that no browser may keep is asked anew when one goes back to it, and comes without what was
typed in it: only the answer can hold the text. Nothing here asks the database, which may be what
failed.
"""

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

from rubriques.redaction.brouillons import AUTHOR, KEEP
from texte.riche import BLOCK_START
from texte.simple import plain_lines

TOKEN = "csrfmiddlewaretoken"  # noqa: S105
NOT_TEXTS = {TOKEN, AUTHOR, "envoi", "version", "vu", "date", "portee"}
LONG = 40  # characters: shorter ones are choices and dates, found again on the page
SECRETS = {"password", "oldpassword", "password1", "password2", "mot_de_passe"}


def is_ours(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of ours: the browser says from where."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def fields_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of a form of ours, as they were sent, to be sent again by its author.

    None of a form that holds a password or a file, nor of a draft, which its page sends again.
    """
    if request.method != "POST":
        return []
    try:
        values = request.POST
        if not is_ours(request) or request.FILES or (SECRETS | {KEEP}) & values.keys():
            return []
    except (SuspiciousOperation, UnreadablePostError):
        return []
    return [(name, value) for name, items in values.lists() for value in items]


def texts_of(fields) -> list[str]:
    """What was written in a form that was sent: its free texts, to be read and copied."""
    return [as_typed(value) for name, value in fields if is_text(name, value)]


def as_typed(text: str) -> str:
    """A rich text as words to copy: without its tags."""
    return plain_lines(text) if BLOCK_START.match(text) else text


def is_text(name: str, value: str) -> bool:
    said = value.strip()
    return name not in NOT_TEXTS and (len(said) > LONG or " " in said)
