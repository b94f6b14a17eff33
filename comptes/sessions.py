"""Sessions in the database, of use to nobody who steals it: keys are hashed, contents sealed."""

import hashlib
import json

from allauth.account.adapter import get_adapter
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from coffre.keys import CoffreError, open_token, seal
from sql.prepared import prepared

CONTEXT = "comptes.session"
KEY_LENGTH = 40  # of the column: 160 bits in hexadecimal
SIGNED_IN_AT, SEEN_AT, TOLD = "signed_in_at", "seen_at", SessionStorage.session_key
MAY_BE_LOST = {SIGNED_IN_AT, SEEN_AT, TOLD}  # written again at the next page, or told twice


def confirm_password(request, password: str) -> None:
    """Check the password of whoever is signed in, once more.

    Raises ValidationError when it is wrong, with the code `too_many_login_attempts` when it was
    so too often: failures are counted, and traced, with those of signing in.
    """
    user = request.user
    found = get_adapter().authenticate(request, username=user.username, password=password)
    if found is None or found.pk != user.pk:
        raise ValidationError("Mot de passe incorrect.")


def not_an_act(view):
    """Mark a view that an open page asks by itself: it does not keep an idle session alive."""
    view.is_background = True
    return view


def hashed(session_key: str) -> str:
    """Return what the database knows a session by; the browser alone holds its key."""
    return hashlib.sha256(session_key.encode()).hexdigest()[:KEY_LENGTH]


@prepared
def session_at(hashed_key, now) -> QuerySet[Session]:
    return Session.objects.filter(session_key=hashed_key, expire_date__gt=now)


class SessionStore(db.SessionStore):
    read: tuple[str | None, str] = (
        None,
        "{}",
    )  # the session as the database holds it, and its key

    def save(self, must_create=False):
        """Raise UpdateError when the session is over, and what the database raises when it is the
        database that refuses (Django takes one for the other, and the visitor for the culprit)."""
        try:
            super().save(must_create)
        except UpdateError as error:
            refusal = error.__context__
            if isinstance(refusal, DatabaseError) and type(refusal) is not DatabaseError:
                raise refusal from None
            raise

    def may_be_lost(self) -> bool:
        """Whether what changed since the session was read is no harm if it is not written."""
        key, said = self.read
        if self.session_key is None or key != self.session_key:
            return False
        before, now = json.loads(said), dict(self.items())
        changed = {n for n in before.keys() | now.keys() if before.get(n) != now.get(n)}
        return changed <= MAY_BE_LOST

    def _get_session_from_db(self):
        found = session_at(hashed(self.session_key or ""), timezone.now())
        if not found:
            self._session_key = None
        return next(iter(found), None)

    def exists(self, session_key):
        return self.model.objects.filter(session_key=hashed(session_key)).exists()

    def create_model_instance(self, data):
        session = super().create_model_instance(data)
        session.session_key = hashed(session.session_key)
        return session

    def delete(self, session_key=None):
        session_key = session_key or self.session_key
        if session_key:
            self.model.objects.filter(session_key=hashed(session_key)).delete()

    def encode(self, session_dict):
        return seal(json.dumps(session_dict), CONTEXT)

    def decode(self, session_data):
        try:
            said = open_token(session_data, CONTEXT)
            self.read = (self.session_key, said)
            return json.loads(said)
        except (CoffreError, ValueError):
            return {}
