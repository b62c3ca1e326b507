"""What people say of a file of values → clean values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hjulet.check.indicators.imports.choices import Holds
from hjulet.check.indicators.imports.columns import Told, headings_of
from hjulet.check.indicators.imports.grid import MOST_BYTES, Grid
from hjulet.check.indicators.imports.known import SOURCES, proposed
from hjulet.check.indicators.imports.rows import SKIP, UnknownWord

MEGABYTE = 1_000_000
SAMPLES = 3  # different ones
SAMPLED = 50  # rows that they are looked for in
Choices = Sequence[tuple[Any, Any]]


class UploadForm(forms.Form):
    """Where the figures come from, and the file."""

    source = forms.CharField(
        label=_("Var kommer siffrorna ifrån?"), max_length=80,
        widget=forms.TextInput(attrs={"list": "kallor"}),
        help_text=_("Till exempel Socialstyrelsen, öppna jämförelser. Skriv det likadant varje gång, så minns vi kolumnerna."),
    )  # fmt: skip
    file = forms.FileField(
        label=_("Fil"), allow_empty_file=True,
        help_text=_("CSV eller Excel (.xlsx), högst 20 MB och 20 000 rader. Inget läses in förrän du har granskat."),
    )  # fmt: skip
    is_published = forms.BooleanField(
        label=_("Siffrorna är redan publicerade"), required=False,
        help_text=_("Då visas de också för förtroendevalda, även med färre än fem svar."),
    )  # fmt: skip

    known = [one.name for one in SOURCES]  # offered while one writes; any other will do

    def clean_source(self) -> str:
        return " ".join(str(self.cleaned_data["source"]).split())

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            said = {"size": file.size // MEGABYTE + 1, "most": MOST_BYTES // MEGABYTE}
            raise forms.ValidationError(
                _(
                    "Filen är %(size)s MB, högst %(most)s MB går att läsa. Inget har sparats. Dela den i flera."
                ),
                params=said,
            )
        return file


class SheetForm(forms.Form):
    """Which sheet to look at, and which row has the headings. Asked in the address; nothing is saved."""

    blad = forms.ChoiceField(label=_("Blad"), required=False)
    rubrik = forms.IntegerField(label=_("Rad med rubriker"), min_value=1, max_value=100, required=False)

    def __init__(self, data: Any, *, sheets: Sequence[str], told: Told) -> None:
        super().__init__(data or None, initial={"blad": told.sheet, "rubrik": told.header})
        cast("forms.ChoiceField", self.fields["blad"]).choices = [(name, name) for name in sheets]
        if len(sheets) < 2:  # nothing to choose between
            del self.fields["blad"]

    @property
    def asked(self) -> tuple[str, int]:
        """The sheet and the row that were asked for; empty and 0 when they were not, or cannot be read."""
        self.is_valid()
        said = getattr(self, "cleaned_data", {})
        return said.get("blad") or "", said.get("rubrik") or 0


class ColumnsForm(forms.Form):
    """What each column holds, and what holds for the whole file."""

    measure = forms.ChoiceField(label=_("Mått för hela filen"), required=False)
    place = forms.ChoiceField(label=_("Enhet för hela filen"), required=False)
    period = forms.CharField(
        label=_("År för hela filen"), max_length=25, required=False,
        help_text=_("När det inte står i filen. Till exempel 2025, 2025-03 eller 2025-01/2025-06."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, grid: Grid, told: Told, measures: Choices, places: Choices, **kwargs: Any
    ) -> None:
        initial = {"measure": told.measure, "place": told.place, "period": told.period}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.told = told
        nothing = [("", _("Det står i filen"))]
        cast("forms.ChoiceField", self.fields["measure"]).choices = [*nothing, *measures]
        cast("forms.ChoiceField", self.fields["place"]).choices = [*nothing, *places]
        self.headings = headings_of(grid.row(told.header))
        rows = grid.below(told.header)[:SAMPLED]
        for place, heading in enumerate(self.headings):
            below = (cells[place] for _number, cells in rows if place < len(cells) and cells[place])
            shown = list(dict.fromkeys(below))[:SAMPLES]
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=heading, choices=Holds.choices, required=False, initial=told.columns.get(heading, ""),
                help_text=" · ".join(one[:30] for one in shown),
            )  # fmt: skip

    def columns(self) -> list[Any]:
        return [self[f"column-{place}"] for place in range(len(self.headings))]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for lack in self.said.lacks():
                self.add_error(None, str(lack.label))
        return cleaned

    @property
    def said(self) -> Told:
        held = {
            heading: self.cleaned_data[f"column-{place}"]
            for place, heading in enumerate(self.headings)
            if self.cleaned_data[f"column-{place}"]
        }
        whole = {name: self.cleaned_data[name] for name in ("measure", "place", "period")}
        return Told(self.told.sheet, self.told.header, held, **whole)


class WordsForm(forms.Form):
    """What their words mean. One question a word; the rest may be left out in one tick."""

    def __init__(
        self, *args: Any, words: Sequence[UnknownWord], meanings: Mapping[Holds, Choices], source: str = "",
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.words = {f"word-{place}": word for place, word in enumerate(words)}
        for name, word in self.words.items():
            choices = [("", _("Välj")), *meanings[word.held]]
            likely = proposed(source, word.said) if word.held == Holds.MEASURE else ""
            self.fields[name] = forms.ChoiceField(
                label=word.said, choices=choices, required=False, initial=likely
            )
        self.fields["rest"] = forms.BooleanField(label=_("Läs inte in resten"), required=False)

    @property
    def said(self) -> dict[Holds, dict[str, str]]:
        answered: dict[Holds, dict[str, str]] = {}
        rest = SKIP if self.cleaned_data["rest"] else ""
        for name, word in self.words.items():
            if meaning := self.cleaned_data[name] or rest:
                answered.setdefault(word.held, {})[word.said] = meaning
        return answered

    def groups(self) -> list[tuple[str, list[tuple[Any, int]]]]:
        """The questions under what they are about, with how many values have the word."""
        found: dict[str, list[tuple[Any, int]]] = {}
        for name, word in self.words.items():
            found.setdefault(str(word.held.label), []).append((self[name], word.times))
        return list(found.items())


class RunForm(forms.Form):
    """Read it in as it was shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    skips_faulty = forms.BooleanField(label=_("Hoppa över det som är fel, och läs in resten"), required=False)

    def __init__(self, *args: Any, faulty: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not faulty:
            del self.fields["skips_faulty"]
