from django.apps import AppConfig


class BlogConfig(AppConfig):
    name = "blog"
    verbose_name = "situations"

    def ready(self):
        from blog.tableau.tableau_de_bord import make_panneau
        from rubriques.models import Service
        from rubriques.panneaux import shown_by

        shown_by(Service.BLOG, make_panneau)
