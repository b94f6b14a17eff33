from django.urls import path

from rubriques.views import espace, membres, rubrique

app_name = "rubriques"
urlpatterns = [
    path("espaces/<slug:slug>/", espace.espace_detail, name="espace_detail"),
    path("espaces/<slug:slug>/rubriques/creer/", espace.rubrique_create, name="rubrique_create"),
    path(
        "espaces/<slug:slug>/rubriques/<uuid:pk>/reprendre/",
        espace.rubrique_claim,
        name="rubrique_claim",
    ),
    path("rubriques/<slug:slug>/", rubrique.rubrique_detail, name="rubrique_detail"),
    path("rubriques/<slug:slug>/modifier/", rubrique.rubrique_edit, name="rubrique_edit"),
    path("rubriques/<slug:slug>/reglages/", rubrique.rubrique_settings, name="rubrique_settings"),
    path("rubriques/<slug:slug>/archiver/", rubrique.rubrique_archive, name="rubrique_archive"),
    path("rubriques/<slug:slug>/membres/", membres.membre_list, name="membre_list"),
    path("rubriques/<slug:slug>/membres/<uuid:pk>/", membres.membre_edit, name="membre_edit"),
]
