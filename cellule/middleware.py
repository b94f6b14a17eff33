"""What every answer carries, whoever made it: nothing is kept, indexed, or offered as a file."""

import time

from django.conf import settings
from django.contrib.auth import logout
from django.urls import reverse

from cellule.errors import bare_page, method_not_allowed

SIGNED_IN_AT = "signed_in_at"

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
}


class BodyLimitMiddleware:
    """Refuses a body over the limit before a byte of it is read: nothing is uploaded here."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > settings.LARGEST_BODY:
            return bare_page(413)
        return self.get_response(request)


class SessionLifeMiddleware:
    """Ends a session twelve hours after signing in, however busy it was."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            now = time.time()
            since = request.session.setdefault(SIGNED_IN_AT, now)
            if now - since > settings.SESSION_COOKIE_AGE:
                logout(request)
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
