from django.apps import AppConfig


class RubriquesConfig(AppConfig):
    name = "rubriques"
    verbose_name = "rubriques"
