"""What people type about needs, actions and their effect → clean values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.choices import (
    ActionKind,
    Answer,
    AnswerObstacle,
    NextStep,
    ReviewObstacle,
    Shown,
    Status,
    Strength,
    StrengthShown,
    Verdict,
)
from hjulet.act.actions.models import Conclusion, Need
from hjulet.act.actions.workflows import ActionText, NeedText
from hjulet.base.law import AREA_BY_KEY, AREA_CHOICES
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.base.ui.several import SeveralField

FIRST_YEAR, YEARS_AHEAD = 2012, 5
KINDS = [("", _("Något ska göras")), (ActionKind.CHANGE_ROUTINE, _("En rutin ska ändras eller skrivas"))]
KIND_HELP = _("Ska en rutin ändras öppnas ett utkast till nästa version.")
STRENGTHS = [
    (Strength.STRONG, _("Stark: bygger bort risken, ett tekniskt hinder, ett och samma sätt överallt")),
    (Strength.INTERMEDIATE, _("Medelstark: checklista, bemanning, stöd i ett IT-system")),
    (Strength.WEAK, _("Svag: utbildning, ny rutin, påminnelse")),
    ("", _("Inte bedömd")),
]


def indented(unit: Unit) -> str:
    """The unit's name with an em space for each level above it."""
    return f"{chr(0x2003) * (unit.depth - 1)}{unit.name}"


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A unit, indented as in the tree."""

    def label_from_instance(self, unit: Any) -> str:
        return indented(unit)


class UnitsField(SeveralField):
    """Several units, indented as in the tree."""

    def label_from_instance(self, unit: Any) -> str:
        return indented(unit)


class NeedField(SeveralField):
    def label_from_instance(self, need: Any) -> str:
        return f"{need.title} ({AREA_BY_KEY[need.area].name}, {need.year})"


class Said(forms.Form):
    """What a need and an action both say."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    description = forms.CharField(
        label=_("Beskrivning"), max_length=5000, required=False, widget=forms.Textarea,
        help_text=_("Inga namn eller personuppgifter."),
    )  # fmt: skip
    area = forms.ChoiceField(
        label=_("Område i SOSFS 2011:9"), choices=[("", _("Välj område")), *AREA_CHOICES]
    )
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    year = forms.IntegerField(label=_("År"), min_value=FIRST_YEAR)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        _choices(self, "unit").queryset = units
        last = today.year + YEARS_AHEAD
        year = cast("forms.IntegerField", self.fields["year"])
        year.max_value, year.widget.attrs["max"] = last, last
        year.validators.append(MaxValueValidator(last))

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())


class NeedForm(Said):
    """A need that somebody raises."""

    @property
    def said(self) -> NeedText:
        values = self.cleaned_data
        return NeedText(
            values["unit"], values["area"], values["title"], values["description"], values["year"]
        )


class ActionForm(Said):
    """An action: what, for which need, by whom, when."""

    needs = NeedField(
        label=_("Svarar mot"),
        queryset=Need.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kind = forms.ChoiceField(
        label=_("Vad ska ske?"), choices=KINDS, required=False, widget=forms.RadioSelect, help_text=KIND_HELP
    )  # fmt: skip
    strength = forms.ChoiceField(
        label=_("Hur stark är åtgärden?"), choices=STRENGTHS, required=False, widget=forms.RadioSelect,
        help_text=_("Svaga åtgärder räcker sällan ensamma. Kan den paras med en starkare?"),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen ännu")
    )
    starts_on = forms.DateField(label=_("Börjar"), required=False, widget=forms.DateInput)
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=forms.DateInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    field_order = [
        "title", "description", "kind", "strength", "needs", "area", "unit", "year", "owner", "starts_on", "due_on",
    ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        needs: QuerySet[Need],
        owners: QuerySet[User],
        unseen: Sequence[Need] = (),
        **kwargs: Any,
    ) -> None:
        """UNSEEN are needs that the action answers and this person cannot see; they stay."""
        super().__init__(*args, **kwargs)
        self.unseen = tuple(unseen)
        _choices(self, "needs").queryset = needs
        _choices(self, "owner").queryset = owners

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begins, due = values.get("starts_on"), values.get("due_on")
        if begins and due and due < begins:
            self.add_error("due_on", _("Slutdagen ligger före startdagen."))
        owner, unit = values.get("owner"), values.get("unit")
        if owner and unit and not may(owner, Verb.SEE_ACTIONS, self.today, at=unit):
            said = {"name": owner.name, "unit": unit.name}
            error = _("%(name)s har ingen roll vid %(unit)s. Välj någon som kan se åtgärden.")
            self.add_error("owner", forms.ValidationError(error, params=said))
        return values

    @property
    def said(self) -> ActionText:
        names = ("unit", "area", "title", "description", "year", "owner", "starts_on", "due_on")
        return ActionText(
            **{name: self.cleaned_data[name] for name in names},
            strength=self.cleaned_data["strength"],
            kind=self.cleaned_data["kind"],
            needs=(*self.cleaned_data["needs"], *self.unseen),
        )

    def carry_revision(self, revision: int) -> None:
        """Everything typed stays; sent once more it goes on top of this revision."""
        data = cast("QueryDict", self.data).copy()
        data["revision"] = str(revision)
        self.data = data


class MoveForm(forms.Form):
    """Where the action goes, and why when that must be said."""

    to = forms.ChoiceField(choices=Status)
    reason = forms.CharField(label=_("Varför"), max_length=200, required=False)


class BookForm(forms.Form):
    """On which day to see what came of an action."""

    due_on = forms.DateField(label=_("Följ upp effekten den"), widget=forms.DateInput)


class RebookForm(forms.Form):
    """Another day for a review, and why."""

    due_on = forms.DateField(label=_("Ny dag"), widget=forms.DateInput)
    reason = forms.CharField(label=_("Varför flyttas den?"), max_length=200, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class ConcludeForm(forms.Form):
    """What the one who answers for an action says of its effect; what the figures say is handed in beside it."""

    judged = forms.ChoiceField(label=_("Hur bedömer du själv?"), choices=Verdict, widget=forms.RadioSelect)
    judgement = forms.CharField(
        label=_("Med egna ord"), max_length=5000, widget=forms.Textarea,
        help_text=_("Vad ser ni i vardagen? Inga namn eller personuppgifter."),
    )  # fmt: skip
    next_step = forms.ChoiceField(
        label=_("Nästa steg"), widget=forms.RadioSelect,
        choices=[
            (NextStep.KEEP, _("Behåll: det fungerar, fortsätt så")),
            (NextStep.ADJUST, _("Justera: ändra åtgärden och följ upp igen")),
            (NextStep.STOP, _("Sluta: den hjälper inte")),
            (NextStep.SPREAD, _("Sprid: behåll, och fråga andra enheter om de vill införa den")),
        ],
    )  # fmt: skip
    spread_to = UnitsField(
        label=_("Vilka enheter ska få frågan?"), queryset=Unit.objects.none(), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara om nästa steg är att sprida. Enhetens chef får frågan och svarar."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "spread_to").queryset = units

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("next_step") == NextStep.SPREAD and not values.get("spread_to"):
            self.add_error("spread_to", ReviewObstacle.NO_UNITS.label)
        return values

    def said(self, verdict: Verdict, facts: dict[str, Any]) -> Conclusion:
        """All of it, with what the figures say."""
        values = self.cleaned_data
        return Conclusion(
            verdict=verdict,
            facts=facts,
            judged=Verdict(values["judged"]),
            judgement=values["judgement"],
            next_step=NextStep(values["next_step"]),
            spread_to=tuple(values["spread_to"]),
        )


class AnswerForm(forms.Form):
    """What a unit says when it is asked to take up an action."""

    answer = forms.ChoiceField(
        label=_("Vad svarar ni?"), widget=forms.RadioSelect,
        choices=[
            (Answer.YES, _("Ja, vi inför den")),
            (Answer.NO, _("Nej, vi inför den inte")),
            (Answer.LATER, _("Vi tar ställning senare")),
        ],
    )  # fmt: skip
    text = forms.CharField(
        label=_("Kommentar"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv varför om ni svarar nej. Inga namn eller personuppgifter."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("answer") == Answer.NO and not values.get("text", "").strip():
            self.add_error("text", AnswerObstacle.NO_REASON.label)
        return values


class FilterForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    status = forms.ChoiceField(label=_("status"), required=False, choices=[("", _("alla")), *Shown.choices])
    styrka = forms.ChoiceField(
        label=_("styrka"), required=False, choices=[("", _("vilken som helst")), *StrengthShown.choices]
    )
    omrade = forms.ChoiceField(
        label=_("område"), required=False, choices=[("", _("alla områden")), *AREA_CHOICES]
    )
    enhet = forms.ChoiceField(label=_("enhet"), required=False)
    ar = forms.ChoiceField(label=_("år"), required=False)

    def __init__(self, data: QueryDict, *, units: Sequence[Unit], years: Sequence[int]) -> None:
        super().__init__(data)
        named = [(unit.slug, indented(unit)) for unit in units]
        self.fields["enhet"].choices = [("", _("alla enheter")), *named]  # type: ignore[attr-defined]
        numbered = [(str(year), str(year)) for year in years]
        self.fields["ar"].choices = [("", _("alla år")), *numbered]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


def _choices(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])
