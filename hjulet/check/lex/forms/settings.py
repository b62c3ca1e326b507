"""What a municipality decides: delegations and targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.lex.choices import Kind, Obstacle

DECIDING = (
    Role.SAS, Role.MAS, Role.MAR, Role.LEX_SARAH, Role.LEX_MARIA, Role.DIRECTOR, Role.DEPARTMENT_HEAD, Role.POLITICIAN,
)  # fmt: skip


class DelegationForm(forms.Form):
    """Who may decide, as the committee has written it. Kommunallagen 6 kap. 37 §."""

    kind = forms.ChoiceField(label=_("Ärenden enligt"), widget=forms.RadioSelect)
    role = forms.ChoiceField(
        label=_("Roll som får besluta"), required=False, help_text=_("Välj en roll eller en person."),
        choices=[("", _("Ingen roll, en person")), *((role, role.label) for role in DECIDING)],
    )  # fmt: skip
    user = forms.ModelChoiceField(
        label=_("Person som får besluta"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen person, en roll"),
    )
    decision_reference = forms.CharField(
        label=_("Nämndens beslut"),
        max_length=120,
        help_text=_("Till exempel: delegationsordning, § och dag."),
    )
    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    valid_to = forms.DateField(label=_("Gäller till"), required=False, widget=forms.DateInput)

    def __init__(self, *args: Any, kinds: Sequence[Kind], people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["kind"]).choices = [(kind, kind.label) for kind in kinds]
        cast("forms.ModelChoiceField[User]", self.fields["user"]).queryset = people

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if bool(values.get("role")) == bool(values.get("user")):
            self.add_error("role", Obstacle.NOBODY.label)
        begins, ends = values.get("valid_from"), values.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", Obstacle.ENDS_BEFORE.label)
        return values


class TimesForm(forms.Form):
    sarah_days = forms.IntegerField(label=_("Utred lex Sarah inom (dagar)"), min_value=1, max_value=365)
    maria_days = forms.IntegerField(label=_("Utred lex Maria inom (dagar)"), min_value=1, max_value=365)
    notify_workdays = forms.IntegerField(
        label=_("Anmäl till IVO inom (arbetsdagar)"), min_value=1, max_value=30
    )
    remind_days_before = forms.IntegerField(label=_("Påminn så många dagar före"), min_value=0, max_value=60)
