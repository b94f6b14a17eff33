"""Sessions in the database, of use to nobody who steals it: keys are hashed, contents sealed."""

import hashlib
import json

from allauth.account.adapter import get_adapter
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from coffre.keys import CoffreError, open_token, seal
from sql.prepared import prepared

CONTEXT = "comptes.session"
KEY_LENGTH = 40  # of the column: 160 bits in hexadecimal


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
            return json.loads(open_token(session_data, CONTEXT))
        except (CoffreError, ValueError):
            return {}
