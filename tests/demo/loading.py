"""The whole demonstration in the tests' database, for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import transaction


@contextmanager
def the_demonstration(django_db_blocker: Any) -> Iterator[None]:
    """Loaded once, and rolled back at the end; each test's own changes are rolled back before that."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, to compare before with after."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for app in apps.get_app_configs()
        if app.name.startswith("hjulet.")
        for model in app.get_models(include_auto_created=True)
    }
