from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hjulet.report.reports"
    label = "reports"
    verbose_name = "Rapporter"
