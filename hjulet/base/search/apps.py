from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "hjulet.base.search"
    label = "search"
    verbose_name = "Sök"
