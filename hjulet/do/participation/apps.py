from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "hjulet.do.participation"
    label = "participation"
    verbose_name = "Personalens medverkan"
