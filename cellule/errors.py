"""Error pages: in French, with the status that fits, and never a word of what was asked."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve

from rubriques.redaction.brouillons import AUTHOR, KeepsDraft, keep, mark_of
from texte.riche import BLOCK_START
from texte.simple import plain_lines

RETRY_SECONDS = "30"
REFUSALS = (OperationalError, InterfaceError, InternalError)  # stopped, locked, full, read-only

TEXTS = {
    400: ("Cette demande n’est pas lisible.", "Revenez à la page d’avant et recommencez."),
    401: (
        "Votre session est terminée.",
        "Elle a été fermée entre-temps, peut-être dans un autre onglet. Reconnectez-vous.",
    ),
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
        "Revenez à la page d’avant\u00a0: votre texte y est encore. Raccourcissez-le et "
        "enregistrez.",
    ),
    429: ("Trop de tentatives.", "Attendez cinq minutes, puis réessayez."),
    500: (
        "Une erreur est survenue de notre côté.",
        "Ce que vous veniez d’écrire n’est peut-être pas enregistré\u00a0: revenez à la page "
        "d’avant, copiez votre texte, et réessayez.",
    ),
    503: (
        "Cellule est momentanément indisponible.",
        "Ce que vous veniez d’écrire n’est pas enregistré\u00a0: revenez à la page d’avant "
        "dans un instant, votre texte y est encore.",
    ),
}
TOO_OLD = "La page était ouverte depuis trop longtemps."
CSRF_TEXT = (
    TOO_OLD,
    "Revenez à la page d’avant, copiez votre texte, rechargez-la, puis recommencez.",
)
KEPT_TEXT = (
    TOO_OLD,
    "Votre texte est gardé, pas encore enregistré\u00a0: rouvrez la page, il y est.",
)
NOT_TEXTS = {"csrfmiddlewaretoken", AUTHOR, "envoi", "version", "vu", "date", "portee"}
LONG = 40  # characters: shorter ones are choices and dates, found again on the page


def page(request, status, texts=None, back=None):
    title, advice = texts or TEXTS[status]
    context = {"status": status, "title": title, "advice": advice, "back": back}
    return render(request, "error.html", context, status=status)


def bad_request(request, exception):
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return bare_page(413)
    return bare_page(401 if isinstance(exception, SessionInterrupted) else 400)


def forbidden(request, exception):
    return page(request, 403)


def csrf_failure(request, reason=""):
    """A form whose token is not the session's: after signing in again in another window.

    Its text is kept, if it comes from our own page: the browser says from where.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return page(request, 403, CSRF_TEXT)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    match = resolve(request.path_info)
    is_theirs = request.POST.get(AUTHOR) == mark_of(request.user)
    can_keep = ours and is_theirs and isinstance(match.func, KeepsDraft)
    if can_keep and keep(request.user, request.path, request.POST):
        return page(request, 403, KEPT_TEXT, back=request.path)
    return page(request, 403, CSRF_TEXT)


def session_over(request, status):
    """Whoever sends a text while signed out gets it back: nobody knows whose draft it would be.

    The same when somebody else signed in meanwhile (409): it is not saved in their name.
    """
    context = {"texts": texts_of(request.POST)}
    return render(request, "session_over.html", context, status=status)


def texts_of(values):
    """What was written in a form that was sent: its free texts."""
    return [as_typed(value) for name, value in values.items() if is_text(name, value)]


def as_typed(text):
    """A rich text as words to copy: without its tags."""
    return plain_lines(text) if BLOCK_START.match(text) else text


def is_text(name, value):
    said = value.strip()
    return name not in NOT_TEXTS and (len(said) > LONG or " " in said)


def not_found(request, exception):
    return page(request, 404)


def method_not_allowed(request):
    return page(request, 405)


def server_error(request):
    """500, or 503 when the database is what refused."""
    return unavailable() if isinstance(sys.exc_info()[1], REFUSALS) else bare_page(500)


def unavailable():
    response = bare_page(503)
    response["Retry-After"] = RETRY_SECONDS
    return response


def bare_page(status):
    """A page that asks nothing of the session nor of the database, which may be what failed."""
    title, advice = TEXTS[status]
    context = {"status": status, "title": title, "advice": advice}
    try:
        return HttpResponse(render_to_string("error_bare.html", context), status=status)
    except ValueError:  # not even the static files are there
        plain = "text/plain; charset=utf-8"
        return HttpResponse(f"{title}\n\n{advice}\n", status=status, content_type=plain)
