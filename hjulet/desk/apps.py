from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hjulet.desk"
    label = "desk"
    verbose_name = "Min sida"
