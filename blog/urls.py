from django.urls import path

from blog.correspondance import views as correspondance
from blog.relecture import views as relecture
from blog.reprise.views import reprise
from blog.situation.views import actions, article, natures, page, suivis, vie
from blog.synthese import views as synthese
from blog.tableau.views import liste, preferences, recherche, retouche

app_name = "blog"
urlpatterns = [
    path("recherche/", recherche.recherche, name="recherche"),
    path("rubriques/<slug:slug>/articles/", liste.article_list, name="article_list"),
    path(
        "rubriques/<slug:slug>/articles/retoucher/",
        retouche.retouche_create,
        name="retouche_create",
    ),
    path("retouches/<uuid:pk>/annuler/", retouche.retouche_undo, name="retouche_undo"),
    path("rubriques/<slug:slug>/colonnes/", preferences.colonnes_edit, name="colonnes_edit"),
    path("rubriques/<slug:slug>/vues/creer/", preferences.vue_create, name="vue_create"),
    path("vues/<uuid:pk>/retirer/", preferences.vue_delete, name="vue_delete"),
    path("rubriques/<slug:slug>/articles/creer/", article.article_create, name="article_create"),
    path("rubriques/<slug:slug>/articles/importer/", reprise, name="reprise"),
    path("rubriques/<slug:slug>/natures/", natures.nature_list, name="nature_list"),
    path(
        "rubriques/<slug:slug>/correspondance/",
        correspondance.correspondance_list,
        name="correspondance_list",
    ),
    path(
        "rubriques/<slug:slug>/correspondance/relire/",
        relecture.mention_answer,
        name="mention_answer",
    ),
    path("rubriques/<slug:slug>/synthese/", synthese.synthese, name="synthese"),
    path("rubriques/<slug:slug>/bilan/", synthese.bilan, name="bilan"),
    path("articles/<uuid:pk>/identite/", correspondance.identite_detail, name="identite_detail"),
    path(
        "articles/<uuid:pk>/identite/refermer/",
        correspondance.identite_close,
        name="identite_close",
    ),
    path(
        "articles/<uuid:pk>/identite/consigner/",
        correspondance.identite_edit,
        name="identite_edit",
    ),
    path("articles/<uuid:pk>/", page.article_detail, name="article_detail"),
    path("articles/<uuid:pk>/vivant/", page.article_live, name="article_live"),
    path("articles/<uuid:pk>/modifier/", article.article_edit, name="article_edit"),
    path("articles/<uuid:pk>/statut/", vie.statut_edit, name="statut_edit"),
    path("articles/<uuid:pk>/historique/", vie.article_history, name="article_history"),
    path("articles/<uuid:pk>/ecarts/", vie.ecart_list, name="ecart_list"),
    path("articles/<uuid:pk>/suivis/creer/", suivis.suivi_create, name="suivi_create"),
    path("articles/<uuid:pk>/actions/creer/", actions.action_create, name="action_create"),
    path("suivis/<uuid:pk>/corriger/", suivis.suivi_edit, name="suivi_edit"),
    path("suivis/<uuid:pk>/retirer/", suivis.suivi_withdraw, name="suivi_withdraw"),
    path("suivis/<uuid:pk>/versions/", suivis.suivi_history, name="suivi_history"),
    path("actions/<uuid:pk>/", actions.action_edit, name="action_edit"),
]
