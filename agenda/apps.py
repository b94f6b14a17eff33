from rubriques import registre


class AgendaConfig(registre.ServiceConfig):
    name = "agenda"
    verbose_name = "agenda"
    service = "agenda"

    def make_panneau(self, request, rubrique):
        from agenda.calendrier.panneau import make_panneau

        return make_panneau(request, rubrique)

    def meeting_days(self, rubrique):
        from agenda.reunions.services import meeting_days

        return meeting_days(rubrique)

    def meetings_about(self, article, user):
        from agenda.seance.ecran import seances_about

        return seances_about(article, user)

    def textes_about(self, articles, user):
        from agenda.seance.textes import textes_about

        return textes_about(articles, user)
