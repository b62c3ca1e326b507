"""How a person wants to be reached, kind by kind."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.notices import rules
from hjulet.base.notices.choices import Group, Kind, Way


class ChoicesForm(forms.Form):
    """One field a kind, named as the kind."""

    def __init__(self, *args: Any, had: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kinds in rules.KINDS_OF.values():
            for kind in kinds:
                ways = [(way.value, way.label) for way in rules.ways(kind)]
                self.fields[kind.value] = forms.ChoiceField(
                    label=kind.label, choices=ways, initial=rules.way_of(kind, had.get(kind))
                )
                if kind in rules.IMPORTANT:
                    self.fields[kind.value].help_text = _("Kommer alltid med e-post.")

    @property
    def groups(self) -> list[tuple[Group, list[forms.BoundField]]]:
        return [(group, [self[kind] for kind in kinds]) for group, kinds in rules.KINDS_OF.items()]

    @property
    def ways(self) -> dict[Kind, Way]:
        return {Kind(kind): Way(way) for kind, way in self.cleaned_data.items()}
