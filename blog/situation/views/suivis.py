"""Views of the suivis of a situation: write, correct, withdraw, see what a correction changed."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from blog.models import Article, Suivi
from blog.situation.differences import differences
from blog.situation.forms.suivi import CorrectionForm, RetraitForm, SuiviForm
from blog.situation.services import add_suivi, correct_suivi, note_identities, withdraw_suivi
from blog.situation.views.page import show_article
from rubriques.cadre import frame
from rubriques.permissions import Action, get_allowed, open_to_read, refuse
from rubriques.redaction.brouillons import answer_draft, forget, keeps_draft, open_form
from rubriques.redaction.versions import StaleVersion, with_version


@keeps_draft("Un suivi")
@require_http_methods(["GET", "POST"])
def suivi_create(request, pk):
    """Write a suivi. A GET (a reload, a return from signing in) is the situation itself."""
    source = Article.objects.for_page(request.user)
    article = get_allowed(source, request.user, Action.WRITE, pk=pk)
    if request.method == "GET":
        return redirect(f"{article.get_absolute_url()}#ajouter")
    if answer := answer_draft(request, article.rubrique):
        return answer
    form = SuiviForm(request.POST, user=request.user, rubrique=article.rubrique)
    if not form.is_valid():
        note_identities(choix=form.choix, objet=article, par=request.user)
        return show_article(request, article, form, status=400)
    suivi = form.save(commit=False)
    suivi = add_suivi(suivi=suivi, article=article, par=request.user, identites=form.choix)
    forget(request.user, request.path)
    messages.success(request, "Le suivi est enregistré.")
    return redirect(suivi)


@keeps_draft("La correction d’un suivi")
@require_http_methods(["GET", "POST"])
def suivi_edit(request, pk):
    """Correct one's own suivi. The earlier text stays readable."""
    suivi = get_allowed(Suivi, request.user, Action.WRITE, pk=pk)
    if suivi.auteur != request.user:
        refuse(request.user, suivi)
    if answer := answer_draft(request, suivi.rubrique):
        return answer
    initial = {"texte": suivi.texte, "version": suivi.version}
    form = open_form(request, partial(CorrectionForm, initial=initial, rubrique=suivi.rubrique))
    conflict = None
    if form.is_valid():
        try:
            correct_suivi(
                suivi=suivi,
                texte=form.cleaned_data["texte"],
                par=request.user,
                seen=form.cleaned_data["version"],
                identites=form.choix,
            )
        except StaleVersion as error:
            conflict = error.current
            form.data = with_version(form.data, conflict.version)
        else:
            forget(request.user, request.path)
            messages.success(request, "La correction est enregistrée.")
            return redirect(suivi)
    status = 409 if conflict else 400 if form.is_bound else 200
    return show(request, "blog/suivi_edit.html", suivi, status, form=form, conflict=conflict)


@keeps_draft("Le retrait d’un suivi")
@require_http_methods(["GET", "POST"])
def suivi_withdraw(request, pk):
    """Withdraw a suivi: its author, or a gestionnaire who may read it, and says why."""
    suivi = get_allowed(Suivi, request.user, Action.WRITE, pk=pk)
    manages = Action.MANAGE in suivi.rubrique.granted
    if suivi.auteur != request.user and not manages:
        refuse(request.user, suivi)
    if answer := answer_draft(request, suivi.rubrique):
        return answer
    initial = {"version": suivi.version}
    form = open_form(request, partial(RetraitForm, initial=initial, rubrique=suivi.rubrique))
    if form.is_valid():
        try:
            withdraw_suivi(
                suivi=suivi,
                motif=form.cleaned_data["motif"],
                par=request.user,
                seen=form.cleaned_data["version"],
                identites=form.choix,
            )
        except StaleVersion:
            messages.error(
                request, "Ce suivi a changé entre-temps. Relisez-le avant de le retirer."
            )
        else:
            forget(request.user, request.path)
            messages.success(request, "Le suivi est retiré. La chronologie garde son retrait.")
        return redirect(suivi.article)
    return show(
        request, "blog/suivi_withdraw.html", suivi, 400 if form.is_bound else 200, form=form
    )


@require_safe
def suivi_history(request, pk):
    """Each earlier text of a suivi, and what its correction changed."""
    suivi = get_allowed(Suivi, request.user, Action.READ, pk=pk)
    versions, after = list(suivi.versions.all()), suivi.texte
    for version in versions:
        version.pieces = differences(version.texte, after)
        after = version.texte
    return show(request, "blog/suivi_history.html", suivi, 200, versions=versions)


def show(request, template, suivi, status, **context):
    """A page about one suivi: reading it is traced."""
    if status == 400:
        note_identities(choix=context["form"].choix, objet=suivi, par=request.user)
    context |= frame(request, suivi.rubrique, "situations") | {
        "suivi": suivi,
        "article": suivi.article,
        "trace": open_to_read(request.user, suivi),
    }
    return render(request, template, context, status=status)
