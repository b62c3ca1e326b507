from django.apps import AppConfig
from django.core.checks import register


class PeopleConfig(AppConfig):
    name = "hjulet.base.people"
    label = "people"
    verbose_name = "Personer"

    def ready(self) -> None:
        from hjulet.base.people.checks import demonstration_users  # noqa: PLC0415 - models are not loaded before this

        register(demonstration_users, deploy=True)
