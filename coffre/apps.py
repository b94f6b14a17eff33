from django.apps import AppConfig


class CoffreConfig(AppConfig):
    name = "coffre"
    verbose_name = "coffre"
