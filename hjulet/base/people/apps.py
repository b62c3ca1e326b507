from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hjulet.base.people"
    label = "people"
    verbose_name = "Personer"
