from functools import partial

from django.http import HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import Article
from blog.situation.chronologie import (
    actions_of,
    chronology,
    last_decided,
    members_who_may_open,
    pulse_of_page,
    readers_since,
    suivis_known_to,
)
from blog.situation.forms.suivi import SuiviForm
from blog.situation.services import open_article
from comptes.sessions import not_an_act
from rubriques.cadre import frame
from rubriques.permissions import Droit, get_allowed, key_tables, open_to_read
from rubriques.portee import tell_readers
from rubriques.redaction.brouillons import is_left, key, open_form
from rubriques.registre import meetings_about


@require_safe
def article_detail(request, pk):
    adresse = reverse("blog:suivi_create", args=[pk])
    source = partial(article_shown, brouillon=key(request.user, adresse))
    article = get_allowed(source, request.user, Droit.READ, pk=pk)
    make = partial(SuiviForm, user=request.user, rubrique=article.rubrique)
    form, brouillon = open_form(request, make, adresse, look=article.has_draft)
    return show_article(request, article, form, brouillon=brouillon)


def article_shown(brouillon):
    """The situations as their page shows them, with whether a suivi was begun in this one."""
    articles = Article.objects.select_related("referent", "coreferent").with_natures()
    return articles.with_draft(is_left(brouillon))


def show_article(request, article, form, *, brouillon=None, status=200):
    """The page of a situation, with the form of the suivi being written.

    What is new, who read it and what moves are told from the notes and actions that it shows.
    """
    user = request.user
    suivis = suivis_known_to(user, article)
    actions = actions_of(article.pk)
    members = members_who_may_open(article.pk, article.rubrique_id)
    if Droit.WRITE in article.rubrique.granted:
        tell_readers(form, user, article.rubrique, members)
    lue_le = next((m.lue_le for m in members if m.utilisateur_id == user.pk), None)
    trace, now = open_article(article=article, user=user, again=lue_le is not None)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "natures": article.noms_natures,
        "suivis": chronology(suivis, user, lue_le),
        "pulse": pulse_of_page(article, user, suivis, actions),
        "actions": [action for action in actions if action.is_open],
        "ended": [action for action in actions if not action.is_open],
        "late_actions": sum(action.is_overdue for action in actions),
        "decided": last_decided(actions),
        "lectures": readers_since(article, suivis, members, {user.pk: now}),
        "reunions": meetings_about(article, user),
        "form": form,
        "is_depositaire": article.rubrique_id in key_tables(user),
        "brouillon": brouillon,
        "trace": trace,
    }
    return render(request, "blog/article_detail.html", context, status=status)


@not_an_act
@require_safe
def article_live(request, pk):
    """The chronology again, for a page that shows it; 304, and nothing read, if it is the same."""
    user = request.user
    source = partial(Article.objects.with_pulse, user=user)
    article = get_allowed(source, user, Droit.READ, pk=pk)
    pulse = article.pulse_of(user, article.suivis_moved, article.actions_moved)
    state = '"{suivis}.{reste}"'.format(**pulse)
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    lecture = article.lectures.filter(utilisateur=user).first()
    lue_le = lecture.lue_le if lecture else None
    context = frame(request, article.rubrique) | {
        "article": article,
        "suivis": chronology(suivis_known_to(user, article), user, lue_le),
        "pulse": pulse,
        "trace": open_to_read(user, article),
    }
    response = render(request, "blog/_timeline.html", context)
    response["ETag"] = state
    return response
