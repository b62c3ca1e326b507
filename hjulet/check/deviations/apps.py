from django.apps import AppConfig


class DeviationsConfig(AppConfig):
    name = "hjulet.check.deviations"
    label = "deviations"
    verbose_name = "Avvikelser"

    def ready(self) -> None:
        from hjulet.base.search.index import keep_index  # noqa: PLC0415 - models exist only now
        from hjulet.check.deviations.models.deviations import SEARCHED  # noqa: PLC0415 - the same

        keep_index(self, SEARCHED)
