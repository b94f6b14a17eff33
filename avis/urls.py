from django.urls import path

from avis import views

app_name = "avis"
urlpatterns = [
    path("comptes/avis/", views.avis_edit, name="avis_edit"),
    path("comptes/avis/calendrier/", views.calendrier_renew, name="calendrier_renew"),
    path("comptes/avis/calendrier/supprimer/", views.calendrier_close, name="calendrier_close"),
    path("calendrier/<slug:token>/", views.calendrier_detail, name="calendrier_detail"),
]
