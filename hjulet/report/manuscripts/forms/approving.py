"""What people fill in when they review, approve, explain and sign → clean values."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.workflows.approving import Approval

LONGEST_WHY = 1000


class ReturnForm(forms.Form):
    """Why a report is sent back."""

    reason = forms.CharField(
        label=_("Vad behöver göras?"), max_length=2000, widget=forms.Textarea({"rows": 4}),
        help_text=_("Den som skickade rapporten läser det här."),
        error_messages={"required": _("Skriv vad som behöver göras, så att den som får tillbaka rapporten vet.")},
    )  # fmt: skip


class ApproveForm(forms.Form):
    """The registry number, and what the approver has read."""

    registry_number = forms.CharField(
        label=_("Diarienummer"), max_length=40,
        help_text=_("Till exempel KOS 2026/326. Registratorn har det."),
        error_messages={"required": _("Skriv diarienumret. Registratorn har det.")},
    )  # fmt: skip
    seen = forms.CharField(max_length=64, required=False)  # hidden; written by the page, not by the form
    warnings = forms.IntegerField(required=False)  # hidden: how many warnings the page showed
    has_seen = forms.BooleanField(label=_("Jag har läst det som står under Titta på det här"), required=False)

    @property
    def approval(self) -> Approval:
        said = self.cleaned_data
        seen = said["warnings"] or 0 if said["has_seen"] else 0
        return Approval(said["registry_number"], said["seen"], warnings_seen=seen)


class SecrecyForm(forms.Form):
    """The points that have been gone through in the public edition."""

    points = forms.MultipleChoiceField(
        label=_("Jag har läst hela den offentliga utgåvan och kontrollerat att"),
        choices=Point.choices, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Gå igenom och bocka av alla punkter innan du skriver under.")},
    )  # fmt: skip
    remark = forms.CharField(
        label=_("Anmärkning"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=_("Om något behöver förklaras. Skriv inga namn."),
    )  # fmt: skip

    def clean_points(self) -> list[str]:
        points: list[str] = self.cleaned_data["points"]
        if set(points) != set(Point.values):
            raise forms.ValidationError(_("Gå igenom och bocka av alla punkter innan du skriver under."))
        return points


class WhyForm(forms.Form):
    """Why figures are changed: one by one, those that are ticked, all from one source, and all that are still empty."""

    why_picked = forms.CharField(
        label=_("Förklaring till de ikryssade"), required=False, max_length=LONGEST_WHY, widget=forms.Textarea({"rows": 2}),
        help_text=_("Ersätter det som står för dem."),
    )  # fmt: skip
    why_all = forms.CharField(
        label=_("Samma förklaring till alla som är tomma"), required=False, max_length=LONGEST_WHY,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, sources: Mapping[str, str], stored: Mapping[str, str], **kwargs: Any
    ) -> None:
        """SOURCES: each changed figure's source by its key; STORED: what is said of it already."""
        super().__init__(*args, **kwargs)
        self.sources, self.stored = sources, stored

    def clean(self) -> dict[str, Any]:
        """Boxes are named by their place: an id may hold any sign. A box that was emptied on the page is empty."""
        said: dict[str, Any] = super().clean() or {}
        own = {figure: self._typed(f"why-{place}") for place, figure in self._posted("figure")}
        picked = {figure for _place, figure in self._posted("picked")} if said.get("why_picked") else set()
        why = {}
        for figure, source in self.sources.items():
            first = own[figure] if figure in own else self.stored.get(figure, "")
            ways = (first, self._typed(f"why-source-{source}"), said.get("why_all", "").strip())
            why[figure] = said["why_picked"].strip() if figure in picked else next(filter(None, ways), "")
        said["why"] = {figure: words[:LONGEST_WHY] for figure, words in why.items()}
        return said

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, "")).replace("\x00", "").strip()

    def _posted(self, name: str) -> list[tuple[int, str]]:
        """The figures as they stood on the page that was sent: they may have changed since."""
        ids = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return list(enumerate(ids))
