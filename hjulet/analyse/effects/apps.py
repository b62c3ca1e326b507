from django.apps import AppConfig


class EffectsConfig(AppConfig):
    name = "hjulet.analyse.effects"
    label = "effects"
    verbose_name = "Effekter"
