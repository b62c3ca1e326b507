from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "hjulet.plan.cooperation"
    label = "cooperation"
    verbose_name = "Samverkan"
