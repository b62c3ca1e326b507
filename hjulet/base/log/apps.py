from django.apps import AppConfig


class LogConfig(AppConfig):
    name = "hjulet.base.log"
    label = "log"
    verbose_name = "Logg"
