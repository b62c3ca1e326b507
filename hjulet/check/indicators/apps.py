from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "hjulet.check.indicators"
    label = "indicators"
    verbose_name = "Mått"
