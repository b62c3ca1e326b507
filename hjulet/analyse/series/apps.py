from django.apps import AppConfig


class SeriesConfig(AppConfig):
    name = "hjulet.analyse.series"
    label = "series"
    verbose_name = "Serier"
