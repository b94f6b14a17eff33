from django.urls import path

from bench.floor import views

urlpatterns = [
    path("s/<int:section>/", views.listing, name="listing"),
    path("s/<int:section>/a/<int:article>/", views.article, name="article"),
    path("s/<int:section>/a/<int:article>/add/", views.add, name="add"),
    path("s/<int:section>/cal/<int:year>/<int:month>/", views.cal, name="cal"),
]
