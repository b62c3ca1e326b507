"""A form field the way every form shows it: label, help, error and control, tied together for those who listen."""

from dataclasses import dataclass

from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    DateInput,
    Field,
    FileInput,
    Form,
    RadioSelect,
    Select,
    Textarea,
)
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

REQUIRED = {
    "line": _("Fyll i det här."),
    "choice": _("Välj ett av alternativen."),
    "group": _("Välj ett av alternativen."),
    "tick": _("Kryssa i rutan för att gå vidare."),
    "file": _("Välj en fil."),
    "hidden": _("En uppgift i sidan saknas. Ladda om den och försök igen."),
}


@dataclass(frozen=True)
class Option:
    """One radio or tick box of a group."""

    id: str
    label: str
    control: str


@dataclass(frozen=True)
class ShownField:
    """What ui/field.html needs; `kind` chooses its shape: line, choice, group, tick, file or hidden."""

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
    attributes: dict[str, str | bool] = {
        "class": f"{bound.field.widget.attrs.get('class', '')} ds-input".strip()
    }
    if described and kind != "group":
        attributes["aria-describedby"] = " ".join(described)
    if isinstance(bound.field.widget, DateInput):
        bound.field.widget.input_type = "date"
        bound.field.widget.format = "%Y-%m-%d"
    if isinstance(bound.field.widget, Textarea) and bound.field.widget.attrs.get("rows") == "10":
        bound.field.widget.attrs["rows"] = "5"  # Django's ten rows frighten; an author's own number stays
    return ShownField(
        id=str(bound.auto_id),
        kind=kind,
        label=str(bound.label),
        help=str(bound.help_text),
        errors=_errors(bound),
        is_optional=not bound.field.required and kind != "tick",
        described_by=" ".join(described),
        control="" if kind == "group" else bound.as_widget(attrs=attributes),
        options=tuple(_option(widget) for widget in bound.subwidgets) if kind == "group" else (),
    )


def listed_errors(form: Form) -> list[ShownError]:
    """Every error once, under its field's name, each with the place to mend it."""
    whole = [ShownError(str(error), "") for error in form.non_field_errors()]
    return whole + [
        ShownError(_named(str(bound.label), error), f"#{_first_control(bound)}")
        for bound in form
        for error in _errors(bound)
    ]


def _errors(bound: BoundField) -> tuple[str, ...]:
    """What to do, in our words where Django only says that something is required."""
    wordless = str(Field.default_error_messages["required"])
    return tuple(str(REQUIRED[_kind(bound)]) if error == wordless else str(error) for error in bound.errors)


def _named(label: str, error: str) -> str:
    if label.endswith(("?", ".")):
        return f"{label} {error}"
    is_word = error[1:2].islower() or error[1:2] == " "  # not "PDF"
    return f"{label.rstrip(':')}: {error[:1].lower() if is_word else error[:1]}{error[1:]}"


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.is_hidden:
        return "hidden"
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "tick"
    if isinstance(widget, FileInput):
        return "file"
    return "choice" if isinstance(widget, Select) else "line"


def _option(widget: BoundWidget) -> Option:
    widget.data["attrs"]["class"] = "ds-input"
    return Option(id=str(widget.id_for_label), label=str(widget.choice_label), control=widget.tag())


def _first_control(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if _kind(bound) == "group" else str(bound.auto_id)
