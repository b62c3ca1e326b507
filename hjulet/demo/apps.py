from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "hjulet.demo"
    label = "demo"
    verbose_name = "Demonstration"
