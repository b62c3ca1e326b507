from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo.loading import the_demonstration


@pytest.fixture(scope="package")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with the_demonstration(django_db_blocker):
        yield


@pytest.fixture
def demonstration(_loaded: None, db: None) -> None:
    """The loaded demonstration, and a transaction of the test's own."""
