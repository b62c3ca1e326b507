"""Looking changes nothing, on a database that refuses: every address of ours, as a stranger and as a manager.

tests/test_access.py reads the questions that everybody's visits ask; here the database says no, also to who is not signed in.
"""

import pytest
from django.db import connection
from django.test import Client

from tests.access_table import TABLE
from tests.test_access import BOOKS, CHANGES, address

pytestmark = pytest.mark.django_db
LOOKED_AT = sorted(
    name
    for name, row in TABLE.items()
    if row.method == "get" and name.startswith(("deviations:", "lex:", "service_"))
)


class WroteSomething(Exception):
    """A visit has tried to change the database."""


def refuse_changes(execute, sql, params, many, context):
    if sql.startswith(CHANGES) and not any(book in sql for book in BOOKS):
        raise WroteSomething(sql)
    return execute(sql, params, many, context)


@pytest.mark.parametrize("name", LOOKED_AT)
def test_looking_is_answered_by_a_database_that_refuses_changes(world, signed_in, name):
    url, manager = address(name, TABLE[name], world, "own"), signed_in("manager")

    with connection.execute_wrapper(refuse_changes):
        answers = {Client().get(url).status_code, manager.get(url).status_code}

    assert answers <= {200, 302, 403, 404}
