"""What people type about cooperation → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField, UnitsField, indented
from hjulet.act.actions.workflows import ActionText
from hjulet.base.files.forms import AttachmentsField
from hjulet.base.law import AREAS, COOPERATION
from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.organisation.sources.tables import MOST_BYTES
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui.several import SeveralField
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, PartnerKind, Shown, State
from hjulet.plan.cooperation.workflows import CooperationText
from hjulet.plan.procedures.models import Process

MOST_PARTNERS, NAME_LENGTH, MOST_MONTHS = 40, 160, 120
AREA = next(area.key for area in AREAS if area.paragraph == COOPERATION)
FIELD_OF = {
    Obstacle.NO_PARTNER: "partners",
    Obstacle.NO_LAST_DAY: "valid_to",
    Obstacle.ENDS_BEFORE_START: "valid_to",
    Obstacle.NOT_SIGNED: "signed_on",
    Obstacle.BEGINS_TOO_EARLY: "valid_from",
}


class CooperationForm(forms.Form):
    """With whom, about what, in what form, how long, and who keeps an eye on it."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=200, help_text=_("Till exempel: Utskrivning från sjukhus.")
    )
    form = forms.ChoiceField(label=_("Form"), choices=Form, widget=forms.RadioSelect)
    partners = forms.CharField(
        label=_("Parter"), widget=forms.Textarea(attrs={"rows": 4}), max_length=5000,
        help_text=_("En på varje rad: egna verksamheter, regionen, myndigheter, föreningar."),
    )  # fmt: skip
    purpose = forms.CharField(
        label=_("Vad samverkar ni om?"), max_length=5000, required=False, widget=forms.Textarea,
        help_text=_("Inga namn eller personuppgifter om enskilda."),
    )  # fmt: skip
    practice = forms.CharField(
        label=_("Hur samverkar ni?"), max_length=5000, required=False, widget=forms.Textarea,
        help_text=_("Till exempel: möte var fjärde vecka, gemensam rutin, en kontaktperson på varje sida."),
    )  # fmt: skip
    processes = SeveralField(
        label=_("Vilka processer stödjer det?"), queryset=Process.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    laws = forms.MultipleChoiceField(
        label=_("Lagområden"), choices=LawArea.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    signed_on = forms.DateField(label=_("Undertecknat"), required=False, widget=forms.DateInput)
    valid_from = forms.DateField(label=_("Gäller från"), required=False, widget=forms.DateInput)
    lasting = forms.ChoiceField(
        label=_("Hur länge gäller det?"), widget=forms.RadioSelect,
        choices=[(one.value, str(one.label).capitalize()) for one in Lasting],
    )  # fmt: skip
    valid_to = forms.DateField(label=_("Gäller till och med"), required=False, widget=forms.DateInput)
    notice_months = forms.IntegerField(
        label=_("Uppsägningstid, månader"), required=False, min_value=1, max_value=MOST_MONTHS,
        help_text=_("Då påminner vi före sista dagen att säga upp."),
    )  # fmt: skip
    prolongs_by = forms.IntegerField(
        label=_("Förlängs med, månader"), required=False, min_value=1, max_value=MOST_MONTHS,
        help_text=_("Bara om det förlängs av sig självt när ingen säger upp."),
    )  # fmt: skip
    unit = UnitField(label=_("Hör till"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    units = UnitsField(
        label=_("Gäller också för"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Det gäller redan för allt under enheten ovanför."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen ännu"),
        help_text=_("Får påminnelserna i god tid."),
    )  # fmt: skip
    contact = forms.CharField(label=_("Kontakt hos den andra parten"), max_length=300, required=False)
    registry_number = forms.CharField(label=_("Diarienummer"), max_length=40, required=False)
    state = forms.ChoiceField(
        label=_("Gäller det redan?"), widget=forms.RadioSelect, required=False,
        choices=[(State.IN_FORCE, _("Ja, det gäller")), (State.PLANNED, _("Nej, det är planerat"))],
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    field_order = [
        "title", "form", "partners", "unit", "units", "purpose", "practice", "processes", "laws", "state", "signed_on",
        "valid_from", "lasting", "valid_to", "notice_months", "prolongs_by", "owner", "contact", "registry_number",
    ]  # fmt: skip

    def __init__(
        self, *args: Any, units: UnitQuerySet, all_units: UnitQuerySet, processes: QuerySet[Process],
        owners: QuerySet[User], today: date, state: State | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """STATE is the one it has, when that is not asked about."""
        super().__init__(*args, **kwargs)
        self.today, self.stands = today, state
        _choices(self, "unit").queryset = units
        _choices(self, "units").queryset = all_units
        _choices(self, "processes").queryset = processes
        _choices(self, "owner").queryset = owners
        if not processes:
            del self.fields["processes"]
        if state is not None:
            del self.fields["state"]

    def clean_partners(self) -> str:
        names = _names(str(self.cleaned_data["partners"]))
        if len(names) > MOST_PARTNERS:
            raise forms.ValidationError(_("Skriv högst %(most)s parter."), params={"most": MOST_PARTNERS})
        if any(len(name) > NAME_LENGTH for name in names):
            raise forms.ValidationError(
                _("En part får ha högst %(most)s tecken."), params={"most": NAME_LENGTH}
            )
        return "\n".join(names)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        owner, unit = values.get("owner"), values.get("unit")
        if owner and unit and not may(owner, Verb.SEE_COOPERATION, self.today, at=unit):
            error = _("%(name)s har ingen roll vid %(unit)s. Välj någon som kan se den.")
            self.add_error(
                "owner", forms.ValidationError(error, params={"name": owner.name, "unit": unit.name})
            )
        if not self.errors:
            for obstacle in self._obstacles(values):
                self.add_error(FIELD_OF.get(obstacle), str(obstacle.label))
        return values

    def _obstacles(self, values: dict[str, Any]) -> list[Obstacle]:
        return rules.obstacles_to_saving(
            self.begins_as, Form(values["form"]), Lasting(values["lasting"]), valid_from=values["valid_from"],
            valid_to=self._last_day(values), signed_on=values["signed_on"], partners=len(_names(values["partners"])),
        )  # fmt: skip

    def _last_day(self, values: dict[str, Any]) -> date | None:
        """A day that does not count is not kept."""
        return values["valid_to"] if values["lasting"] == Lasting.UNTIL else None

    @property
    def begins_as(self) -> State:
        return self.stands or State(self.cleaned_data.get("state") or State.IN_FORCE)

    @property
    def said(self) -> CooperationText:
        values = self.cleaned_data
        names = (
            "unit", "title", "purpose", "practice", "registry_number", "contact", "owner", "signed_on", "valid_from",
            "notice_months",
        )  # fmt: skip
        return CooperationText(
            **{name: values[name] for name in names},
            form=Form(values["form"]),
            partners=tuple(_names(values["partners"])),
            lasting=Lasting(values["lasting"]),
            valid_to=self._last_day(values),
            prolongs_by=values["prolongs_by"] if values["lasting"] == Lasting.UNTIL else None,
            units=tuple(values["units"]),
            processes=tuple(values.get("processes", ())),
            law_codes=" ".join(code for code in LawArea.values if code in values["laws"]),
        )

    def carry_revision(self, revision: int) -> None:
        """Everything typed stays; sent once more it goes on top of this revision."""
        data = cast("QueryDict", self.data).copy()
        data["revision"] = str(revision)
        self.data = data

    def refuse(self, obstacles: Sequence[Obstacle]) -> None:
        for obstacle in obstacles:
            field = FIELD_OF.get(obstacle)
            self.add_error(field if field in self.fields else None, str(obstacle.label))


class EndForm(forms.Form):
    """The last day it held, and why it ends."""

    ended_on = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Varför avslutas det?"), max_length=300)


class MeetingForm(forms.Form):
    """What was said and decided in a meeting."""

    held_on = forms.DateField(label=_("När hölls mötet?"), widget=forms.DateInput)
    notes = forms.CharField(
        label=_("Anteckningar"), max_length=10_000, required=False, widget=forms.Textarea,
        help_text=_("Inga namn eller personuppgifter om enskilda."),
    )  # fmt: skip
    decisions = forms.CharField(
        label=_("Beslut"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ett på varje rad."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def carry(self, seen: str) -> None:
        """Everything typed stays; sent once more it goes on top of what stands now."""
        data = cast("QueryDict", self.data).copy()
        data["seen"] = seen
        self.data = data


class DecideForm(forms.Form):
    """A decision of a meeting, as the action it becomes."""

    title = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    description = forms.CharField(
        label=_("Beskrivning"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen ännu")
    )
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["owner"]).queryset = owners

    def said(self, unit: Unit, today: date) -> ActionText:
        values = self.cleaned_data
        return ActionText(
            unit=unit, area=AREA, title=values["title"], description=values["description"], year=today.year,
            owner=values["owner"], starts_on=None, due_on=values["due_on"], needs=(),
        )  # fmt: skip


class ImportForm(forms.Form):
    file = forms.FileField(label=_("Fil"), help_text=_("CSV eller Excel, högst 1 MB."))

    def clean_file(self) -> tuple[bytes, str]:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är för stor (högst 1 MB). Dela den i flera."))
        return file.read(), str(file.name)


class FilesForm(forms.Form):
    documents = AttachmentsField(label=_("Avtal och bilagor"), required=True)


class PartnerForm(forms.Form):
    """What the register says of a partner."""

    name = forms.CharField(label=_("Namn"), max_length=NAME_LENGTH)
    kind = forms.ChoiceField(
        label=_("Slag"), required=False, choices=[("", _("Inte angivet")), *PartnerKind.choices]
    )
    contact = forms.CharField(label=_("Kontakt"), max_length=300, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class FilterForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    status = forms.ChoiceField(required=False, choices=Shown.choices)
    form = forms.ChoiceField(required=False, choices=[("", _("vilken form som helst")), *Form.choices])
    part = forms.ChoiceField(required=False, choices=[("", _("alla slags parter")), *PartnerKind.choices])
    lag = forms.ChoiceField(required=False, choices=[("", _("alla lagområden")), *LawArea.choices])
    enhet = forms.ChoiceField(required=False)

    def __init__(self, data: QueryDict, *, units: Sequence[Unit]) -> None:
        super().__init__({"status": Shown.CURRENT.value, **data.dict()})
        named = [(unit.slug, indented(unit)) for unit in units]
        self.fields["enhet"].choices = [("", _("alla enheter")), *named]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


def _names(said: str) -> list[str]:
    """One a line, each once."""
    return list(dict.fromkeys(name for line in said.splitlines() if (name := " ".join(line.split()))))


def _choices(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])
