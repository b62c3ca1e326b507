"""Quality roles, their meetings, and ideas as people type them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField
from hjulet.act.actions.workflows import ActionText
from hjulet.base.law import AREAS, PARTICIPATION
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User
from hjulet.base.ui.several import SeveralField
from hjulet.do.participation.choices import IdeaState, RoleKind, RoleObstacle
from hjulet.do.participation.forms import choices_of
from hjulet.do.participation.models import Idea
from hjulet.do.participation.workflows.roles import MeetingText, RoleText

AREA = next(area.key for area in AREAS if area.paragraph == PARTICIPATION)


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Uppdrag"), choices=[("", _("Välj uppdrag")), *RoleKind.choices])
    title = forms.CharField(
        label=_("Vad heter uppdraget?"),
        max_length=80,
        required=False,
        help_text=_("Bara om du valde annat uppdrag."),
    )
    unit = UnitField(label=_("Enhet"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("Välj medarbetare")
    )
    starts_on = forms.DateField(label=_("Från"), widget=forms.DateInput)
    ends_on = forms.DateField(label=_("Till och med"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, units: UnitQuerySet, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units
        choices_of(self, "user").queryset = people

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("ends_on", _("Sista dagen ligger före första dagen."))
        is_other = values.get("kind") == RoleKind.OTHER
        if is_other and not values.get("title"):
            self.add_error("title", RoleObstacle.NO_TITLE.label)
        if not is_other:
            values["title"] = ""
        return values

    @property
    def said(self) -> RoleText:
        values = self.cleaned_data
        return RoleText(
            RoleKind(values["kind"]), values["title"], values["unit"], values["user"], values["starts_on"],
            values["ends_on"],
        )  # fmt: skip


class RoleMeetingForm(forms.Form):
    kind = forms.ChoiceField(label=_("Uppdrag"), choices=[("", _("Välj uppdrag")), *RoleKind.choices])
    unit = UnitField(label=_("Gäller för"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"))
    held_on = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)
    who_came = SeveralField(
        label=_("Vilka var med?"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notes = forms.CharField(
        label=_("Anteckningar"), max_length=5000, required=False, widget=forms.Textarea,
        help_text=_("Inga namn på dem vi hjälper."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, units: UnitQuerySet, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units
        choices_of(self, "who_came").queryset = people

    @property
    def said(self) -> MeetingText:
        values = self.cleaned_data
        return MeetingText(
            RoleKind(values["kind"]), values["unit"], values["held_on"], values["place"], values["notes"]
        )


class IdeaForm(forms.Form):
    text = forms.CharField(
        label=_("Vad vill du prova?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv som du skulle säga det. Inga namn på dem vi hjälper."),
    )  # fmt: skip
    unit = UnitField(
        label=_("Vilken enhet gäller det?"), queryset=Unit.objects.none(), empty_label=_("Välj enhet")
    )
    signed = forms.ChoiceField(
        label=_("Vill du skriva under?"), widget=forms.RadioSelect, initial="ja",
        choices=[
            ("ja", _("Ja, chefen ser att det är jag, och jag får svaret som ett meddelande")),
            ("nej", _("Nej, ingen kan se vem som skrev. Svaret läser jag på sidan med idéer")),
        ],
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "unit").queryset = units


class AnswerIdeaForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Vad händer med idén?"), widget=forms.RadioSelect,
        choices=[(one.value, str(one.label).capitalize()) for one in IdeaState if one != IdeaState.NEW],
    )  # fmt: skip
    answer = forms.CharField(
        label=_("Svar"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Tacka, och säg varför. Alla på enheten läser svaret."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class IdeaActionForm(forms.Form):
    """An action from an idea: what, who and when; the rest is the idea's own."""

    title = forms.CharField(label=_("Åtgärd"), max_length=200)
    owner = forms.ModelChoiceField(
        label=_("Ansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen ännu")
    )
    due_on = forms.DateField(label=_("Klar senast"), required=False, widget=forms.DateInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices_of(self, "owner").queryset = owners

    def said(self, idea: Idea, today: date) -> ActionText:
        values = self.cleaned_data
        return ActionText(
            unit=idea.unit, area=AREA, title=values["title"], description=idea.text, year=today.year,
            owner=values["owner"], starts_on=None, due_on=values["due_on"], needs=(),
        )  # fmt: skip
