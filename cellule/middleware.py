"""What every answer carries, whoever made it: nothing is kept, indexed, or offered as a file."""

from cellule.errors import method_not_allowed

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
