from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blog.forms import ArticleForm, FiltreForm, SuiviForm
from blog.models import Article
from blog.search import search_articles
from blog.services import add_suivi, create_article, edit_article, open_article
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
    articles = mine.with_news(request.user).with_last_suivi().prefetch_related("natures")
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
    return show_article(request, article, SuiviForm())


def show_article(request, article, form, status=200):
    """The page of a situation, with the form of the suivi being written."""
    suivis = article.suivis_for(request.user)
    trace = open_article(article=article, user=request.user)
    context = frame(request, article.rubrique, "situations") | {
        "article": article,
        "natures": list(article.natures.all()),
        "suivis": suivis,
        "form": form,
        "trace": trace,
    }
    return render(request, "blog/article_detail.html", context, status=status)


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
                fields=ArticleForm._meta.fields,
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


@require_http_methods(["GET", "POST"])
def suivi_create(request, pk):
    """Write a suivi. A GET (a reload, a return from signing in) is the situation itself."""
    source = Article.objects.with_news(request.user)
    article = get_allowed(source, request.user, Action.WRITE, pk=pk)
    if request.method == "GET":
        return redirect(f"{article.get_absolute_url()}#ajouter")
    form = SuiviForm(request.POST)
    if not form.is_valid():
        return show_article(request, article, form, status=400)
    suivi = add_suivi(suivi=form.save(commit=False), article=article, par=request.user)
    messages.success(request, "Le suivi est enregistré.")
    return redirect(suivi)
