from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "hjulet.base.sources"
    label = "sources"
    verbose_name = "Källor"
