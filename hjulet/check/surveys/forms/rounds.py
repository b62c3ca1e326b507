"""What somebody says of a round, its units, its codes, and what the team said → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitsField
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User
from hjulet.check.surveys import rules
from hjulet.check.surveys.choices import Obstacle, Way
from hjulet.check.surveys.models import RoundUnit, Survey, SurveyRound
from hjulet.check.surveys.workflows.planning import RoundSaid, UnitSaid

LASTS = timedelta(days=21)
MOST_INVITED = 100_000


class RoundForm(forms.Form):
    """A round. Whoever owns the result and the day of the team's talk are asked at once, not afterwards."""

    name = forms.CharField(label=_("Namn"), max_length=60, help_text=_("Till exempel: Hösten 2026"))
    units = UnitsField(
        label=_("Vilka enheter frågas?"), queryset=Unit.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": Obstacle.NO_UNITS.label},
    )  # fmt: skip
    opens_on = forms.DateField(label=_("Första dag"), widget=forms.DateInput)
    closes_on = forms.DateField(label=_("Sista dag"), widget=forms.DateInput)
    way = forms.ChoiceField(label=_("Hur kommer man in?"), choices=Way, widget=forms.RadioSelect)
    asks_gender = forms.BooleanField(
        label=_("Fråga om kön"), required=False,
        help_text=_("Kvinnor och män visas var för sig bara när båda är minst fem."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Vem äger resultatet?"), queryset=User.objects.none(), empty_label=_("Välj person"),
        help_text=_("För enheter med egen chef föreslås chefen. Det går att ändra enhet för enhet."),
        error_messages={"required": Obstacle.NO_OWNER.label},
    )  # fmt: skip
    talk_on = forms.DateField(
        label=_("Laget pratar om resultatet senast"), widget=forms.DateInput,
        error_messages={"required": Obstacle.NO_TALK.label},
    )  # fmt: skip
    screener = forms.ModelChoiceField(
        label=_("Vem granskar svar med egna ord?"), queryset=User.objects.none(), required=False,
        empty_label=_("Ingen, det finns inga sådana frågor"),
        help_text=_("Läser texterna först och tar bort namn. Får inte vara chef över enheterna."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, initial: dict[str, Any], units: UnitQuerySet, people: QuerySet[User]
    ) -> None:
        super().__init__(data, initial=initial)
        cast("forms.ModelMultipleChoiceField[Unit]", self.fields["units"]).queryset = units
        for name in ("owner", "screener"):
            cast("forms.ModelChoiceField[User]", self.fields[name]).queryset = people

    def clean(self) -> dict[str, Any]:
        values = self.cleaned_data
        first, last, talk = (values.get(name) for name in ("opens_on", "closes_on", "talk_on"))
        if first and last and last < first:
            self.add_error("closes_on", Obstacle.ENDS_BEFORE.label)
        if last and talk and talk <= last:
            self.add_error("talk_on", Obstacle.TALK_TOO_EARLY.label)
        return values

    @property
    def said(self) -> RoundSaid:
        values = self.cleaned_data
        names = ("name", "opens_on", "closes_on", "way", "asks_gender", "owner", "talk_on", "screener")
        return RoundSaid(**{name: values[name] for name in names})

    @property
    def units_said(self) -> Sequence[Unit]:
        return list(self.cleaned_data["units"])


def start_of(survey: Survey, today: date) -> dict[str, Any]:
    """From today, for three weeks; the talk before the end of February or August."""
    last = today + LASTS
    return {
        "opens_on": today,
        "closes_on": last,
        "talk_on": rules.default_talk(last, survey.audience),
        "way": Way.LINK,
    }


def as_it_is(found: SurveyRound) -> dict[str, Any]:
    names = ("name", "opens_on", "closes_on", "way", "asks_gender", "owner", "talk_on", "screener")
    return {name: getattr(found, name) for name in names} | {
        "units": [one.unit_id for one in found.units.all()],
        "token": found.form_token,
    }


class UnitsForm(forms.Form):
    """How many are invited and who owns the result, a row a unit."""

    def __init__(self, data: Any = None, *, asked: Sequence[RoundUnit], people: QuerySet[User]) -> None:
        super().__init__(data)
        self.asked = asked
        owners = [("", _("Ingen")), *((user.pk, user.name) for user in people)]
        for one in asked:
            said = {"unit": one.unit.name}
            self.fields[f"invited-{one.pk}"] = forms.IntegerField(
                label=_("Antal tillfrågade, %(unit)s") % said, min_value=0, max_value=MOST_INVITED,
                required=False, initial=one.invited,
            )  # fmt: skip
            self.fields[f"owner-{one.pk}"] = forms.TypedChoiceField(
                label=_("Äger resultatet, %(unit)s") % said, choices=owners, coerce=int, empty_value=None,
                required=False, initial=one.owner_id,
            )  # fmt: skip

    @property
    def rows(self) -> list[tuple[RoundUnit, forms.BoundField, forms.BoundField]]:
        return [(one, self[f"invited-{one.pk}"], self[f"owner-{one.pk}"]) for one in self.asked]

    def said(self, people: dict[int, User]) -> dict[int, UnitSaid]:
        values = self.cleaned_data
        return {
            one.pk: UnitSaid(values[f"invited-{one.pk}"], people.get(values[f"owner-{one.pk}"] or 0))
            for one in self.asked
        }


class CodesForm(forms.Form):
    amount = forms.IntegerField(
        label=_("Hur många koder?"), min_value=1, max_value=rules.MOST_CODES,
        error_messages={"max_value": Obstacle.TOO_MANY_CODES.label},
    )  # fmt: skip


class TalkForm(forms.Form):
    """What the team came to."""

    on = forms.DateField(label=_("Vilken dag pratade ni?"), widget=forms.DateInput)
    note = forms.CharField(
        label=_("Vad kom ni fram till?"), max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Inga namn."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, today: date, asked: RoundUnit | None = None) -> None:
        start = {"on": asked.talked_on or today, "note": asked.talk_note} if asked else {"on": today}
        super().__init__(data, initial=start)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Dagen har inte varit än."))
        return on


class ScreenForm(forms.Form):
    """A text as it is to be shown; empty when it is not."""

    shown = forms.CharField(
        label=_("Så här visas texten"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
