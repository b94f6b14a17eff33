"""The few doors of django-allauth that are open. The others have no address at all."""

from allauth.account import views
from django.urls import path, re_path

from comptes.connexion import Connexion

urlpatterns = [
    path("connexion/", Connexion.as_view(), name="account_login"),
    path("deconnexion/", views.logout, name="account_logout"),
    path("inactif/", views.account_inactive, name="account_inactive"),
    path("mot-de-passe/", views.password_change, name="account_change_password"),
    re_path(
        r"^mot-de-passe/choisir/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mot-de-passe/choisi/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
