"""What stands on a paper about a lex case: plain values, so that the page and the PDF say the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from hjulet.base.ui import swedish
from hjulet.check.lex.choices import Informed, Kind, SecrecyReason
from hjulet.check.lex.models import LexCase, LexItem
from hjulet.check.lex.passages import masked

Mark = tuple[str, int, int, str]  # section, start, end, paragraph


@dataclass(frozen=True)
class Section:
    """A heading with its text. The key names it among the marks of a masked copy."""

    key: str
    title: str
    text: str
    law: str = ""


@dataclass(frozen=True)
class Piece:
    """Text that is shown, or, where it is blacked out, only the paragraph that says why."""

    text: str = ""
    why: str = ""


@dataclass(frozen=True)
class Shown:
    title: str
    law: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Document:
    title: str
    subtitle: str
    municipality: str
    is_invented: bool
    day: date
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Shown, ...]
    note: str = ""


def for_ivo(case: LexCase, day: date) -> Document:
    """What the notification needs, from the case. SOSFS 2011:5 6 kap., HSLF-FS 2017:41. The person is not named here."""
    facts = [(one.title, one.text) for one in _facts(case)]
    return Document(
        title=_("Underlag för anmälan till IVO enligt %(kind)s") % {"kind": case.get_kind_display()},
        subtitle=case.number,
        municipality=case.municipality.name,
        is_invented=case.municipality.is_invented,
        day=day,
        facts=tuple(facts),
        sections=tuple(Shown(one.title, one.law, (Piece(one.text),)) for one in _written(case)),
        note=_("Vem händelsen gäller står inte här. Skriv in det i IVO:s e-tjänst. Inget skickas härifrån."),
    )


def masked_copy(case: LexCase, marks: Collection[Mark], *, decided_by: str, at: datetime) -> Document:
    """A copy to hand out. What is marked is not in it: neither the words nor how many they were."""
    shown = []
    for section in sections(case):
        own = [(start, stop, why) for key, start, stop, why in marks if key == section.key]
        pieces = [Piece(text, _paragraph(why)) for text, why in masked(section.text, own)]
        shown.append(Shown(section.title, section.law, tuple(pieces)))
    day = localtime(at).date()
    said = {"name": decided_by, "day": swedish.day(day)}
    return Document(
        title=_("Maskad kopia, %(kind)s") % {"kind": case.get_kind_display()},
        subtitle=case.number,
        municipality=case.municipality.name,
        is_invented=case.municipality.is_invented,
        day=day,
        facts=(),
        sections=tuple(shown),
        note=_("Maskad av %(name)s den %(day)s. Det som är maskerat finns inte i filen.") % said,
    )


def sections(case: LexCase) -> list[Section]:
    """Everything that can be handed out, in the order of the paper. Who the case is about is never in it."""
    papers = [Section(f"text-{paper.pk}", paper.title, paper.text) for paper in case.papers.all()]
    ivo = [Section("ivo", _("IVO:s beslut"), case.ivo_decision)] if case.ivo_decision else []
    return [*_facts(case), *papers, *_written(case), *ivo]


def _facts(case: LexCase) -> list[Section]:
    received = f"{swedish.day(localtime(case.received_at).date())}, {case.get_door_display()}"
    told = [
        ("registry", _("Diarienummer"), case.registry_number),
        ("unit", _("Verksamhet"), case.unit.name),
        ("provider", _("Privat utförare"), case.provider),
        ("laws", _("Lag"), case.laws),
        ("received-on", _("Kom in"), received),
        ("happened-on", _("Hände"), swedish.day(case.happened_on) if case.happened_on else ""),
        ("reporter", _("Rapporterad av"), _reporter(case)),
        ("ivo-number", _("IVO:s ärendenummer"), case.ivo_number),
    ]
    return [Section(key, title, text) for key, title, text in told if text]


def _reporter(case: LexCase) -> str:
    name = case.reporter_name or (case.reported_by.name if case.reported_by else "")
    return ", ".join(word for word in (name, str(case.get_reporter_role_display())) if word)


def _written(case: LexCase) -> list[Section]:
    items = [
        Section(item.key, str(item.title), item.text, str(item.about.paragraph) if item.about else "")
        for item in _items(case)
        if item.text
    ]
    return [*items, *_judged(case)]


def _items(case: LexCase) -> list[LexItem]:
    items = list(case.items.all())
    for item in items:
        item.case = case  # which kind it is: asked for with the title
    return items


def _judged(case: LexCase) -> list[Section]:
    found = []
    if case.proposal:
        said = f"{_capital(case.get_proposed_outcome_display())}. {case.proposal}"
        found.append(Section("proposal", _("Utredarens förslag"), said))
    if case.decided_at and case.decided_by:
        who = {"name": case.decided_by.name, "day": swedish.day(localtime(case.decided_at).date())}
        said = (
            f"{_capital(case.get_outcome_display())}. {case.motivation}\n"
            + _("Beslutat av %(name)s den %(day)s.") % who
        )
        found.append(Section("decision", _("Beslut"), said))
    if told := _informed(case):
        found.append(Section("informed", _("Den som det gäller"), told))
    return found


def _informed(case: LexCase) -> str:
    if case.informed == Informed.YES and case.informed_on:
        said = _("Informerad den %(day)s.") % {"day": swedish.day(case.informed_on)}
        if case.kind == Kind.LEX_MARIA and case.noted_in_record_on:
            said += " " + _("Antecknat i journalen den %(day)s.") % {
                "day": swedish.day(case.noted_in_record_on)
            }
        return said
    return (
        _("Inte informerad: %(why)s") % {"why": case.not_informed_reason} if case.not_informed_reason else ""
    )


def _capital(words: object) -> str:
    said = str(words)
    return said[:1].upper() + said[1:]


def _paragraph(why: str) -> str:
    return str(SecrecyReason(why).label) if why else ""
