"""One field for the words, and the sentence above the answers."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.models import User
from hjulet.base.search.words import LONGEST_QUESTION
from hjulet.desk.searching.kinds import BY_KEY, Asked

VALIDITY = (("", _("det som gäller")), ("alla", _("också det som har slutat gälla")))


class SearchForm(forms.Form):
    ord = forms.CharField(
        label=_("Vad vill du veta?"), required=False, strip=True,
        widget=forms.TextInput(attrs={"maxlength": LONGEST_QUESTION, "autocomplete": "off", "type": "search"}),
    )  # fmt: skip
    slag = forms.ChoiceField(required=False, choices=())
    enhet = forms.ChoiceField(required=False, choices=())
    lag = forms.ChoiceField(required=False, choices=(("", _("alla lagar")), *LawArea.choices))
    gammalt = forms.ChoiceField(required=False, choices=VALIDITY)

    def __init__(self, *args: Any, units: UnitQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units: dict[str, Unit] = {unit.slug: unit for unit in units}
        names = ((slug, unit.name) for slug, unit in self.units.items())
        self.fields["enhet"].choices = [("", _("alla enheter")), *names]  # type: ignore[attr-defined]
        self.fields["slag"].choices = [  # type: ignore[attr-defined]
            ("", ""), *((key, kind.title) for key, kind in BY_KEY.items()), ("deviation", ""),
        ]  # fmt: skip

    def said(self, name: str) -> str:
        """A choice that exists; what somebody has written in the address is not one."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def words(self) -> str:
        """As much of what was written as is looked for."""
        return str(self.data.get("ord", "")).replace("\0", "").strip()[:LONGEST_QUESTION]

    @property
    def unit(self) -> Unit | None:
        return self.units.get(self.said("enhet"))

    @property
    def filters(self) -> dict[str, str]:
        """What stands openly in the address."""
        return {name: said for name in ("slag", "enhet", "lag", "gammalt") if (said := self.said(name))}

    def asked(self, words: str, user: User, today: date) -> Asked:
        return Asked(
            user,
            today,
            words,
            self.said("slag"),
            self.unit,
            self.said("lag"),
            with_old=bool(self.said("gammalt")),
        )
