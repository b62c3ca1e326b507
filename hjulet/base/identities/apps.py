from django.apps import AppConfig
from django.core.checks import register


class IdentitiesConfig(AppConfig):
    name = "hjulet.base.identities"
    label = "identities"
    verbose_name = "Identiteter och förseglad text"

    def ready(self) -> None:
        from hjulet.base.identities.checks import keys  # noqa: PLC0415 - the settings are complete only now

        register(keys)
