from django.apps import AppConfig


class ActionsConfig(AppConfig):
    name = "hjulet.act.actions"
    label = "actions"
    verbose_name = "Behov och åtgärder"
