from copy import copy

from django.contrib import messages
from django.db.models import OuterRef, Subquery
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blog.forms import ArticleForm, FiltreForm, NaturesForm, SuiviForm
from blog.models import Article, Lecture, Suivi
from blog.search import search_articles
from blog.services import create_article, edit_article, edit_natures, open_article
from journal.services import Acte, record
from rubriques.models import Rubrique, Service
from rubriques.permissions import Action, current_members, get_allowed, open_to_read
from rubriques.versions import StaleVersion, with_version
from rubriques.views import frame

SHOWN = 500


@require_http_methods(["GET", "POST"])
def article_list(request, slug):
    """The situations. Words are searched by POST: they may say something of a case."""
    rubrique = get_allowed(Rubrique, request.user, Action.READ, service=Service.BLOG, slug=slug)
    words = request.POST.get("mots", "").strip()[:200]
    filtre = FiltreForm(request.GET, rubrique=rubrique, membres=current_members(rubrique))
    mine = Article.objects.visible_to(request.user).filter(rubrique=rubrique)
    articles = mine.with_news(request.user).with_last_suivi().with_actions()
    articles = articles.prefetch_related("natures")
    if words:
        record(request.user, Acte.RECHERCHE, rubrique)
        articles = search_articles(articles.most_pressing_first(), request.user, words)
    else:
        articles = filtre.apply(articles)
    context = frame(request, rubrique, "situations") | {
        "articles": list(articles[:SHOWN]),
        "filtre": filtre,
        "mots": words,
    }
    return render(request, "blog/article_list.html", context)


@require_safe
def article_detail(request, pk):
    source = Article.objects.with_news(request.user)
    article = get_allowed(source, request.user, Action.READ, pk=pk)
    return show_article(request, article, SuiviForm(user=request.user))


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
        "decided": last_decided(actions),
        "lectures": readers_since(article, suivis),
        "form": form,
        "trace": trace,
    }
    return render(request, "blog/article_detail.html", context, status=status)


def chronology(article, user):
    """The notes that `user` knows of, newest first; what is new to them says so."""
    suivis = Suivi.objects.known_to(user).filter(article=article)
    suivis = list(suivis.select_related("auteur", "retire_par"))
    for suivi in suivis:
        later = article.lue_le and suivi.cree_le > article.lue_le
        suivi.is_nouveau = bool(later and suivi.lisible and suivi.auteur_id != user.pk)
    return suivis


def last_decided(actions):
    """The actions decided on the last day that decided any."""
    day = max((action.decidee_le for action in actions), default=None)
    return [action for action in actions if action.decidee_le == day]


def readers_since(article, suivis):
    """Which members opened the situation since the last note that all of them may read.

    Whoever is set aside is on neither list.
    """
    open_to_all = [s.cree_le for s in suivis if not s.is_reserve and not s.is_retire]
    since = max(open_to_all, default=article.cree_le)
    opened = Lecture.objects.filter(article=article, utilisateur=OuterRef("utilisateur"))
    members = (
        current_members(article.rubrique)
        .exclude(utilisateur__in=article.ecarts.values("utilisateur"))
        .annotate(lue_le=Subquery(opened.values("lue_le")))
    )
    read = [m for m in members if m.lue_le and m.lue_le >= since]
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


@require_http_methods(["GET", "POST"])
def article_create(request, slug):
    rubrique = get_allowed(Rubrique, request.user, Action.WRITE, service=Service.BLOG, slug=slug)
    form = ArticleForm(request.POST or None, rubrique=rubrique)
    if form.is_valid():
        article = form.save(commit=False)
        natures = form.cleaned_data["natures"]
        article = create_article(
            article=article, rubrique=rubrique, par=request.user, natures=natures
        )
        messages.success(request, f"La situation {article.code} est ouverte.")
        return redirect(article)
    context = frame(request, rubrique, "situations") | {"form": form}
    return render(
        request, "blog/article_create.html", context, status=400 if form.is_bound else 200
    )


@require_http_methods(["GET", "POST"])
def article_edit(request, pk):
    article = get_allowed(Article, request.user, Action.WRITE, pk=pk)
    form = ArticleForm(
        request.POST or None,
        instance=copy(article),
        rubrique=article.rubrique,
        initial={"version": article.version},
    )
    conflict = None
    if form.is_valid():
        try:
            edit_article(
                article=form.instance,
                par=request.user,
                seen=form.cleaned_data["version"] or 0,
                fields=[name for name in form._meta.fields if name in form.fields],
                natures=form.cleaned_data["natures"],
            )
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            messages.success(request, "C’est enregistré.")
            return redirect(article)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "form": form,
        "conflict": conflict,
        "trace": open_to_read(request.user, article),
    }
    status = 409 if conflict else 400 if form.is_bound else 200
    return render(request, "blog/article_edit.html", context, status=status)
