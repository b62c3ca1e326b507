from django.apps import AppConfig


class SteeringConfig(AppConfig):
    name = "hjulet.plan.steering"
    label = "steering"
    verbose_name = "Styrning"
