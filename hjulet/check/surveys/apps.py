from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "hjulet.check.surveys"
    label = "surveys"
    verbose_name = "Enkäter"
