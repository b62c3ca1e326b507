"""A table of notes as a feature would have it, made by the test that needs it."""

from django.apps.registry import Apps
from django.db import connection, models

from hjulet.base.identities.fields import SealedTextField
from hjulet.base.search.index import SearchIndex

TABLE = "search_test_note"
NOTES = SearchIndex(TABLE, "words", purpose="test")


class Note(models.Model):
    text = SealedTextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        apps = Apps()  # not one of the product's own
        app_label = "search_test"
        db_table = TABLE

    def __str__(self) -> str:
        return self.text


def make_table() -> None:
    """With SQL of its own, for Django's editor refuses to work inside a test's transaction on SQLite."""
    number = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {TABLE} (id {number} PRIMARY KEY, text text NOT NULL, words text NOT NULL)"
        )


def drop_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def note(text: str) -> Note:
    return Note.objects.create(text=text, words=NOTES.blinded(text))
