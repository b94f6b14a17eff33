"""Views of what members keep of the table: its columns, and filters under a name."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from blog.models import ChoixColonnes, VueEnregistree
from blog.tableau.forms.preferences import ColonnesForm, VueForm
from blog.tableau.services import delete_vue, keep_vue
from blog.tableau.views.liste import (
    address_of,
    always,
    columns_of,
    filter_of,
    order_asked,
    table_of,
)
from rubriques.models import Rubrique, Service
from rubriques.permissions import Droit, get_allowed, refuse
from rubriques.redaction.porte import page, write


@require_POST
def colonnes_edit(request, slug):
    """Keep the columns that the member wants to see in this rubrique."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    form = ColonnesForm(request.POST)
    if form.is_valid():
        ChoixColonnes.objects.update_or_create(
            rubrique=rubrique,
            utilisateur=request.user,
            defaults={"colonnes": form.cleaned_data["colonnes"]},
        )
    else:
        messages.error(request, "Choisissez au moins une colonne.")
    table = table_of(request, always([]), columns_of(request, rubrique))
    kept = filter_of(request, rubrique).asked | order_asked(table)
    return redirect(f"{reverse('blog:article_list', args=[slug])}?{urlencode(kept)}")


@require_http_methods(["GET", "POST"])
def vue_create(request, slug):
    """Give a name to what the table shows, for oneself or for everybody in the rubrique."""
    rubrique = get_allowed(Rubrique, request.user, Droit.READ, service=Service.BLOG, slug=slug)
    filtre = filter_of(request, rubrique)
    table = table_of(request, always([]), columns_of(request, rubrique))
    requete = address_of(request, filtre, table)
    retour = f"{reverse('blog:article_list', args=[slug])}?{requete}"
    can_share = Droit.WRITE in rubrique.granted
    make = partial(
        VueForm, rubrique=rubrique, user=request.user, requete=requete, can_share=can_share
    )

    def save(form):
        keep_vue(rubrique=rubrique, par=request.user, requete=requete, **form.vue())

    shown = {"filtre": filtre, "table": table, "retour": retour}
    return write(
        request,
        rubrique,
        make=make,
        save=save,
        told="La vue est enregistrée.",
        then=retour,
        show=page(request, rubrique, "blog/vue_create.html", "situations", **shown),
    )


@require_POST
def vue_delete(request, pk):
    """One's own; for a shared one, a gestionnaire may too."""
    vue = get_allowed(VueEnregistree, request.user, Droit.READ, pk=pk)
    manages = vue.partagee and Droit.MANAGE in vue.rubrique.granted
    if vue.auteur_id != request.user.pk and not manages:
        refuse(request.user, vue)
    slug = vue.rubrique.slug
    delete_vue(vue=vue, par=request.user)
    messages.success(request, "La vue est retirée.")
    return redirect("blog:article_list", slug)
