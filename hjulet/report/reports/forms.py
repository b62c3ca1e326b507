"""What people type when they frame a report and write their own tables → clean values."""

from collections.abc import Sequence
from typing import Any, TypeVar, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.organisation.sources.tables import MOST_BYTES, cells_of_file
from hjulet.base.organisation.sources.workbooks import CannotOpen
from hjulet.report.reports import sheets
from hjulet.report.reports.framing import OWN, Planned, PlannedSection
from hjulet.report.reports.rules import FIRST_YEAR
from hjulet.report.reports.workflows.framing import Wanted

LONGEST_TITLE, LONGEST_GUIDANCE = 120, 300
One = TypeVar("One", Planned, PlannedSection)


class FrameForm(forms.Form):
    """From which year; the chapters are read by their own names, as many as there are."""

    from_year = forms.IntegerField(
        label=_("Gäller från och med rapporten för år"), min_value=FIRST_YEAR,
        help_text=_("Rapporter för tidigare år behåller den ram de har."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, this_year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = this_year
        self.is_overtaken = False  # somebody else has saved meanwhile

    def clean_from_year(self) -> int:
        year = int(self.cleaned_data["from_year"])
        if year > self.this_year + 1:
            message = _("Välj %(year)s eller tidigare.") % {"year": self.this_year + 1}
            raise forms.ValidationError(message)
        return year

    def wanted(self, plan: Sequence[Planned]) -> Wanted:
        said = self.cleaned_data
        return Wanted(tuple(plan), said["from_year"], said["seen"])


def typed_plan(posted: QueryDict) -> list[Planned]:
    """The chapters as they stand in the boxes, in order; a new one last, and the one that the button moves moved."""
    hidden, dropped = set(posted.getlist("hidden")), set(posted.getlist("drop"))
    titles, guidances, anchors = (
        [said.replace("\x00", "") for said in posted.getlist(name)]
        for name in ("title", "guidance", "anchor")
    )  # no database keeps half a character
    sections = _typed_sections(posted)
    plan = [
        Planned(
            anchor[:160], title.strip()[:LONGEST_TITLE], guidance.strip()[:LONGEST_GUIDANCE], anchor in hidden,
            tuple(sections.get(anchor, ())),
        )
        for anchor, title, guidance in zip(anchors, titles, guidances, strict=False)
        if anchor and not (anchor in dropped and anchor.startswith(OWN))
    ]  # fmt: skip
    if title := posted.get("new_title", "").replace("\x00", "").strip()[:LONGEST_TITLE]:
        taken = {one.anchor for one in plan}
        plan.append(
            Planned(
                _anchor(title, taken),
                title,
                posted.get("new_guidance", "").replace("\x00", "").strip()[:LONGEST_GUIDANCE],
            )
        )
    return _moved(plan, posted.get("do", ""))


def _typed_sections(posted: QueryDict) -> dict[str, list[PlannedSection]]:
    """The sections by their chapter; the one that the button moves moved."""
    hidden = set(posted.getlist("hidden_section"))
    chapters, anchors, titles = (
        [said.replace("\x00", "") for said in posted.getlist(name)]
        for name in ("section_chapter", "section", "section_title")
    )
    found: dict[str, list[PlannedSection]] = {}
    for chapter, anchor, title in zip(chapters, anchors, titles, strict=False):
        if chapter and anchor:
            section = PlannedSection(anchor[:160], title.strip()[:LONGEST_TITLE], anchor in hidden)
            found.setdefault(chapter, []).append(section)
    way, _colon, asked = posted.get("do", "").partition(":")
    return {
        chapter: _moved(sections, f"{way.removeprefix('section-')}:{asked}")
        if way.startswith("section-")
        else sections
        for chapter, sections in found.items()
    }


def _anchor(title: str, taken: set[str]) -> str:
    first = f"{OWN}{slugify(title) or 'kapitel'}"
    return next(
        name for name in (first, *(f"{first}-{n}" for n in range(2, len(taken) + 3))) if name not in taken
    )


def _moved(plan: list[One], asked: str) -> list[One]:
    """'up:anchor' and 'down:anchor'."""
    way, _colon, anchor = asked.partition(":")
    at = next((place for place, one in enumerate(plan) if one.anchor == anchor), None)
    to = None if at is None else {"up": at - 1, "down": at + 1}.get(way)
    if at is not None and to is not None and 0 <= to < len(plan):
        plan[at], plan[to] = plan[to], plan[at]
    return plan


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own takes no arguments at run time
    """A unit, indented as in the tree."""

    def label_from_instance(self, unit: Any) -> str:
        return f"{chr(0x2003) * (unit.depth - 1)}{unit.name}"


class TableForm(forms.Form):
    """An own table: typed or pasted in the box, or read from a file that then takes the box's place."""

    title = forms.CharField(label=_("Rubrik"), max_length=200, help_text=_("Säg gärna vad tabellen visar."))
    unit = UnitField(label=_("Verksamhet"), queryset=Unit.objects.none(), empty_label=None)
    year = forms.IntegerField(label=_("Rapportens år"), min_value=FIRST_YEAR)
    chapter = forms.ChoiceField(label=_("Kapitel eller avsnitt"), help_text=_("Tabellen står sist där."))
    text = forms.CharField(
        label=_("Tabellen"), required=False, strip=False, max_length=100_000, widget=forms.Textarea({"rows": 8}),
        help_text=_("En rad i taget, med rubrikraden först. Skilj cellerna med semikolon, eller klistra in från Excel."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Eller en fil"), required=False, allow_empty_file=True,
        help_text=_("CSV eller Excel (.xlsx), högst 1 MB. Filen ersätter det som står i rutan."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Källa"), max_length=300, help_text=_("Varifrån siffrorna kommer, till exempel ett register och en dag."),
        error_messages={"required": _("Skriv varifrån siffrorna kommer. En tabell utan källa går inte att lita på.")},
    )  # fmt: skip
    note = forms.CharField(label=_("Anmärkning under tabellen"), required=False, max_length=500)
    counts_people = forms.BooleanField(
        label=_("Tabellen räknar personer"), required=False,
        help_text=_("I den offentliga utgåvan döljs antal under fem."),
    )  # fmt: skip
    is_internal = forms.BooleanField(label=_("Bara i den interna utgåvan"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        units: UnitQuerySet,
        chapters: Sequence[tuple[str, str]],
        this_year: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("UnitField", self.fields["unit"]).queryset = units
        cast("forms.ChoiceField", self.fields["chapter"]).choices = chapters
        self.this_year = this_year
        self.cells: sheets.Cells = ()

    def clean_year(self) -> int:
        year = int(self.cleaned_data["year"])
        if year > self.this_year:
            message = _("Året har inte börjat än. Välj %(year)s eller tidigare.") % {"year": self.this_year}
            raise forms.ValidationError(message)
        return year

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        file: UploadedFile[bytes] | None = said.get("file")
        if file:
            self.cells = self._from_file(file)
        elif "text" in said:
            self.cells = sheets.cells_in(said["text"])
        place = "file" if file else "text"
        if place not in self.errors:
            for fault, about in sheets.faults_in(self.cells):
                self.add_error(place, f"{fault.label} {about}".strip())
        return said

    def _from_file(self, file: UploadedFile[bytes]) -> sheets.Cells:
        if file.size and file.size > MOST_BYTES:
            self.add_error("file", _("Filen är för stor: högst 1 MB. Inget har sparats."))
            return ()
        try:
            rows, broken = cells_of_file(file.read(), file.name or "", most_rows=sheets.MOST_ROWS)
        except CannotOpen as error:
            self.add_error("file", str(error))
            return ()
        for fault in broken[:5]:
            self.add_error("file", fault.reason)
        return sheets.evened([cells for _number, cells in rows])

    def hold(self, revision: int | None) -> None:
        """The cells stand in the box from now on; with a revision, saved again they take that one's place."""
        data = dict(self.data.items()) | {"text": sheets.as_text(self.cells[0], self.cells[1:])}
        if revision is not None:
            data["revision"] = str(revision)
        self.data = data

    @property
    def said(self) -> dict[str, Any]:
        """What the table is to say; not the box's text but its cells."""
        names = ("title", "unit", "year", "chapter", "source", "note", "counts_people", "is_internal")
        header, *rows = self.cells
        told = {name: self.cleaned_data[name] for name in names}
        return told | {"columns": list(header), "rows": [list(row) for row in rows]}

    @property
    def drawn(self) -> sheets.Sheet:
        """The table as it would be, before anything is kept."""
        said = self.said
        return sheets.Sheet(
            "forhandsvisning", said["title"], said["unit"].name, said["year"], tuple(self.cells[0]),
            self.cells[1:], said["source"], said["note"], said["counts_people"],
        )  # fmt: skip
