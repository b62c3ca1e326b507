from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "hjulet.base.ui"
    label = "ui"
    verbose_name = "Gränssnitt"
