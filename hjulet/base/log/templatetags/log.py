"""Words for what the log stores as names."""

from django.apps import apps
from django.template import Library

from hjulet.base.log.choices import EVENTS

register = Library()


@register.filter
def event_word(event: str) -> str:
    return str(EVENTS.get(event, event))


@register.filter
def object_word(label: str) -> str:
    """'people.user' → 'användare'; the name itself when the table is no more."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)  # noqa: SLF001 - public in Django
    except LookupError:
        return label
