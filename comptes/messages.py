"""What an act tells its author on the next page, kept in the sealed session."""

from contextlib import suppress

from django.contrib.messages import get_messages, success
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.base import UpdateError
from django.http import HttpRequest, HttpResponse


class MessageStorage(SessionStorage):
    _queued_messages: list[Message]

    def keep(self) -> None:
        """Store what was told now, in the transaction of the act, instead of after the view.

        Where the session ended meanwhile (in another tab) nothing is told, and the act stands.
        """
        session = self.request.session
        self.update(HttpResponse())
        self._queued_messages.clear()
        self.added_new = False
        vars(self).pop("_loaded_data", None)  # what comes after is told besides
        with suppress(UpdateError):
            session.save()
        session.modified = False


def tell(request: HttpRequest, message: str) -> None:
    """Tell of an act that succeeds, within its transaction: both are committed at once."""
    success(request, message)
    storage = get_messages(request)
    if isinstance(storage, MessageStorage):
        storage.keep()
