import datetime
from copy import copy
from functools import partial

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from blog.forms import ArticleForm, NaturesForm, SuiviForm
from blog.merge import merge_article
from blog.models import Article, Lecture, Suivi
from blog.reunions import meetings_about
from blog.services import create_article, edit_article, edit_natures, note_identities, open_article
from comptes.sessions import not_an_act
from journal.services import last_writer
from rubriques.cadre import frame
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, current_members, get_allowed, open_to_read
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, left_by, open_form
from rubriques.redaction.versions import StaleVersion

RECENT = datetime.timedelta(days=14)  # from one meeting to the next


@require_safe
def article_detail(request, pk):
    adresse = reverse("blog:suivi_create", args=[pk])
    source = Article.objects.for_page(request.user)
    source = source.annotate(has_draft=left_by(request.user, adresse))
    article = get_allowed(source, request.user, Action.READ, pk=pk)
    make = partial(SuiviForm, user=request.user, rubrique=article.rubrique)
    form = open_form(request, make, adresse, look=article.has_draft)
    return show_article(request, article, form)


def show_article(request, article, form, status=200):
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
        "trace": trace,
    }
    return render(request, "blog/article_detail.html", context, status=status)


@not_an_act
@require_safe
def article_live(request, pk):
    """The chronology again, for a page that shows it; 304, and nothing read, if it is the same."""
    source = Article.objects.with_news(request.user).with_pulse(request.user)
    article = get_allowed(source, request.user, Action.READ, pk=pk)
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


def chronology(article, user):
    """The notes that `user` knows of, newest first; what is new to them says so."""
    suivis = Suivi.objects.known_to(user).filter(article=article)
    suivis = list(suivis.select_related("auteur", "retire_par"))
    for suivi in suivis:
        later = article.lue_le and suivi.cree_le > article.lue_le and not suivi.is_retire
        suivi.is_nouveau = bool(later and suivi.lisible and suivi.auteur_id != user.pk)
    return suivis


def last_decided(actions):
    """The actions of the last day that decided any, and of the fortnight before it."""
    last = max((action.decidee_le for action in actions), default=None)
    recent = [a for a in actions if a.decidee_le > last - RECENT]
    return sorted(recent, key=lambda action: action.decidee_le, reverse=True)


def readers_since(article, suivis):
    """Which members opened the situation since the last note that all of them may read.

    Who wrote it has read it. Whoever is set aside is on neither list.
    """
    open_to_all = [s for s in suivis if not s.is_reserve and not s.is_retire]
    last = max(open_to_all, key=lambda suivi: suivi.cree_le, default=None)
    since, author = (last.cree_le, last.auteur_id) if last else (article.cree_le, None)
    opened = Lecture.objects.filter(article=article, utilisateur=OuterRef("utilisateur"))
    members = (
        current_members(article.rubrique)
        .exclude(utilisateur__in=article.ecarts.values("utilisateur"))
        .annotate(lue_le=Subquery(opened.values("lue_le")))
    )
    read = [m for m in members if (m.lue_le and m.lue_le >= since) or m.utilisateur_id == author]
    unread = [m for m in members if m not in read]
    return {"read": read, "unread": unread}


@require_http_methods(["GET", "POST"])
def nature_list(request, slug):
    """The short list of natures of a rubrique, as its gestionnaire keeps it."""
    rubrique = get_allowed(Rubrique, request.user, Action.MANAGE, service=Service.BLOG, slug=slug)
    form = NaturesForm(request.POST or None, rubrique=rubrique)
    if form.is_valid():
        edit_natures(rubrique=rubrique, par=request.user, **form.names())
        messages.success(request, "La liste des natures est enregistrée.")
        return redirect("blog:nature_list", slug)
    context = frame(request, rubrique, "reglages") | {"form": form}
    return render(request, "blog/nature_list.html", context, status=400 if form.is_bound else 200)


@keeps_draft("Une nouvelle situation")
@require_http_methods(["GET", "POST"])
def article_create(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.WRITE, service=Service.BLOG, slug=slug)
    if answer := answer_draft(request, rubrique):
        return answer
    form = open_form(request, partial(ArticleForm, rubrique=rubrique))
    if form.is_valid():
        article = create_article(
            article=form.save(commit=False),
            rubrique=rubrique,
            par=request.user,
            natures=form.cleaned_data["natures"],
            identites=form.choix,
        )
        forget(request.user, request.path)
        messages.success(request, f"La situation {article.code} est ouverte.")
        return redirect(article)
    if form.is_bound:
        note_identities(choix=form.choix, objet=rubrique, par=request.user)
    context = frame(request, rubrique, "situations") | {"form": form}
    return render(
        request, "blog/article_create.html", context, status=400 if form.is_bound else 200
    )


@keeps_draft("Une situation")
@require_http_methods(["GET", "POST"])
def article_edit(request, pk):
    """Edit a situation. A field that two people changed is put to the second one: 409."""
    article = get_allowed(Article, request.user, Action.WRITE, pk=pk)
    if answer := answer_draft(request, article.rubrique):
        return answer
    make = partial(
        ArticleForm,
        instance=copy(article),
        rubrique=article.rubrique,
        initial={"version": article.version},
    )
    form, disagreements = open_form(request, make), []
    if form.is_valid():
        disagreements = save_or_merge(form, request.user)
        if not disagreements:
            forget(request.user, request.path)
            messages.success(request, "C’est enregistré.")
            return redirect(article)
    if form.is_bound:
        note_identities(choix=form.choix, objet=article, par=request.user)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "form": form,
        "disagreements": disagreements,
        "conflict_by": last_writer(article) if disagreements else "",
        "trace": open_to_read(request.user, article),
    }
    status = 409 if disagreements else 400 if form.is_bound else 200
    return render(request, "blog/article_edit.html", context, status=status)


def save_or_merge(form, user):
    """Save what the form changed, on top of what others saved meanwhile.

    Returns the fields that somebody else changed too: then nothing is saved.
    """
    seen = form.cleaned_data["version"] or 0
    fields = form.touched()
    while True:
        try:
            edit_article(
                article=form.instance,
                par=user,
                seen=seen,
                fields=fields,
                natures=form.cleaned_data["natures"],
                identites=form.choix,
            )
        except StaleVersion as error:
            if disagreements := merge_article(form, error.current):
                return disagreements
            seen = error.current.version
        else:
            return []
