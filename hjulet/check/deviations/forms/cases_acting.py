"""What is done about an event → clean values: a new action, an open one, which cause it answers, a day to look back."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import KIND_HELP, KINDS, STRENGTHS
from hjulet.act.actions.models import Action
from hjulet.act.actions.workflows import ActionText
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.check.deviations.forms.fields import SaidField, TokenField
from hjulet.check.deviations.models import Cause, DecidedAction
from hjulet.check.deviations.workflows.acting import AREA


class CauseField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    def label_from_instance(self, cause: Any) -> str:
        words = str(cause.explanation)
        return f"{cause.get_category_display()}: {words[:60]}" if words else str(cause.get_category_display())


class DecideForm(forms.Form):
    """An action that answers the case."""

    title = SaidField(label=_("Vad ska göras?"), most=200, help_text=_("Börja med ett verb. Inga namn."))
    cause = CauseField(
        label=_("Vilken orsak svarar den mot?"), queryset=Cause.objects.none(), required=False,
        empty_label=_("Ingen orsak är angiven än"),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Vad ska ske?"), choices=KINDS, required=False, widget=forms.RadioSelect, help_text=KIND_HELP
    )
    strength = forms.ChoiceField(
        label=_("Hur stark är åtgärden?"), choices=STRENGTHS, required=False, widget=forms.RadioSelect,
        help_text=_("Svaga åtgärder räcker sällan ensamma. Kan den paras med en starkare?"),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), empty_label=_("Välj ansvarig")
    )
    due_on = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)
    token = TokenField(required=False)

    def __init__(
        self, *args: Any, causes: QuerySet[Cause], owners: QuerySet[User], unit: Unit, today: date, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.unit, self.today = unit, today
        _choices(self, "cause").queryset = causes
        _choices(self, "owner").queryset = owners

    def clean_due_on(self) -> date:
        due = cast("date", self.cleaned_data["due_on"])
        if due < self.today:
            raise forms.ValidationError(_("Dagen har varit. Välj i dag eller senare."))
        return due

    def clean_owner(self) -> User:
        owner = cast("User", self.cleaned_data["owner"])
        if not may(owner, Verb.SEE_ACTIONS, self.today, at=self.unit):
            said = {"name": owner.name, "unit": self.unit.name}
            error = _("%(name)s har ingen roll vid %(unit)s. Välj någon som kan se åtgärden.")
            raise forms.ValidationError(error, params=said)
        return owner

    def said(self) -> ActionText:
        values = self.cleaned_data
        title = " ".join(values["title"].split())
        return ActionText(
            unit=self.unit, area=AREA, title=title, description="", year=self.today.year, owner=values["owner"],
            starts_on=None, due_on=values["due_on"], needs=(), strength=values["strength"],
            kind=values["kind"],
        )  # fmt: skip


class TieForm(forms.Form):
    """An action that is already open."""

    action = forms.ModelChoiceField(
        label=_("Vilken öppen åtgärd svarar mot händelsen?"), queryset=Action.objects.none(),
        empty_label=_("Välj åtgärd"),
    )  # fmt: skip
    cause = CauseField(
        label=_("Vilken orsak svarar den mot?"), queryset=Cause.objects.none(), required=False,
        empty_label=_("Ingen orsak är angiven än"),
    )  # fmt: skip

    def __init__(self, *args: Any, actions: QuerySet[Action], causes: QuerySet[Cause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "action").queryset = actions
        _choices(self, "cause").queryset = causes


class SayCauseForm(forms.Form):
    """Which cause an action answers."""

    cause = CauseField(
        label=_("Vilken orsak svarar åtgärden mot?"),
        queryset=Cause.objects.none(),
        empty_label=_("Välj orsak"),
    )

    def __init__(self, *args: Any, causes: QuerySet[Cause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "cause").queryset = causes


class BookForm(forms.Form):
    """When to see what came of an action."""

    decided = forms.ModelChoiceField(
        label=_("Vilken åtgärd?"), queryset=DecidedAction.objects.none(), empty_label=None
    )
    due_on = forms.DateField(label=_("Följ upp den"), widget=forms.DateInput)

    def __init__(self, *args: Any, decided: QuerySet[DecidedAction], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decided"] = ActionOfCase(label=_("Vilken åtgärd?"), queryset=decided, empty_label=None)


class ActionOfCase(forms.ModelChoiceField):  # type: ignore[type-arg]  # the same
    def label_from_instance(self, decided: Any) -> str:
        return str(decided.action.title)


def _choices(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])
