from django.urls import path

from rubriques import membres, views

app_name = "rubriques"
urlpatterns = [
    path("espaces/<slug:slug>/", views.espace_detail, name="espace_detail"),
    path("espaces/<slug:slug>/rubriques/creer/", views.rubrique_create, name="rubrique_create"),
    path(
        "espaces/<slug:slug>/rubriques/<uuid:pk>/reprendre/",
        views.rubrique_claim,
        name="rubrique_claim",
    ),
    path("rubriques/<slug:slug>/", views.rubrique_detail, name="rubrique_detail"),
    path("rubriques/<slug:slug>/modifier/", views.rubrique_edit, name="rubrique_edit"),
    path("rubriques/<slug:slug>/reglages/", views.rubrique_settings, name="rubrique_settings"),
    path("rubriques/<slug:slug>/archiver/", views.rubrique_archive, name="rubrique_archive"),
    path("rubriques/<slug:slug>/membres/", membres.membre_list, name="membre_list"),
    path("rubriques/<slug:slug>/membres/<uuid:pk>/", membres.membre_edit, name="membre_edit"),
]
