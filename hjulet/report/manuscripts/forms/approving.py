"""What people fill in when they review, approve, explain and sign → clean values."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.workflows.approving import Approval


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
    """Why each figure is changed: one box for each, and one for all that are empty."""

    why_all = forms.CharField(
        label=_("Samma förklaring till alla som är tomma"), required=False, max_length=1000,
        widget=forms.Textarea({"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, figures: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figures = figures

    def clean(self) -> dict[str, Any]:
        """Boxes are named by their place: an id may hold any sign."""
        said: dict[str, Any] = super().clean() or {}
        for_all = said.get("why_all", "").strip()
        own = {figure: self.data.get(f"why-{place}", "").strip() for place, figure in self.posted()}
        said["why"] = {figure: (own.get(figure, "") or for_all)[:1000] for figure in self.figures}
        return said

    def posted(self) -> list[tuple[int, str]]:
        """The figures as they stood on the page that was sent: they may have changed since."""
        ids = self.data.getlist("figure") if hasattr(self.data, "getlist") else []
        return list(enumerate(ids))
