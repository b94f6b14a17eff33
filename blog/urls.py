from django.urls import path

from blog import views

app_name = "blog"
urlpatterns = [
    path("rubriques/<slug:slug>/articles/", views.article_list, name="article_list"),
    path("rubriques/<slug:slug>/articles/creer/", views.article_create, name="article_create"),
    path("articles/<uuid:pk>/", views.article_detail, name="article_detail"),
    path("articles/<uuid:pk>/modifier/", views.article_edit, name="article_edit"),
    path("articles/<uuid:pk>/suivis/creer/", views.suivi_create, name="suivi_create"),
]
