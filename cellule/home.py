"""The home page: what is due and what is new, by establishment. And two pages for machines."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agenda.models import Invitation, Seance
from blog.models import Action, Article
from journal.models import Trace
from rubriques.models import Brouillon, Rubrique
from rubriques.permissions import Droit, allowed_rubriques, may_hold_rights, role_in
from rubriques.redaction.brouillons import title_of

NEWS_SHOWN = 6
MEETINGS_SHOWN = 5


@dataclass(frozen=True)
class MaRubrique:
    """A rubrique as it stands on the home page of one of its members."""

    rubrique: Rubrique
    role: str
    ouvertes: list[Article]

    @property
    def nouvelles(self) -> list[Article]:
        return [article for article in self.ouvertes if article.is_nouveau]


@dataclass(frozen=True)
class TexteCommence:
    """A draft, and what it is a draft of."""

    brouillon: Brouillon
    titre: str


@require_safe
def home(request):
    user = request.user
    rubriques = list(allowed_rubriques(user, Droit.READ).select_related("espace"))
    articles = Article.objects.visible_to(user).open().with_news(user).with_last_suivi()
    articles = articles.only("rubrique", "code", "niveau", "vigilance")
    by_rubrique = defaultdict(list)
    for article in articles.most_pressing_first():
        by_rubrique[article.rubrique_id].append(article)
    mine = [MaRubrique(r, str(role_in(user, r).label), by_rubrique[r.pk]) for r in rubriques]
    seances = coming_seances(user)
    context = {
        "rubriques": mine,
        "with_news": [m for m in mine if m.nouvelles],
        "seances": seances,
        "du_jour": next((s for s in seances if s.is_aujourdhui and not s.is_annulee), None),
        "espaces": [] if user.is_superuser else user.espaces.all(),
        "actions": open_actions_of(user),
        "brouillons": drafts_of(user, rubriques),
        "invitations": list(Invitation.objects.open_to(user)) if may_hold_rights(user) else [],
        "link_trace": link_made_by_another(user),
        "shown": NEWS_SHOWN,
    }
    return render(request, "home.html", context)


def coming_seances(user):
    """The next meetings, the cancelled ones too: an e-mail that says nothing sends here."""
    coming = Seance.objects.visible_to(user).filter(occurrence__end__gte=timezone.now())
    coming = coming.select_related("agenda__rubrique__espace")
    return list(coming.in_order()[:MEETINGS_SHOWN])


def open_actions_of(user):
    mine = Action.objects.visible_to(user).filter(responsable=user).open()
    return list(mine.soonest_first().select_related("article"))


def drafts_of(user, rubriques):
    """The texts that `user` began where they may still read, each with what it is."""
    drafts = Brouillon.objects.filter(auteur=user, rubrique__in=rubriques).defer("champs")
    return [
        TexteCommence(draft, title)
        for draft in drafts.select_related("rubrique__espace")
        if (title := title_of(draft))
    ]


def link_made_by_another(user):
    """The last one-time link to this account, if somebody else made it these last two weeks."""
    since = timezone.now() - datetime.timedelta(days=14)
    links = Trace.objects.filter(acte=Trace.Acte.LIEN, objet_id=str(user.pk), quand__gte=since)
    return links.exclude(acteur=user).exclude(acteur=None).select_related("acteur").first()


@login_not_required
@require_safe
def health(request):
    """200 when the application reaches its database; says nothing else."""
    connection.ensure_connection()
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def robots(request):
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
