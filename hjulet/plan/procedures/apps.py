from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "hjulet.plan.procedures"
    label = "procedures"
    verbose_name = "Processer och rutiner"
