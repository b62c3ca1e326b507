"""What people type in a case → clean values: the course of events, causes, the team, answers, endings."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User, UserQuerySet
from hjulet.check.deviations.choices import CauseCategory, Obstacle, RoutineFault
from hjulet.check.deviations.forms.fields import SaidField, TokenField
from hjulet.check.deviations.models import Cause, Deviation
from hjulet.check.deviations.models.deviations import DeviationQuerySet
from hjulet.check.deviations.workflows.investigating import CauseText, Investigation, RoutineRemark
from hjulet.plan.procedures.models import Routine

SHORT = {"rows": 3}
NO_NAMES = _("Inga namn eller personnummer.")
MANY = 5
WHYS = 5


class InvestigateForm(forms.Form):
    """The course of events and what could have stopped it."""

    course = SaidField(
        label=_("Vad hände, steg för steg?"), required=False, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Skriv det som hände, inte vem som gjorde det. Inga namn eller personnummer."),
    )  # fmt: skip
    barriers = SaidField(
        label=_("Vad hindrade att det blev värre, och vad kunde ha hindrat det?"), required=False,
        widget=forms.Textarea(attrs=SHORT),
    )  # fmt: skip
    no_cause_reason = SaidField(
        label=_("Om ingen orsak går att hitta: varför?"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def said(self) -> Investigation:
        return Investigation(**self.cleaned_data)


class RoutineField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    def label_from_instance(self, routine: Any) -> str:
        return f"{routine.title} (nr {routine.number})"


class CauseForm(forms.Form):
    """One thing that contributed."""

    category = forms.ChoiceField(
        label=_("Vad bidrog?"), choices=CauseCategory.choices, widget=forms.RadioSelect
    )
    explanation = SaidField(
        label=_("Beskriv kort"),
        required=False,
        widget=forms.Textarea(attrs=SHORT),
        help_text=NO_NAMES,
        most=5_000,
    )
    routine_fault = forms.ChoiceField(
        label=_("Hur var det med rutinen?"), required=False, widget=forms.RadioSelect,
        choices=[*RoutineFault.choices, ("", _("Har inte med rutinen att göra"))],
    )  # fmt: skip
    routine = RoutineField(
        label=_("Vilken rutin?"), queryset=Routine.objects.none(), required=False,
        empty_label=_("Ingen, eller den finns inte"),
    )  # fmt: skip
    parent = forms.ModelChoiceField(
        label=_("Ligger bakom en annan orsak"), queryset=Cause.objects.none(), required=False,
        empty_label=_("Nej, den står för sig själv"),
    )  # fmt: skip

    def __init__(
        self, *args: Any, routines: QuerySet[Routine], causes: QuerySet[Cause] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "routine").queryset = routines
        if causes is None:
            del self.fields["parent"]
        else:
            _choices(self, "parent").queryset = causes

    def said(self) -> CauseText:
        values = self.cleaned_data
        return CauseText(
            CauseCategory(values["category"]),
            values["explanation"],
            values["routine_fault"],
            values.get("parent"),
            values["routine"] if values["routine_fault"] else None,
        )


class WhysForm(forms.Form):
    """ "Varför hände det?" up to five times, each answer behind the one before."""

    why1 = SaidField(label=_("Varför hände det?"), most=1_000)
    why2 = SaidField(label=_("Och varför var det så?"), most=1_000, required=False)
    why3 = SaidField(label=_("Varför då?"), most=1_000, required=False)
    why4 = SaidField(label=_("Och varför det?"), most=1_000, required=False)
    why5 = SaidField(label=_("Varför, en sista gång?"), most=1_000, required=False)
    category = forms.ChoiceField(
        label=_("Vad bidrog mest?"), choices=CauseCategory.choices, widget=forms.RadioSelect
    )
    routine_fault = CauseForm.base_fields["routine_fault"]
    routine = CauseForm.base_fields["routine"]

    def __init__(self, *args: Any, routines: QuerySet[Routine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "routine").queryset = routines

    def fault(self) -> RoutineRemark:
        """What was wrong with which routine."""
        said = self.cleaned_data["routine_fault"]
        return RoutineRemark(said, self.cleaned_data["routine"] if said else None)

    def whys(self) -> list[str]:
        return [self.cleaned_data[f"why{number}"] for number in range(1, WHYS + 1)]


class TeamForm(forms.Form):
    """A colleague, by name or e-mail address."""

    who = SaidField(
        label=_("Vem ska vara med?"), most=200, help_text=_("Skriv namn eller e-postadress."),
    )  # fmt: skip

    def __init__(self, *args: Any, colleagues: UserQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = colleagues

    def clean_who(self) -> User:
        said = str(self.cleaned_data["who"]).strip()
        found = list(self.colleagues.filter(email__iexact=said)) or list(
            self.colleagues.named(said)[: MANY + 1]
        )
        if not found:
            raise forms.ValidationError(_("Ingen kollega har det namnet eller den adressen."))
        if len(found) > 1:
            people = ", ".join(f"{user.name} ({user.email})" for user in found[:MANY])
            error = _("Flera passar: %(people)s. Skriv e-postadressen.")
            raise forms.ValidationError(error, params={"people": people})
        return found[0]


class TextForm(forms.Form):
    """Some words, once."""

    text = SaidField(label=_("Vad vet du, eller vad tror du?"), widget=forms.Textarea, help_text=NO_NAMES)
    token = TokenField(required=False)


class AnswerForm(forms.Form):
    """Words to the one who reported."""

    text = SaidField(
        label=_("Svar"), widget=forms.Textarea, most=5_000,
        help_text=_("Berätta vad ni kom fram till och vad som blir annorlunda. Inga namn eller personnummer."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Vad är det?"), initial="answer", widget=forms.RadioSelect,
        choices=[("answer", _("Ett svar på rapporten")), ("question", _("En fråga, svaret kommer senare"))],
    )  # fmt: skip
    token = TokenField(required=False)


class ReasonForm(forms.Form):
    """Why."""

    reason = SaidField(label=_("Varför?"), widget=forms.Textarea(attrs=SHORT), most=2_000, help_text=NO_NAMES)


class DismissForm(ReasonForm):
    """Why it is no deviation, and what the one who reported is told."""

    answer = SaidField(
        label=_("Skriv till den som rapporterade"), widget=forms.Textarea(attrs=SHORT), most=5_000,
        help_text=_("Tacka för rapporten och berätta vad som händer i stället."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_answerable: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_answerable:
            del self.fields["answer"]


class MergeForm(forms.Form):
    """The number of the case that lives on."""

    number = SaidField(
        label=_("Vilket nummer har den andra?"), most=20, help_text=_("Till exempel 2026-00012.")
    )

    def __init__(self, *args: Any, known: DeviationQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_number(self) -> Deviation:
        year, _dash, sequence = str(self.cleaned_data["number"]).strip().partition("-")
        is_number = year.isdecimal() and sequence.isdecimal() and len(year) + len(sequence) < 12
        found = self.known.filter(year=year, sequence=sequence).first() if is_number else None
        if found is None:
            raise forms.ValidationError(Obstacle.NO_ORIGINAL.label)
        return found


class ReassignForm(forms.Form):
    """Where it belongs."""

    unit = UnitField(
        label=_("Vilken enhet hör händelsen till?"), queryset=Unit.objects.none(), empty_label=_("Välj enhet")
    )

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "unit").queryset = units


def _choices(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])
