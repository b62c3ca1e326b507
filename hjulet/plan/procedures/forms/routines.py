"""What people type about routines → clean values."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.forms import UnitField, UnitsField, indented
from hjulet.base.files.forms import ACCEPTED, AttachmentsField, FilesInput
from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit, UnitQuerySet, law_codes
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.ui.several import SeveralField
from hjulet.plan.procedures import rules
from hjulet.plan.procedures.choices import Obstacle, Part, RoutineKind, Shown
from hjulet.plan.procedures.models import Activity, Routine
from hjulet.plan.procedures.workflows.reviewing import Decision
from hjulet.plan.procedures.workflows.starting import RoutineFacts

FORMATTING = _(
    "Tom rad ger nytt stycke. # ger en rubrik, - en punkt, 1. en numrerad punkt, **två stjärnor** fet stil. "
    "Tabell: | Vem | Gör vad |, och under den en rad med |---|---|."
)
READERS = [role for role in Role if role not in {Role.POLITICIAN, Role.AUDITOR, Role.PRIVACY_OFFICER}]


class ActivitiesField(SeveralField):
    """Activities under their process."""

    def label_from_instance(self, activity: Any) -> str:
        return f"{activity.process.name}: {activity.position}. {activity.name}"


class RoutineForm(forms.Form):
    """What a document is and whom it is for."""

    title = forms.CharField(
        label=_("Titel"), max_length=200, help_text=_("Så som man letar efter det: ”Signera läkemedel”.")
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=RoutineKind, initial=RoutineKind.ROUTINE)
    unit = UnitField(
        label=_("Hör till"), queryset=Unit.objects.none(), empty_label=_("Välj enhet"),
        help_text=_("Enheten som svarar för dokumentet. Det gäller där och i allt under, om inget annat sägs nedan."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Dokumentansvarig"), queryset=User.objects.none(), required=False, empty_label=_("Ingen än"),
        help_text=_("Får påminnelser när det är dags att gå igenom dokumentet."),
    )  # fmt: skip
    units = UnitsField(
        label=_("Gäller bara för"), queryset=Unit.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text=_("Välj inget om det gäller hela enheten ovan."),
    )  # fmt: skip
    roles = forms.MultipleChoiceField(
        label=_("För rollerna"), choices=[(role.value, role.label) for role in READERS], required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Välj inget om det är för alla."),
    )  # fmt: skip
    laws = forms.MultipleChoiceField(
        label=_("Lagområden"), choices=LawArea, required=False, widget=forms.CheckboxSelectMultiple
    )
    activities = ActivitiesField(
        label=_("Aktiviteter i processer"), queryset=Activity.objects.none(), required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}), help_text=_("Där dokumentet används."),
    )  # fmt: skip
    keywords = forms.CharField(
        label=_("Andra ord"), max_length=300, required=False,
        help_text=_("Ord som kollegor söker med men som inte står i texten."),
    )  # fmt: skip
    review_months = forms.IntegerField(
        label=_("Gås igenom var … månad"), min_value=1, max_value=120, initial=rules.REVIEW_MONTHS
    )
    is_public = forms.BooleanField(
        label=_("Öppen för alla"), required=False,
        help_text=_("Den som inte är inloggad kan läsa den version som gäller."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, units: UnitQuerySet, everywhere: UnitQuerySet, owners: QuerySet[User],
        activities: QuerySet[Activity], may_open: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._among("unit", units)
        self._among("units", everywhere)
        self._among("owner", owners)
        self._among("activities", activities)
        self.was_public = bool(self.initial.get("is_public"))
        if not may_open:  # those who approve decide what is open
            del self.fields["is_public"]

    def _among(self, name: str, choices: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = choices

    @property
    def said(self) -> RoutineFacts:
        values = self.cleaned_data
        return RoutineFacts(
            unit=values["unit"], kind=RoutineKind(values["kind"]), title=values["title"], owner=values["owner"],
            units=tuple(values["units"]), activities=tuple(values["activities"]), law_codes=law_codes(values["laws"]),
            role_codes=" ".join(role for role in Role.values if role in values["roles"]), keywords=values["keywords"],
            review_months=values["review_months"], is_public=values.get("is_public", self.was_public),
        )  # fmt: skip


class TextForm(forms.Form):
    """One text of a version, on the revision that it was written on."""

    part = forms.ChoiceField(choices=Part.choices)
    markdown = forms.CharField(required=False, strip=False, max_length=rules.LONGEST_TEXT)
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class CommentForm(forms.Form):
    text = forms.CharField(label=_("Din kommentar"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    token = forms.UUIDField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Varför?"), max_length=300, widget=forms.Textarea({"rows": 3}))


class ApproveForm(forms.Form):
    """From when it holds, and when it is gone through again."""

    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    review_by = forms.DateField(label=_("Gås igenom senast"), widget=forms.DateInput)
    what_is_new = forms.CharField(
        label=_("Vad är nytt?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 4}),
        help_text=_("Det här läser kollegorna först. Skriv vad de ska göra annorlunda."),
    )  # fmt: skip
    fingerprint = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        begins, again = values.get("valid_from"), values.get("review_by")
        for obstacle in rules.obstacles_to_validity(begins, again, self.today) if begins and again else ():
            self.add_error(
                "valid_from" if obstacle == Obstacle.VALID_IN_PAST else "review_by", obstacle.label
            )
        return values

    @property
    def said(self) -> Decision:
        return Decision(**self.cleaned_data)


class GoThroughForm(forms.Form):
    next_on = forms.DateField(label=_("Nästa gång senast"), widget=forms.DateInput)
    note = forms.CharField(label=_("Anteckning"), max_length=500, required=False)
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**15 - 1)


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("Fil"), widget=forms.FileInput({"accept": ".pdf,.docx,.xlsx,.odt,.txt"}),
        help_text=_("PDF, Word, Excel, ODT eller text. Originalet sparas, och texten blir sökbar."),
    )  # fmt: skip


class FolderForm(forms.Form):
    """A zip, or many files at once."""

    documents = AttachmentsField(
        label=_("Mappen som zip, eller alla filer på en gång"), required=True, widget=FilesInput,
        help_text=_("Högst 100 dokument. Listan heter index.csv och ligger bland filerna."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].widget.attrs["accept"] = ".zip,.csv,.xlsx,.pdf,.docx,.odt,.txt"


class PictureForm(forms.Form):
    file = forms.FileField(label=_("Bild"), widget=forms.FileInput({"accept": ACCEPTED}))
    description = forms.CharField(
        label=_("Vad visar bilden?"), max_length=200, help_text=_("Läses upp för den som inte ser bilden.")
    )

    @property
    def cleaned_upload(self) -> dict[str, Any]:
        return {"upload": self.cleaned_data["file"], "description": self.cleaned_data["description"]}


class HandOverForm(forms.Form):
    to = forms.ModelChoiceField(
        label=_("Ny ansvarig"), queryset=User.objects.none(), empty_label=_("Välj en person")
    )

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[User]", self.fields["to"]).queryset = owners


class NumberedField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    def label_from_instance(self, routine: Any) -> str:
        return f"{routine.title} (nr {routine.number})"


class ChooseForm(forms.Form):
    """Which document to change."""

    routine = NumberedField(
        label=_("Vilket dokument ändras?"),
        queryset=Routine.objects.none(),
        empty_label=_("Välj ett dokument"),
    )

    def __init__(self, *args: Any, routines: QuerySet[Routine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Routine]", self.fields["routine"]).queryset = routines


class FilterForm(forms.Form):
    """The words of the list's sentence. What cannot be read filters nothing."""

    slag = forms.ChoiceField(
        label=_("slag"), required=False, choices=[("", _("dokument av alla slag")), *RoutineKind.choices]
    )
    visa = forms.ChoiceField(label=_("status"), required=False, choices=[("", _("gäller")), *Shown.choices])
    enhet = forms.ChoiceField(label=_("enhet"), required=False)
    ord = forms.CharField(label=_("med orden"), required=False, max_length=80)

    def __init__(self, data: QueryDict, *, units: Sequence[Unit]) -> None:
        super().__init__(data)
        named = [(unit.slug, indented(unit)) for unit in units]
        self.fields["enhet"].choices = [("", _("alla enheter")), *named]  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}
