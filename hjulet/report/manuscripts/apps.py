from django.apps import AppConfig


class ManuscriptsConfig(AppConfig):
    name = "hjulet.report.manuscripts"
    label = "manuscripts"
    verbose_name = "Rapporter som skrivs"
