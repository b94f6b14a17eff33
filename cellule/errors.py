"""Error pages: in French, with the status that fits, and never a word of what was asked."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = "30"

TEXTS = {
    400: ("Cette demande n’est pas lisible.", "Revenez à la page d’avant et recommencez."),
    403: (
        "Vous pouvez lire ici, pas y écrire.",
        "Si cela ne devrait pas être le cas, parlez-en au gestionnaire de la rubrique.",
    ),
    404: (
        "Cette page n’existe pas, ou n’est pas ouverte pour vous.",
        "L’adresse est peut-être incomplète, ou votre habilitation a changé. Si vous pensez "
        "devoir y accéder, parlez-en au gestionnaire de la rubrique.",
    ),
    405: (
        "Cette adresse ne s’ouvre pas directement.",
        "Elle sert à enregistrer. Revenez à l’accueil et reprenez depuis la page concernée.",
    ),
    413: (
        "Ce texte est trop long.",
        "Revenez à la page d’avant : votre texte y est encore. Raccourcissez-le et enregistrez.",
    ),
    429: ("Trop de tentatives.", "Attendez cinq minutes, puis réessayez."),
    500: (
        "Une erreur est survenue de notre côté.",
        "Ce que vous veniez d’écrire n’est peut-être pas enregistré : revenez à la page d’avant, "
        "copiez votre texte, et réessayez.",
    ),
    503: (
        "Cellule est momentanément indisponible.",
        "Ce que vous veniez d’écrire n’est pas enregistré : revenez à la page d’avant dans un "
        "instant, votre texte y est encore.",
    ),
}
CSRF_TEXT = (
    "La page était ouverte depuis trop longtemps.",
    "Revenez à la page d’avant, copiez votre texte, rechargez-la, puis recommencez.",
)


def page(request, status, texts=None):
    title, advice = texts or TEXTS[status]
    context = {"status": status, "title": title, "advice": advice}
    return render(request, "error.html", context, status=status)


def bad_request(request, exception):
    too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return bare_page(413 if too_big else 400)


def forbidden(request, exception):
    return page(request, 403)


def csrf_failure(request, reason=""):
    return page(request, 403, CSRF_TEXT)


def not_found(request, exception):
    return page(request, 404)


def method_not_allowed(request):
    return page(request, 405)


def server_error(request):
    """500, or 503 when the database is what failed (locked, full, stopped)."""
    unavailable = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    response = bare_page(503 if unavailable else 500)
    if unavailable:
        response["Retry-After"] = RETRY_SECONDS
    return response


def bare_page(status):
    """A page that asks nothing of the session nor of the database, which may be what failed."""
    title, advice = TEXTS[status]
    context = {"status": status, "title": title, "advice": advice}
    return HttpResponse(render_to_string("error_bare.html", context), status=status)
