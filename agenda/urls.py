from django.urls import path

from agenda.calendrier import views as calendrier
from agenda.reunions.views import annee, reunion, suite
from agenda.seance.views import contributions, invitations, points, releve, seance

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
    path(f"{IN_RUBRIQUE}seances/creer/", reunion.seance_create, name="seance_create"),
    path("seances/<uuid:pk>/", reunion.seance_detail, name="seance_detail"),
    path("seances/<uuid:pk>/modifier/", reunion.seance_edit, name="seance_edit"),
    path("seances/<uuid:pk>/annuler/", reunion.seance_cancel, name="seance_cancel"),
    path("seances/<uuid:pk>/preparer/", seance.seance_prepare, name="seance_prepare"),
    path("seances/<uuid:pk>/ouvrir/", seance.seance_open, name="seance_open"),
    path("seances/<uuid:pk>/tenir/", seance.seance_hold, name="seance_hold"),
    path("seances/<uuid:pk>/presences/", seance.seance_presences, name="seance_presences"),
    path("seances/<uuid:pk>/suivre/", seance.seance_follow, name="seance_follow"),
    path("seances/<uuid:pk>/projeter/", seance.seance_project, name="seance_project"),
    path("seances/<uuid:pk>/vivant/", seance.seance_live, name="seance_live"),
    path("seances/<uuid:pk>/clore/", releve.seance_close, name="seance_close"),
    path("seances/<uuid:pk>/releve/", releve.releve_detail, name="releve_detail"),
    path("seances/<uuid:pk>/valider/", releve.releve_validate, name="releve_validate"),
    path("points/<uuid:pk>/", points.point_edit, name="point_edit"),
    path("points/<uuid:pk>/vivant/", contributions.point_live, name="point_live"),
    path(
        "points/<uuid:pk>/contribuer/",
        contributions.contribution_create,
        name="contribution_create",
    ),
    path("contributions/<uuid:pk>/", contributions.contribution_edit, name="contribution_edit"),
    path("points/<uuid:pk>/inviter/", invitations.invitation_create, name="invitation_create"),
    path("invitations/<uuid:pk>/", invitations.invitation_detail, name="invitation_detail"),
    path("invitations/<uuid:pk>/vivant/", invitations.invitation_live, name="invitation_live"),
    path("seances/<uuid:pk>/suivantes/", suite.suite_edit, name="suite_edit"),
]
