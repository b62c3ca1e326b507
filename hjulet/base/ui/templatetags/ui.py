"""Everything a page author writes: `{% load ui %}`. The markup stands in templates/ui/."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.core.paginator import Page
from django.forms import BoundField, Form
from django.template import Context, Library
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hjulet.base.ui import fields, icons, swedish, wheel
from hjulet.base.ui.charts import Chart, svg, table

register = Library()

MISSING = "–"
NARROW = 328  # a phone of 360 pixels without its margins
TAGS = {
    "good": ("ok", "success"),
    "middle": ("warning", "warning"),
    "bad": ("close", "danger"),
    "info": ("info", "info"),
    "neutral": ("same", "neutral"),
}

Number = Decimal | float | int


@register.filter
def number(value: Number | None, decimals: int | None = None) -> str:
    """`{{ value|number }}`, `{{ value|number:1 }}`: '1 234,5'; a dash where there is none."""
    return MISSING if value in {None, ""} else swedish.number(value, decimals)


@register.filter
def signed(value: Number | None, decimals: int | None = None) -> str:
    """`{{ change|signed:1 }}`: '+3,6'."""
    return MISSING if value in {None, ""} else swedish.signed(value, decimals)


@register.filter
def with_unit(value: Number | None, unit: str = "") -> str:
    """`{{ value|with_unit:"%" }}`: '94 %'."""
    return MISSING if value in {None, ""} else swedish.with_unit(value, unit)


@register.filter
def day(value: date | None) -> str:
    """`{{ action.due_by|day }}`: '23 mars 2026'."""
    if not value:
        return MISSING
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return swedish.day(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    return icons.icon(name)


@register.simple_tag
def logo() -> SafeString:
    return wheel.logo()


@register.simple_tag
def options(pairs: Iterable[tuple[str, str]], chosen: str = "") -> SafeString:
    """`{% options form.units asked.unit %}`: a municipality has a thousand units, and a template's loop is slow for so many."""
    return mark_safe(  # noqa: S308 - every piece is escaped
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(name)}</option>'
            for value, name in pairs
        )
    )


@register.inclusion_tag("ui/tag.html")
def tag(text: str, kind: str = "neutral") -> dict[str, Any]:
    """`{% tag "Uppfyllt" "good" %}`: never colour alone, the icon and the word carry it."""
    icon_name, colour = TAGS[kind]
    return {"text": text, "icon_name": icon_name, "colour": colour}


@register.inclusion_tag("ui/chart.html")
def chart(spec: Chart, ident: str, width: int = 640) -> dict[str, Any]:
    """`{% chart figure "wait" %}`: drawn for a wide and a narrow column, and the same numbers as a table."""
    headers, rows = table(spec)
    return {
        "title": spec.title,
        "wide": mark_safe(svg(spec, ident=ident, width=width)),  # noqa: S308  svg() cleans its words
        "narrow": mark_safe(svg(spec, ident=f"{ident}-narrow", width=NARROW)),  # noqa: S308  the same
        "headers": headers,
        "rows": rows,
    }


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: Form) -> dict[str, Any]:
    errors = fields.listed_errors(form) if form.is_bound else []
    return {"errors": errors, "leads_somewhere": any(error.href for error in errors)}


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    return {"field": fields.shown(bound)}


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str = "", action: str = "", href: str = "", law: str = "") -> dict[str, Any]:
    return {"title": title, "text": text, "action": action, "href": href, "law": law}


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]") -> dict[str, Any]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.inclusion_tag("ui/definition.html")
def definition(word: str, explanation: str) -> dict[str, Any]:
    """A word of the law, explained on tap. The id is of the words, so that a fragment equals its page."""
    ident = sha256(f"{word}{explanation}".encode()).hexdigest()[:8]
    return {"word": word, "explanation": explanation, "ident": f"ord-{ident}"}
