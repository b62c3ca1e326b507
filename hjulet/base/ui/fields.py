"""A form field the way every form shows it: label, help, error and control, tied together for those who listen."""

from dataclasses import dataclass

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    DateInput,
    Form,
    RadioSelect,
    Textarea,
)
from django.forms.boundfield import BoundWidget


@dataclass(frozen=True)
class Option:
    """One radio or tick box of a group."""

    id: str
    label: str
    control: str


@dataclass(frozen=True)
class ShownField:
    """What ui/field.html needs; `kind` chooses its shape: line, tick, group or file."""

    id: str
    kind: str
    label: str
    help: str
    errors: tuple[str, ...]
    is_optional: bool
    described_by: str
    control: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class ShownError:
    text: str
    href: str


def shown(bound: BoundField) -> ShownField:
    described = [f"{bound.auto_id}_error"] if bound.errors else []
    if bound.help_text:
        described.append(f"{bound.auto_id}_helptext")
    kind = _kind(bound)
    attributes = {"class": f"{bound.field.widget.attrs.get('class', '')} ds-input".strip()}
    if described and kind != "group":
        attributes["aria-describedby"] = " ".join(described)
    if isinstance(bound.field.widget, DateInput):
        bound.field.widget.input_type = "date"
        bound.field.widget.format = "%Y-%m-%d"
    if isinstance(bound.field.widget, Textarea):
        bound.field.widget.attrs.setdefault("rows", 4)
    return ShownField(
        id=str(bound.auto_id),
        kind=kind,
        label=str(bound.label),
        help=str(bound.help_text),
        errors=tuple(str(error) for error in bound.errors),
        is_optional=not bound.field.required and kind != "tick",
        described_by=" ".join(described),
        control="" if kind == "group" else bound.as_widget(attrs=attributes),
        options=tuple(_option(widget) for widget in bound.subwidgets) if kind == "group" else (),
    )


def listed_errors(form: Form) -> list[ShownError]:
    """Every error once, each with the place to mend it."""
    whole = [ShownError(str(error), "") for error in form.non_field_errors()]
    return whole + [
        ShownError(str(error), f"#{_first_control(bound)}") for bound in form for error in bound.errors
    ]


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, ClearableFileInput) else "line"


def _option(widget: BoundWidget) -> Option:
    widget.data["attrs"]["class"] = "ds-input"
    return Option(id=str(widget.id_for_label), label=str(widget.choice_label), control=widget.tag())


def _first_control(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else str(bound.auto_id)
