from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "hjulet.base.notices"
    label = "notices"
    verbose_name = "Meddelanden"
