from django.apps import AppConfig


class CostsConfig(AppConfig):
    name = "hjulet.check.costs"
    label = "costs"
    verbose_name = "Kostnad per brukare"
