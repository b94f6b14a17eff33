from functools import partial

from django.http import HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from blog.models import Article
from blog.situation.chronologie import chronology, last_decided, readers_since
from blog.situation.forms.suivi import SuiviForm
from blog.situation.services import open_article
from comptes.sessions import not_an_act
from rubriques.cadre import frame
from rubriques.permissions import Droit, get_allowed, open_to_read
from rubriques.redaction.brouillons import left_by, open_form
from rubriques.registre import meetings_about


@require_safe
def article_detail(request, pk):
    adresse = reverse("blog:suivi_create", args=[pk])
    source = Article.objects.for_page(request.user, left_by(request.user, adresse))
    article = get_allowed(source, request.user, Droit.READ, pk=pk)
    make = partial(SuiviForm, user=request.user, rubrique=article.rubrique)
    form, brouillon = open_form(request, make, adresse, look=article.has_draft)
    return show_article(request, article, form, brouillon=brouillon)


def show_article(request, article, form, *, brouillon=None, status=200):
    """The page of a situation, with the form of the suivi being written."""
    suivis = chronology(article, request.user)
    trace = open_article(article=article, user=request.user)
    actions = list(article.actions.select_related("responsable").soonest_first())
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "natures": list(article.natures.all()),
        "suivis": suivis,
        "actions": [action for action in actions if action.is_open],
        "ended": [action for action in actions if not action.is_open],
        "late_actions": sum(action.is_overdue for action in actions),
        "decided": last_decided(actions),
        "lectures": readers_since(article, suivis),
        "reunions": meetings_about(article, request.user),
        "form": form,
        "brouillon": brouillon,
        "trace": trace,
    }
    return render(request, "blog/article_detail.html", context, status=status)


@not_an_act
@require_safe
def article_live(request, pk):
    """The chronology again, for a page that shows it; 304, and nothing read, if it is the same."""
    source = Article.objects.with_news(request.user).with_pulse(request.user)
    article = get_allowed(source, request.user, Droit.READ, pk=pk)
    state = '"{suivis}.{reste}"'.format(**article.pulse)
    if request.headers.get("If-None-Match") == state:
        return HttpResponseNotModified(headers={"ETag": state})
    context = frame(request, article.rubrique) | {
        "article": article,
        "suivis": chronology(article, request.user),
        "trace": open_to_read(request.user, article),
    }
    response = render(request, "blog/_timeline.html", context)
    response["ETag"] = state
    return response
