from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "agenda"

    def ready(self):
        from agenda.services import meeting_days
        from blog.reunions import told_by

        told_by(meeting_days)
