"""What somebody tells about an event → a `Report`. Plain form data in, so that a report written without a net fits too.

form = ReportForm(request.POST, request.FILES, units=…, today=request.today, now=timezone.localtime())
if form.is_valid() and not form.doubts: report(form.said(), form.sent_as, …)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.forms.boundfield import BoundWidget
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.forms import AttachmentsField
from hjulet.base.identities.rules import Unreadable, numbers_in, parse_number, phones_in
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.check.deviations.choices import Channel, HowBad, Obstacle, Place, Tile, When
from hjulet.check.deviations.forms.fields import (
    KEPT,
    LONGEST_LINE,
    KeptFilesField,
    SaidField,
    TokenField,
    UnitField,
    UnitSelect,
)
from hjulet.check.deviations.workflows.reporting import About, Report

SLOW_CLOCK = timedelta(minutes=5)  # how much a telephone's clock may be ahead of ours
MORE = (
    "about_name", "about_number", "about_is_protected", "attachments", "kept_files", "concerns_manager",
    "is_staff_injured", "reporter_name",
)  # fmt: skip
ICONS = {
    Tile.FALL: "fall",
    Tile.MEDICATION: "pill",
    Tile.MISSED: "clock",
    Tile.TREATMENT: "speech",
    Tile.VIOLENCE: "shield",
    Tile.EQUIPMENT: "plug",
    Tile.INFORMATION: "sheet",
    Tile.OTHER: "question",
}
NOT_A_CHOICE = {"invalid_choice": _("Välj ett av alternativen.")}
BAD_TIME = _("Klockslaget går inte att läsa. Skriv det så här: 02.10.")
BAD_DAY = _("Dagen går inte att läsa. Skriv den så här: 2026-11-20.")
BAD_UNIT = _("Enheten finns inte längre att välja. Det du har skrivit finns kvar. Välj en annan enhet.")


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Told(forms.Form):
    """The five questions, whoever asks them: what, when, where, what did you do, how bad."""

    tile = forms.ChoiceField(
        label=_("Vad gällde det?"), choices=Tile, widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj det som ligger närmast. ”Annat eller vet inte” går också bra."), **NOT_A_CHOICE
        },
    )  # fmt: skip
    what_happened = SaidField(
        label=_("Berätta kort vad som hände"), widget=_text(4),
        help_text=_("En mening räcker. Skriv inga namn eller personnummer."),
        error_messages={"required": _("Skriv kort vad som hände. En mening räcker.")},
    )  # fmt: skip
    when = forms.ChoiceField(
        label=_("När hände det?"), choices=When, widget=forms.RadioSelect,
        error_messages={"required": _("Välj när det hände. Det går bra att gissa."), **NOT_A_CHOICE},
    )  # fmt: skip
    at_time = forms.TimeField(
        label=_("Ungefär vilken tid"), required=False, input_formats=["%H:%M", "%H.%M", "%H%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), error_messages={"invalid": BAD_TIME},
    )  # fmt: skip
    day = forms.DateField(
        label=_("Vilken dag"),
        required=False,
        widget=forms.DateInput,
        error_messages={"invalid": BAD_DAY},
    )
    place = forms.ChoiceField(
        label=_("Var någonstans?"), choices=[*Place.choices], required=False, widget=forms.RadioSelect,
        error_messages=NOT_A_CHOICE,
    )  # fmt: skip
    place_note = SaidField(
        label=_("Beskriv platsen"), most=LONGEST_LINE, required=False,
        help_text=_("Till exempel: badrummet, trappan, matsalen."),
    )  # fmt: skip
    done_at_once = SaidField(
        label=_("Vad gjorde du direkt?"), widget=_text(4), required=False,
        help_text=_("Till exempel: stannade kvar, ringde sjuksköterskan. Lämna tomt om inget behövdes."),
    )  # fmt: skip
    how_bad = forms.ChoiceField(
        label=_("Hur illa var det?"), choices=HowBad, widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj hur illa det var, som du uppfattade det."), **NOT_A_CHOICE
        },
    )  # fmt: skip
    concerns_manager = forms.BooleanField(
        label=_("Det gäller min chef"), required=False,
        help_text=_("Då går rapporten förbi chefen, till avdelningschefen och SAS."),
    )  # fmt: skip
    is_staff_injured = forms.BooleanField(
        label=_("Någon i personalen skadades eller kunde ha skadats"), required=False,
        help_text=_("Efteråt visar vi hur du anmäler det som arbetsskada eller tillbud."),
    )  # fmt: skip
    attachments = AttachmentsField()
    kept_files = KeptFilesField(required=False)
    client_id = TokenField(required=False)
    send_anyway = forms.BooleanField(required=False, widget=forms.HiddenInput)

    texts: tuple[str, ...] = ("what_happened", "done_at_once", "place_note")

    def __init__(self, *args: Any, today: date, now: datetime, **kwargs: Any) -> None:
        """TODAY and NOW are those of the writing: a report written offline says "nyss" about then."""
        super().__init__(*args, **kwargs)
        self.today, self.now = today, now
        self.initial.setdefault("client_id", uuid4())

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        when, happened = values.get("when"), self._happened(values)
        if when == When.ANOTHER_DAY and "day" not in self.errors and values.get("day") is None:
            self.add_error("day", _("Välj vilken dag det hände."))
        elif happened[0] and happened[0] > self.today:
            self.add_error("day", Obstacle.IN_THE_FUTURE.label)
        elif happened[0] == self.today and _is_ahead(happened[1], self.now):
            self.add_error("at_time", _("Klockslaget har inte varit än. Välj ett tidigare."))
        return values

    def _happened(self, values: dict[str, Any]) -> tuple[date | None, time | None]:
        """The day and the time, of what was chosen. What was written beside another choice says nothing."""
        said = values.get("at_time")
        match values.get("when"):
            case When.NOW:
                return self.today, self.now.time().replace(second=0, microsecond=0)
            case When.TODAY:
                return self.today, said
            case When.YESTERDAY:
                return self.today - timedelta(days=1), said
            case When.ANOTHER_DAY:
                return values.get("day"), said
        return None, None

    @property
    def has_more(self) -> bool:
        """Whether something is written, or wrong, in what is folded away."""
        names = [name for name in MORE if name in self.fields]
        return any(
            name in self.errors or (self.is_bound and self.data.get(name)) or self.initial.get(name)
            for name in names
        )

    @property
    def tiles(self) -> list[tuple[BoundWidget, str]]:
        """The eight, each with its drawing."""
        return [(option, ICONS[Tile(str(option.data["value"]))]) for option in self["tile"]]

    @property
    def sent_as(self) -> UUID:
        """The form's own number: sent twice, it is the same report."""
        return cast("UUID", self.cleaned_data["client_id"])

    @property
    def doubts(self) -> list[str]:
        """What looks like somebody's number in the texts, unless the writer has seen it and sends it anyway."""
        if not self.is_valid() or self.cleaned_data["send_anyway"]:
            return []
        said = "\n".join(self.cleaned_data[name] for name in self.texts)
        return list(dict.fromkeys([*numbers_in(said), *phones_in(said)]))

    def told(self, unit: Unit) -> Report:
        """All of it but the files, which are saved apart."""
        values = self.cleaned_data
        day, at = self._happened(values)
        same = (
            "what_happened",
            "done_at_once",
            "place",
            "place_note",
            "concerns_manager",
            "is_staff_injured",
        )
        return Report(
            unit=unit,
            tile=Tile(values["tile"]),
            how_bad=HowBad(values["how_bad"]),
            happened_on=cast("date", day),
            happened_time=at,
            **{name: values[name] for name in same},
        )

    def carry_files(self, numbers: Sequence[int]) -> None:
        """The form goes back to be mended; the files that were good are not to be chosen again."""
        data = cast("QueryDict", self.data).copy()
        data["kept_files"] = signing.dumps(list(numbers), salt=KEPT)
        self.data = data


class ReportForm(Told):
    """Somebody signed in, who may also say whom it is about."""

    unit = UnitField(
        label=_("Vilken enhet?"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"), widget=UnitSelect,
        error_messages={"required": _("Välj vilken enhet det hände i."), "invalid_choice": BAD_UNIT,
        },
    )  # fmt: skip
    about_name = SaidField(
        label=_("Namn"), most=LONGEST_LINE, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )  # fmt: skip
    about_number = SaidField(
        label=_("Personnummer"), most=40, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )  # fmt: skip
    about_is_protected = forms.BooleanField(label=_("Skyddade personuppgifter"), required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Any]", self.fields["unit"]).queryset = units

    def clean_about_number(self) -> str:
        said = str(self.cleaned_data["about_number"])
        try:
            parse_number(said, self.today)
        except Unreadable as error:
            raise forms.ValidationError(error.obstacle.label) from None
        return said

    def said(self) -> Report:
        return self.told(self.cleaned_data["unit"]).about_whom(self._about())

    def _about(self) -> About | None:
        name, number = self.cleaned_data["about_name"].strip(), self.cleaned_data["about_number"].strip()
        return About(name, number, self.cleaned_data["about_is_protected"]) if name or number else None


class OnBehalfForm(ReportForm):
    """Somebody else told us: by telephone, by letter, face to face."""

    channel = forms.ChoiceField(
        label=_("Hur kom det till oss?"), choices=Channel, widget=forms.RadioSelect,
        error_messages={"required": _("Välj hur det kom till oss."), **NOT_A_CHOICE},
    )  # fmt: skip
    reporter_name = SaidField(
        label=_("Vem berättade?"), most=LONGEST_LINE, required=False,
        help_text=_("Namn och hur vi når personen. Lämna tomt om den vill vara anonym."),
    )  # fmt: skip

    def said(self) -> Report:
        said, values = super().said(), self.cleaned_data
        return said.told_by(values["reporter_name"], values["channel"])


class DoorForm(Told):
    """The unit's QR door: nobody is signed in, and nobody else's name is asked for."""

    reporter_name = SaidField(
        label=_("Ditt namn"), most=LONGEST_LINE, required=False,
        help_text=_("Lämna tomt om du vill vara anonym."),
    )  # fmt: skip

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.here = unit

    def said(self) -> Report:
        return self.told(self.here).told_by(self.cleaned_data["reporter_name"], "")


def _is_ahead(said: time | None, now: datetime) -> bool:
    return said is not None and datetime.combine(now.date(), said) > now.replace(tzinfo=None) + SLOW_CLOCK
