"""Views of the suivis of a situation: write, correct, withdraw, see what a correction changed."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Article, Suivi
from blog.situation.cadre import page_about, show_about
from blog.situation.differences import corrections_of, told_on
from blog.situation.forms.suivi import CorrectionForm, RetraitForm, SuiviForm
from blog.situation.services import add_suivi, correct_suivi, withdraw_suivi
from blog.situation.views.page import show_article
from rubriques.permissions import Droit, get_allowed, refuse
from rubriques.redaction.brouillons import keeps_draft
from rubriques.redaction.porte import write


@keeps_draft("Un suivi")
@require_http_methods(["GET", "POST"])
def suivi_create(request, pk):
    """Write a suivi. A GET (a reload, a return from signing in) is the situation itself."""
    article = get_allowed(Article.objects.with_natures, request.user, Droit.WRITE, pk=pk)
    if request.method == "GET":
        return redirect(f"{article.get_absolute_url()}#ajouter")

    def save(form):
        suivi, identites = form.save(commit=False), form.choix
        return add_suivi(suivi=suivi, article=article, par=request.user, identites=identites)

    return write(
        request,
        article,
        make=partial(SuiviForm, user=request.user, rubrique=article.rubrique),
        save=save,
        told="Le suivi est enregistré.",
        show=lambda ecriture: show_article(
            request, article, ecriture.form, status=ecriture.status
        ),
    )


@keeps_draft("La correction d’un suivi")
@require_http_methods(["GET", "POST"])
def suivi_edit(request, pk):
    """Correct one's own suivi. The earlier text stays readable."""
    suivi = get_allowed(Suivi, request.user, Droit.WRITE, pk=pk)
    if suivi.auteur != request.user:
        refuse(request.user, suivi)
    initial = {"texte": suivi.texte, "version": suivi.version}

    def save(form):
        correct_suivi(suivi=suivi, par=request.user, **form.correction())

    return write(
        request,
        suivi,
        make=partial(CorrectionForm, initial=initial, rubrique=suivi.rubrique),
        save=save,
        told="La correction est enregistrée.",
        then=suivi,
        show=page_about(request, suivi, "blog/suivi_edit.html", suivi=suivi),
    )


@keeps_draft("Le retrait d’un suivi")
@require_http_methods(["GET", "POST"])
def suivi_withdraw(request, pk):
    """Withdraw a suivi: its author, or a gestionnaire who may read it, and says why."""
    suivi = get_allowed(Suivi, request.user, Droit.WRITE, pk=pk)
    if suivi.auteur != request.user and Droit.MANAGE not in suivi.rubrique.granted:
        refuse(request.user, suivi)
    shown = page_about(request, suivi, "blog/suivi_withdraw.html", suivi=suivi)

    def save(form):
        withdraw_suivi(suivi=suivi, par=request.user, **form.retrait())

    def show(ecriture):
        """Another text than the one that was to be withdrawn is read before."""
        if not ecriture.conflict:
            return shown(ecriture)
        messages.error(request, "Ce suivi a changé entre-temps. Relisez-le avant de le retirer.")
        return redirect(suivi.article)

    return write(
        request,
        suivi,
        make=partial(RetraitForm, initial={"version": suivi.version}, rubrique=suivi.rubrique),
        save=save,
        told="Le suivi est retiré. La chronologie garde son retrait.",
        then=suivi.article,
        show=show,
    )


@require_safe
def suivi_history(request, pk):
    """The earlier texts of a suivi, a few to a page, and what each correction changed."""
    suivi = get_allowed(Suivi, request.user, Droit.READ, pk=pk)
    page = corrections_of(suivi, request.GET.get("page"))
    shown = {"suivi": suivi, "textes": page, "corrections": told_on(page, suivi)}
    return show_about(request, suivi, "blog/suivi_history.html", **shown)
