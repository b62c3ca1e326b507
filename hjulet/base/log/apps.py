from django.apps import AppConfig
from django.db.models.signals import post_migrate


class LogConfig(AppConfig):
    name = "hjulet.base.log"
    label = "log"
    verbose_name = "Logg"

    def ready(self) -> None:
        from hjulet.base.log.triggers import after_migrations  # noqa: PLC0415 - models are not loaded before this

        post_migrate.connect(after_migrations, sender=self)
