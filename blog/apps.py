from rubriques import registre


class BlogConfig(registre.ServiceConfig):
    name = "blog"
    verbose_name = "situations"
    service = "blog"

    def make_panneau(self, request, rubrique):
        from blog.tableau.tableau_de_bord import make_panneau

        return make_panneau(request, rubrique)
