from django.urls import path

from agenda import annee, calendrier, suivantes, views

app_name = "agenda"
IN_RUBRIQUE = "rubriques/<slug:slug>/agenda/"
CALENDAR = [
    ("", calendrier.month, "month_current"),
    ("<int:year>/<int:month>/", calendrier.month, "month"),
    ("semaine/", calendrier.week, "week_current"),
    ("semaine/<int:year>/<int:week>/", calendrier.week, "week"),
    ("liste/", calendrier.seance_list, "list"),
]
urlpatterns = [
    *[path(f"agenda/{end}", view, name=f"all_{name}") for end, view, name in CALENDAR],
    *[path(f"{IN_RUBRIQUE}{end}", view, name=name) for end, view, name in CALENDAR],
    path(f"{IN_RUBRIQUE}annee/", annee.annee_create, name="annee_create"),
    path(f"{IN_RUBRIQUE}seances/creer/", views.seance_create, name="seance_create"),
    path("seances/<uuid:pk>/", views.seance_detail, name="seance_detail"),
    path("seances/<uuid:pk>/modifier/", views.seance_edit, name="seance_edit"),
    path("seances/<uuid:pk>/annuler/", views.seance_cancel, name="seance_cancel"),
    path("seances/<uuid:pk>/suivantes/", suivantes.suite_edit, name="suite_edit"),
]
