import pytest
from django.db import connection

from hjulet.base.search.index import make
from tests.base.search.notes import NOTES, make_table


@pytest.fixture
def notes(db):
    make_table()
    make(NOTES, connection)
