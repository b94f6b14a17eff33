"""Views of the life of a situation: its statut, step by step, and who is set aside from it."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Article
from blog.situation.cadre import page_about, show_about
from blog.situation.forms.vie import EcartForm, StatutForm
from blog.situation.services import change_statut, set_aside
from rubriques.permissions import Droit, get_allowed
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import write


@keeps_draft("Un changement de statut")
@require_http_methods(["GET", "POST"])
def statut_edit(request, pk):
    article = get_allowed(Article, request.user, Droit.WRITE, pk=pk)

    def save(form):
        change_statut(article=article, par=request.user, **form.step())

    return write(
        request,
        article,
        make=partial(StatutForm, article=article),
        save=save,
        told="Le statut est changé.",
        then=article,
        show=page_about(request, article, "blog/statut_edit.html"),
    )


@require_safe
def article_history(request, pk):
    """Each step: who, when, from what to what, why."""
    article = get_allowed(Article, request.user, Droit.READ, pk=pk)
    changements = article.changements.select_related("par")
    return show_about(request, article, "blog/article_history.html", changements=changements)


@require_http_methods(["GET", "POST"])
def ecart_list(request, pk):
    """Who is set aside from this situation (conflict of interest). Gestionnaires only."""
    article = get_allowed(Article, request.user, Droit.MANAGE, pk=pk)
    form = EcartForm(request.POST or None, article=article, user=request.user)
    if form.is_valid():
        person = form.cleaned_data["utilisateur"]
        aside = "reintegrer" not in request.POST
        set_aside(article=article, utilisateur=person, aside=aside, par=request.user)
        text = "ne voit plus cette situation" if aside else "la voit de nouveau"
        messages.success(request, f"{person} {text}.")
        return redirect("blog:ecart_list", pk)
    shown = {"form": form, "ecarts": article.ecarts.select_related("utilisateur", "par")}
    status = 400 if form.is_bound else 200
    return show_about(request, article, "blog/ecart_list.html", status=status, **shown)
