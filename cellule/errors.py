"""Error pages: in French, with the status that fits, and never a word of what was asked."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import resolve

from cellule.rendu import fields_sent, is_ours, texts_of
from rubriques.redaction.brouillons import AUTHOR, KeepsDraft, keep, mark_of

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
        "Rien n’est enregistré. Revenez à la page d’avant\u00a0: vous y retrouverez votre dernier "
        "brouillon, s’il y en a un.",
    ),
    429: ("Trop de tentatives.", "Attendez cinq minutes, puis réessayez."),
    500: (
        "Une erreur est survenue de notre côté.",
        "Ce que vous veniez de faire n’est peut-être pas enregistré. Revenez à l’accueil, et "
        "regardez avant de recommencer.",
    ),
    503: (
        "Cellule est momentanément indisponible.",
        "Rien de ce qui était enregistré n’est perdu. Réessayez dans un instant.",
    ),
}
# The same two, to who just sent something
NOT_SAVED = {
    500: (
        "Une erreur est survenue de notre côté.",
        "Ce que vous veniez d’envoyer n’est peut-être pas enregistré. Tout est encore sur cette "
        "page\u00a0: gardez-la ouverte, et réessayez.",
    ),
    503: (
        "Rien n’est encore enregistré.",
        "Cellule est momentanément indisponible. Ce que vous veniez d’envoyer est encore sur "
        "cette page\u00a0: gardez-la ouverte, et réessayez dans un instant.",
    ),
}
TOO_OLD = "La page était ouverte depuis trop longtemps."
CSRF_TEXT = (
    TOO_OLD,
    "Rien n’est enregistré. Ouvrez-la de nouveau, puis recommencez.",
)
KEPT_TEXT = (
    TOO_OLD,
    "Votre texte est gardé, pas encore enregistré\u00a0: rouvrez la page, il y est.",
)


def page(request, status, told=None, back=None):
    """A page of our own, with what its reader had just written, if it is not kept."""
    title, advice = told or TEXTS[status]
    context = {"status": status, "title": title, "advice": advice, "back": back}
    context["texts"] = [] if back else texts_of(fields_sent(request))
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
    match = resolve(request.path_info)
    is_theirs = request.POST.get(AUTHOR) == mark_of(request.user)
    can_keep = is_ours(request) and is_theirs and isinstance(match.func, KeepsDraft)
    if can_keep and keep(request.user, request.path, request.POST):
        return page(request, 403, KEPT_TEXT, back=request.path)
    return page(request, 403, CSRF_TEXT)


def session_over(request, status):
    """Whoever sends a text while signed out gets it back: nobody knows whose draft it would be.

    The same when somebody else signed in meanwhile (409): it is not saved in their name.
    """
    context = {"texts": texts_of(request.POST.items())}
    return render(request, "session_over.html", context, status=status)


def not_found(request, exception):
    return page(request, 404)


def method_not_allowed(request):
    return page(request, 405)


def server_error(request):
    """500, or 503 when the database is what refused: what was sent can be sent again."""
    is_refusal = isinstance(sys.exc_info()[1], REFUSALS)
    return unavailable(request) if is_refusal else bare_page(500, request)


def unavailable(request):
    response = bare_page(503, request)
    response["Retry-After"] = RETRY_SECONDS
    return response


def bare_page(status, request=None):
    """A page that asks nothing of the session nor of the database, which may be what failed.

    With the `request`, what was sent is in it, and can be sent again.
    """
    fields = fields_sent(request) if request else []
    title, advice = NOT_SAVED[status] if fields else TEXTS[status]
    context = {"status": status, "title": title, "advice": advice}
    if fields:
        context |= {"fields": fields, "texts": texts_of(fields), "again": request.get_full_path()}
    try:
        return HttpResponse(render_to_string("error_bare.html", context), status=status)
    except ValueError:  # not even the static files are there
        plain = "text/plain; charset=utf-8"
        return HttpResponse(f"{title}\n\n{advice}\n", status=status, content_type=plain)
