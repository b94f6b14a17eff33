"""What every answer carries, whoever made it: nothing is kept, indexed, or offered as a file."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import UpdateError
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve, reverse

from cellule.errors import (
    bare_page,
    method_not_allowed,
    session_over,
    unavailable,
)
from cellule.rendu import texts_of
from coffre.services import prove
from comptes.models import Utilisateur
from comptes.sessions import SEEN_AT, SIGNED_IN_AT, SessionStore
from rubriques.droits import remembering_droits
from rubriques.redaction.brouillons import KEEP, KeepsDraft, is_another_s, keep

NOTED_EVERY = 60  # seconds: an act is noted in the session once a minute

PRIVATE = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ALWAYS = {  # also on answers made above Django's own security middleware
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class BodyLimitMiddleware:
    """Refuses a body over the limit before a byte of it is read.

    A view that takes a file says so: its limit is higher, and the file stays in memory.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        uploads = request.method == "POST" and takes_upload(request.path_info)
        largest = settings.LARGEST_UPLOAD if uploads else settings.LARGEST_BODY
        if not length.isdigit() or int(length) > largest:
            return bare_page(413)
        if uploads:
            request.upload_handlers = [MemoryFileUploadHandler(request)]
        return self.get_response(request)


def takes_upload(path):
    try:
        return getattr(resolve(path).func, "takes_upload", False)
    except Resolver404:
        return False


class ProofMiddleware:
    """Serves nothing before the keys are proved to be those of the data: 503 meanwhile."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request) if prove() else unavailable(request)


class LivedRequest(HttpRequest):
    """A request as SessionLifeMiddleware hands it on. For types only: nobody makes one."""

    user: Utilisateur | AnonymousUser
    session: SessionStore
    expired_user: Utilisateur | None  # whose session ended with this very request


class SessionLifeMiddleware:
    """Ends a session after half an hour without an act, and twelve hours after signing in.

    What a page asks by itself is no act. A text that was being sent is kept for its author. A
    database that refuses to note the act stops nobody from reading, nor says of what is done
    that it is not.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: LivedRequest) -> HttpResponseBase:
        request.expired_user = None
        if request.user.is_authenticated:
            now, session = time.time(), request.session
            since, seen = session.setdefault(SIGNED_IN_AT, now), session.setdefault(SEEN_AT, now)
            too_old = now - since > settings.SESSION_COOKIE_AGE
            if too_old or now - seen > settings.SESSION_IDLE_SECONDS:
                request.expired_user = request.user
                logout(request)
        response = self.get_response(request)
        if request.session.modified and response.status_code < 500:
            note(request.session)
        return response

    def process_view(
        self, request: LivedRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        now = time.time()
        if request.user.is_authenticated:
            is_act = not getattr(view, "is_background", False)
            if is_act and now - request.session[SEEN_AT] > NOTED_EVERY:
                request.session[SEEN_AT] = now
            if request.method == "POST" and isinstance(view, KeepsDraft):
                return hand_back(request.user, request)
        elif request.method == "POST" and isinstance(view, KeepsDraft):
            return give_back(request)
        return None


def note(session: SessionStore) -> None:
    """Write what changed in the session now, if it is no harm that it is not written."""
    if session.may_be_lost():
        with suppress(Error, UpdateError):
            session.save()
        session.modified = False


def hand_back(user: Utilisateur, request: LivedRequest) -> HttpResponse | None:
    """The answer to the text of somebody who was signed in before, in this browser: not saved."""
    if not is_another_s(request.POST, user):
        return None
    return HttpResponse(status=409) if KEEP in request.POST else session_over(request, 409)


def give_back(request: LivedRequest) -> HttpResponse | None:
    """The answer to a text sent after the session's end: kept if its author is known, shown else.

    It comes after the check of the form's token: nobody else can have sent it.
    """
    if request.expired_user and not is_another_s(request.POST, request.expired_user):
        if keep(request.expired_user, request.path, request.POST):
            return None
    return session_over(request, 401) if texts_of(request.POST.items()) else None


class DroitsMiddleware:
    """What each person holds is read once a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with remembering_droits():
            return self.get_response(request)


class PrivateResponseMiddleware:
    """Adds the headers of privacy to every answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_static = request.path_info.startswith("/static/") and response.status_code in (200, 304)
        for name, value in (ALWAYS if is_static else ALWAYS | PRIVATE).items():
            response.setdefault(name, value)
        if not is_static:
            response["Cache-Control"] = PRIVATE["Cache-Control"]
        if request.method == "POST" and request.path_info == reverse("account_logout"):
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class HeadMiddleware:
    """A HEAD shows nothing: nobody read, and what it noted is undone. A refusal stays noted."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "HEAD":
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code < 400:
                transaction.set_rollback(True)
        return response


class MethodNotAllowedMiddleware:
    """Gives the blank 405 of Django a page; last in the list, so that every header is added."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405 and request.user.is_authenticated:
            answer = method_not_allowed(request)
            answer["Allow"] = response["Allow"]
            return answer
        return response
