from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "agenda"

    def ready(self):
        from agenda.calendrier.panneau import make_panneau
        from agenda.reunions.services import meeting_days
        from agenda.seance.ecran import seances_about
        from blog.reunions import told_by
        from rubriques.models import Service
        from rubriques.panneaux import shown_by

        told_by(meeting_days, seances_about)
        shown_by(Service.AGENDA, make_panneau)
