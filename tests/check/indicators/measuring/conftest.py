"""The day that the pages see: periods come and go with it."""

import pytest

from tests.check.indicators.measuring.making import TODAY


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args, **_more: TODAY)
    return TODAY
