"""The invented routines of Lingonfors: one Markdown file each, with what it is and whom it is for on top."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from django.utils.timezone import localtime

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.plan.procedures.choices import Part, RoutineKind
from hjulet.plan.procedures.models import Routine, RoutineVersion
from hjulet.plan.procedures.workflows.adding import ApprovedText, add_approved

FOLDER = Path(__file__).parent / "data" / "lingonfors" / "routines"
OPEN_TO_ALL = frozenset({"synpunkter", "fast-omsorgskontakt", "valfrihet", "gavor", "varmebolja", "sip"})
_LINK = re.compile(r"\]\(rutin:([a-z-]+)\)")


@dataclass(frozen=True)
class Written:
    """A file: its name, what stands on top, and its two texts."""

    slug: str
    about: dict[str, str]
    how: str
    who: str

    @property
    def title(self) -> str:
        return self.about["title"]


def written() -> list[Written]:
    """Every file, in the order of their names."""
    return [read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.md"))]


def read(slug: str, text: str) -> Written:
    """`key: value` between two lines of ---, then the two texts under their own headings."""
    _, top, body = text.split("---\n", 2)
    about = dict(line.split(": ", 1) for line in top.splitlines())
    how, who = body.split(f"# {Part.WHO.label}\n")
    return Written(slug, about, how.split(f"# {Part.HOW.label}\n")[1].strip(), who.strip())


def load(municipality: Municipality, people: dict[str, User], at: datetime) -> int:
    """Those that are not there yet, approved through the year before; links lead to the numbers they were given."""
    there = set(Routine.objects.filter(municipality=municipality).values_list("title", flat=True))
    files = [one for one in written() if one.title not in there]
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    for place, one in enumerate(files):
        add_approved(_approved(one, place, units, people, at), by=people.get("developer"), at=at)
    if files:
        _link(municipality)
    return len(files)


def _approved(
    one: Written, place: int, units: dict[str, Unit], people: dict[str, User], at: datetime
) -> ApprovedText:
    day = localtime(at).date()
    months = int(one.about["review_months"])
    valid_from = day - timedelta(days=20 + place * 97 % 330)
    approver = people.get("director" if one.about["unit"] == "sociala-sektorn" else "department_head")
    return ApprovedText(
        unit=units[one.about["unit"]], title=one.title, kind=RoutineKind(one.about["kind"]),
        how=one.how, who=one.who, valid_from=valid_from, review_by=_after(valid_from, months),
        approved_at=at - (day - valid_from), approved_by=approver,
        approved_by_said="" if approver else "Socialchefen", owner=people.get(one.about["owner"]),
        law_codes=one.about["laws"], role_codes=one.about.get("roles", ""),
        keywords=one.about.get("keywords", ""), review_months=months, is_public=one.slug in OPEN_TO_ALL,
    )  # fmt: skip


def _after(day: date, months: int) -> date:
    return day.replace(year=day.year + months // 12, day=min(day.day, 28))


def _link(municipality: Municipality) -> None:
    """A link names another file; here it names the number."""
    slugs = {one.title: one.slug for one in written()}
    routines = Routine.objects.filter(municipality=municipality, title__in=slugs)
    numbers = {slugs[title]: number for title, number in routines.values_list("title", "number")}
    changed = []
    for version in RoutineVersion.objects.filter(routine__in=routines).select_related("file"):
        text = _LINK.sub(lambda link: f"](rutin:{numbers[link[1]]})", version.how)
        if text != version.how:
            version.how = text
            version.fingerprint = version.computed_fingerprint()
            changed.append(version)
    RoutineVersion.objects.bulk_update(changed, ["how", "fingerprint"])
