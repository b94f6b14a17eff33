from django.urls import include, path

from cellule import errors, home, sante
from cellule.administration import site

urlpatterns = [
    path("", home.home, name="home"),
    path("sante/", sante.health, name="health"),
    path("robots.txt", home.robots, name="robots"),
    path("comptes/", include("comptes.urls")),
    path("administration/", site.urls),
    path("", include("rubriques.urls")),
    path("", include("blog.urls")),
    path("", include("agenda.urls")),
    path("", include("avis.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.server_error
