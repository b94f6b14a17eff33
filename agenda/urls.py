from django.urls import path

from agenda import views

app_name = "agenda"
urlpatterns = [
    path("rubriques/<slug:slug>/agenda/", views.month, name="month_current"),
    path("rubriques/<slug:slug>/agenda/<int:year>/<int:month>/", views.month, name="month"),
    path("rubriques/<slug:slug>/agenda/seances/creer/", views.seance_create, name="seance_create"),
    path("seances/<uuid:pk>/", views.seance_detail, name="seance_detail"),
    path("seances/<uuid:pk>/modifier/", views.seance_edit, name="seance_edit"),
    path("seances/<uuid:pk>/annuler/", views.seance_cancel, name="seance_cancel"),
]
