"""The home page: what is due and what is new, by establishment. And a page for robots."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agenda.models import Invitation, Seance
from agenda.models.point import GUEST_HOURS
from blog.models import Action, Article
from blog.relecture.mentions import mentions_for
from blog.situation.dessin import draw_actions
from blog.tableau import criteres
from journal.models import Trace
from rubriques.models import Brouillon, Espace, Rubrique
from rubriques.permissions import Droit, allowed_rubriques, may_hold_rights, role_in
from rubriques.redaction.brouillons import title_of
from sql.prepared import prepared

NEWS_SHOWN = 6
MEETINGS_SHOWN = 5


@dataclass(frozen=True)
class MaRubrique:
    """A rubrique as it stands on the home page of one of its members."""

    rubrique: Rubrique
    role: str
    ouvertes: int
    nouvelles: list[Article]


@dataclass(frozen=True)
class TexteCommence:
    """A draft, and what it is a draft of."""

    brouillon: Brouillon
    titre: str


@require_safe
def home(request):
    user = request.user
    rubriques = rubriques_with_open_articles(user)
    nouvelles = defaultdict(list)
    for article in articles_with_news(user):
        nouvelles[article.rubrique_id].append(article)
    mine = [
        MaRubrique(r, str(role_in(user, r).label), r.ouvertes, nouvelles[r.pk]) for r in rubriques
    ]
    seances = coming_seances(user, now := timezone.now())
    context = {
        "rubriques": mine,
        "with_news": [m for m in mine if m.nouvelles],
        "seances": seances,
        "du_jour": next((s for s in seances if s.is_aujourdhui and not s.is_annulee), None),
        "espaces": espaces_of(user),
        "actions": draw_actions(open_actions_of(user)),
        "brouillons": drafts_of(user, rubriques),
        "invitations": open_invitations(user, now),
        "mentions": mentions_by_rubrique(user, rubriques),
        "link_trace": link_made_by_another(user, now),
        "shown": NEWS_SHOWN,
    }
    return render(request, "home.html", context)


@prepared
def rubriques_with_open_articles(user):
    """The rubriques of `user`, in order, each with `ouvertes`: how many open situations they may
    see in it."""
    here = Article.objects.visible_to(user).open().filter(rubrique=OuterRef("pk")).order_by()
    counted = here.values("rubrique").annotate(number=Count("pk")).values("number")
    rubriques = allowed_rubriques(user, Droit.READ).select_related("espace").defer("texte")
    return rubriques.annotate(ouvertes=Coalesce(Subquery(counted), 0))


@prepared
def articles_with_news(user):
    """The open situations in which something is new for `user`."""
    articles = Article.objects.visible_to(user).open().with_news(user).filter(criteres.NOUVEAU)
    rows = articles.with_last_suivi().most_pressing_first()
    return rows.only("rubrique", "code", "niveau", "vigilance")


@prepared
def coming_seances(user, now):
    """The next meetings, the cancelled ones too: an e-mail that says nothing sends here."""
    coming = Seance.objects.visible_to(user).filter(occurrence__end__gte=now)
    return coming.select_related("agenda__rubrique__espace").in_order()[:MEETINGS_SHOWN]


@prepared
def open_actions_of(user):
    mine = Action.objects.visible_to(user).filter(responsable=user).open().soonest_first()
    return mine.select_related("article").only("libelle", "echeance", "etat", "article__code")


def drafts_of(user, rubriques):
    """The texts that `user` began where they may still read, each with what it is."""
    drafts = drafts_left_by(user, [rubrique.pk for rubrique in rubriques])
    return [TexteCommence(draft, title) for draft in drafts if (title := title_of(draft))]


@prepared
def drafts_left_by(user, rubriques):
    drafts = Brouillon.objects.filter(auteur=user, rubrique__in=rubriques).defer("champs")
    return drafts.select_related("rubrique__espace")


@prepared
def espaces_of(user):
    """The establishments that `user` heads."""
    return Espace.objects.filter(chefs=user) if may_hold_rights(user) else Espace.objects.none()


def mentions_by_rubrique(user, rubriques):
    """How many texts may name a pupil, in each rubrique whose key table `user` opens."""
    told = Counter(lue.mention.rubrique_id for lue in mentions_for(user))
    return [(rubrique, told[rubrique.pk]) for rubrique in rubriques if told[rubrique.pk]]


def open_invitations(user, now):
    return invitations_of(user, now - GUEST_HOURS) if may_hold_rights(user) else []


@prepared
def invitations_of(user, since):
    return Invitation.objects.open_to(user, since)


def link_made_by_another(user, now):
    """The last one-time link to this account, if somebody else made it these last two weeks."""
    links = links_to(str(user.pk), user, now - datetime.timedelta(days=14))
    return next(iter(links), None)


@prepared
def links_to(objet, user, since):
    links = Trace.objects.filter(acte=Trace.Acte.LIEN, objet_id=objet, quand__gte=since)
    made = links.exclude(acteur=user).exclude(acteur=None)
    return made.select_related("acteur")[:1]


@login_not_required
@require_safe
def robots(request):
    """Nothing is to be indexed. Calendar services obey this file too: they may read the addresses
    that their members gave them, which nobody finds by following links."""
    rules = "User-agent: *\nAllow: /calendrier/\nDisallow: /\n"
    return HttpResponse(rules, content_type="text/plain; charset=utf-8")
