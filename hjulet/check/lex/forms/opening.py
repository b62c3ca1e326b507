"""What people tell when a case is opened."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.forms import AttachmentsField
from hjulet.base.files.models import StoredFile
from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.check.lex.choices import Door, Kind, Obstacle, ReporterRole
from hjulet.check.lex.workflows.opening import LexReport

LAWS = [("sol", _("SoL (hemtjänst, särskilt boende, individ- och familjeomsorg)")), ("lss", _("LSS"))]


def laws_of(unit: Unit) -> list[str]:
    """Which law lex Sarah is by when nobody has said: LSS where the unit works by LSS alone."""
    codes = unit.law_codes.split()
    return ["lss"] if "LSS" in codes and "SoL" not in codes else ["sol"]


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A unit, indented as in the tree."""

    def label_from_instance(self, unit: Any) -> str:
        return f"{chr(0x2003) * (unit.depth - 1)}{unit.name}"


class ReportForm(forms.Form):
    """Somebody who works here reports a missförhållande: short, on a phone. SoL 27 kap. 2 §, LSS 24 b §."""

    what_happened = forms.CharField(
        label=_("Vad har hänt, eller vad kan hända?"), max_length=10000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv med egna ord. Det räcker att du är orolig."),
    )  # fmt: skip
    unit = UnitField(label=_("Var?"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    happened_on = forms.DateField(label=_("Vilken dag?"), required=False, widget=forms.DateInput)
    done_at_once = forms.CharField(
        label=_("Vad har ni gjort direkt?"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    laws = forms.MultipleChoiceField(
        label=_("Vilken lag gäller det?"), choices=LAWS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Vet du inte? Lämna tomt, så väljer vi efter enheten."),
    )  # fmt: skip
    reporter_role = forms.ChoiceField(
        label=_("Du är"), choices=ReporterRole, initial=ReporterRole.EMPLOYEE, widget=forms.RadioSelect
    )
    concerns_manager = forms.BooleanField(
        label=_("Det gäller min chef"),
        required=False,
        help_text=_("Då får chefen inte veta att ärendet finns."),
    )
    about_name = forms.CharField(
        label=_("Vem gäller det?"), max_length=120, required=False,
        help_text=_("Namnet förseglas. Den som läser det behöver ett skäl, och det loggas."),
    )  # fmt: skip
    about_number = forms.CharField(label=_("Personnummer"), max_length=20, required=False)
    attachments = AttachmentsField()
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    field_order = [
        "what_happened", "unit", "happened_on", "done_at_once", "concerns_manager", "about_name", "about_number",
        "attachments", "reporter_role", "laws",
    ]  # fmt: skip

    def __init__(self, *args: Any, units: UnitQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        cast("forms.ModelChoiceField[Any]", self.fields["unit"]).queryset = units

    def clean_happened_on(self) -> date | None:
        day: date | None = self.cleaned_data["happened_on"]
        if day and day > self.today:
            raise forms.ValidationError(Obstacle.IN_THE_FUTURE.label)
        return day

    def _laws(self) -> set[str]:
        """What was ticked, or what the unit works by when nothing was."""
        return set(self.cleaned_data.get("laws", [])) or set(laws_of(self.cleaned_data["unit"]))

    def said(self, files: Sequence[StoredFile] = (), identity: Identity | None = None) -> LexReport:
        values, laws = self.cleaned_data, self._laws()
        return LexReport(
            kind=Kind.LEX_SARAH,
            unit=values["unit"],
            what_happened=values["what_happened"],
            done_at_once=values["done_at_once"],
            happened_on=values["happened_on"],
            is_sol="sol" in laws,
            is_lss="lss" in laws,
            reporter_role=values["reporter_role"],
            concerns_manager=values["concerns_manager"],
            identity=identity,
            files=files,
        )


class ReceiveForm(ReportForm):
    """The lex group writes in what came by word of mouth or from a private provider. SoL 27 kap. 4 §, LSS 24 d §."""

    kind = forms.ChoiceField(label=_("Ärendet gäller"), choices=Kind, widget=forms.RadioSelect)
    door = forms.ChoiceField(
        label=_("Hur kom det?"), choices=[(door, door.label) for door in (Door.ORAL, Door.PROVIDER)],
        widget=forms.RadioSelect,
    )  # fmt: skip
    provider = forms.CharField(
        label=_("Privat utförare"), max_length=120, required=False,
        help_text=_("Utförarens namn. Utföraren utreder själv; nämnden får en kopia."),
    )  # fmt: skip
    reporter_name = forms.CharField(label=_("Vem berättade?"), max_length=120, required=False)
    received_on = forms.DateField(label=_("Dagen det kom"), widget=forms.DateInput)

    field_order = [
        "kind", "door", "provider", "reporter_name", "reporter_role", "received_on", "unit", "laws", "happened_on",
        "what_happened", "done_at_once", "concerns_manager", "about_name", "about_number", "attachments",
    ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reporter_role"].label = _("Den som rapporterade är")
        self.fields["what_happened"].help_text = ""
        self.fields["concerns_manager"].label = _("Det gäller enhetens chef")
        self.fields["done_at_once"].label = _("Vad är gjort direkt?")

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(Obstacle.IN_THE_FUTURE.label)
        return day

    @property
    def received_at(self) -> datetime:
        """Noon of the day, for the hour is not asked."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["received_on"], time(12)))

    def said(self, files: Sequence[StoredFile] = (), identity: Identity | None = None) -> LexReport:
        values = self.cleaned_data
        is_sarah = values["kind"] == Kind.LEX_SARAH
        laws = self._laws() if is_sarah else set()
        return LexReport(
            kind=Kind(values["kind"]),
            unit=values["unit"],
            what_happened=values["what_happened"],
            done_at_once=values["done_at_once"],
            happened_on=values["happened_on"],
            is_sol="sol" in laws,
            is_lss="lss" in laws,
            door=Door(values["door"]),
            reporter_name=values["reporter_name"],
            reporter_role=values["reporter_role"],
            provider=values["provider"] if values["door"] == Door.PROVIDER else "",
            concerns_manager=values["concerns_manager"],
            identity=identity,
            files=files,
        )


class ConvertForm(forms.Form):
    """A deviation becomes a lex case: by which law, and why."""

    kind = forms.ChoiceField(label=_("Utred enligt"), widget=forms.RadioSelect)
    laws = forms.MultipleChoiceField(
        label=_("Lex Sarah enligt vilken lag?"), choices=LAWS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Behövs bara för lex Sarah."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Varför?"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bara lex-gruppen läser det."),
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Sequence[Kind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = [(kind, kind.label) for kind in kinds]
        if Kind.LEX_SARAH not in kinds:
            del self.fields["laws"]
        elif len(kinds) == 1:
            self.fields["laws"].required, self.fields["laws"].help_text = True, ""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("kind") == Kind.LEX_SARAH and not values.get("laws"):
            self.add_error("laws", Obstacle.NO_LAW.label)
        return values

    @property
    def said(self) -> dict[str, Any]:
        """What `open_from_deviation` asks for."""
        values = self.cleaned_data
        laws = values.get("laws", []) if values["kind"] == Kind.LEX_SARAH else []
        return {
            "kind": Kind(values["kind"]),
            "laws": laws,
            "why": values["why"],
        }
