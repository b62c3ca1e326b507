"""The truth table of access: every address, who gets through, and where. One line per address; a new one must be added.

A row says who gets through (`who`), for a thing of the own unit (Solgården), another unit (Lönnen) and another
municipality (Granby) when the address is about a thing (`at` names its maker). Who does not reach the thing gets 404,
who reaches it without the right 403.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.series.models import Break
from hjulet.base.search.models import Synonyms
from hjulet.check.deviations.models import SavedView, UnitDoor
from tests.check.costs.access_makers import COST_MAKERS
from tests.check.deviations.cases.access_makers import CASE_MAKERS, OF_A_PART, OF_THE_WHOLE
from tests.check.deviations.registers.access_makers import (
    ENDS_AN_IMPORT,
    OF_A_TYPE,
    OF_AN_IMPORT,
    REGISTER_MAKERS,
)
from tests.check.indicators.compare.access_makers import COMPARE_MAKERS
from tests.check.indicators.imports.access_makers import IMPORT_MAKERS
from tests.check.indicators.measuring.access_makers import MEASURING_MAKERS
from tests.check.indicators.questions.access_makers import QUESTION_MAKERS
from tests.check.lex.access_makers import LEX_MAKERS
from tests.check.surveys.access_makers import OF_A_ROUND_TO_MAKE, OF_QUESTIONS, SURVEY_MAKERS
from tests.do.participation.access_makers import PARTICIPATION_MAKERS
from tests.factories import (
    ActionFactory,
    CostTableFactory,
    DeviationFactory,
    EffectReviewFactory,
    GoalFactory,
    IndicatorFactory,
    NeedFactory,
    SpreadFactory,
    StrandedReportFactory,
    UnitDoorFactory,
    ValueFactory,
    VisionFactory,
)
from tests.plan.cooperation.access_makers import COOPERATION_MAKERS
from tests.plan.procedures.access_makers import OF_A_DRAFT, OF_A_VERSION, ROUTINE_MAKERS, SENT_FOR_A_DRAFT
from tests.report.manuscripts.approving.access_makers import EDITION_MAKERS
from tests.report.manuscripts.gathering.access_makers import GATHERING_MAKERS
from tests.report.manuscripts.papers.access_makers import PAPERS_MAKERS
from tests.report.manuscripts.putting.access_makers import PUTTING_MAKERS
from tests.report.manuscripts.writing.access_makers import MANUSCRIPT_MAKERS, OF_A_SECTION
from tests.report.reports.frames.access_makers import FRAME_MAKERS
from tests.world import World

# -- who: the keys of tests/world.py -------------------------------------------------------------------------------
GRANBY = frozenset({"neighbour"})
LEX = frozenset({"lex_investigator", "lex_sarah", "lex_maria"})
STAFF = frozenset({"staff", "case_officer", "registrar"}) | LEX
MANAGERS = frozenset({"manager", "other_manager", "department_head", "director", "provider", "neighbour"})
QUALITY = frozenset({"sas", "mas", "mar", "developer"})
ELECTED = frozenset({"politician", "auditor"})
KEEPERS = frozenset({"administrator", "privacy_officer"})
WORKERS = STAFF | MANAGERS | QUALITY
EVERYONE = WORKERS | ELECTED | KEEPERS
NOBODY: frozenset[str] = frozenset()
FORMER = frozenset({"former"})  # whose only role has ended: 403 everywhere but sign-out

# -- whose role reaches which unit ---------------------------------------------------------------------------------
WHOLE = frozenset(
    {"director", *QUALITY, "case_officer", "registrar", *LEX, *ELECTED, *KEEPERS}
)  # sector or municipality
WORDS = QUALITY | frozenset({"administrator"})
PLACES = {"own": "solgarden", "other": "lonnen", "elsewhere": "granby"}
UNIT = {
    "own": WHOLE | {"staff", "manager", "department_head"},
    "other": WHOLE | {"provider"},
    "elsewhere": GRANBY,
}
MUNICIPALITY = {"own": EVERYONE - GRANBY, "other": EVERYONE - GRANBY, "elsewhere": GRANBY}
ANYWHERE = {"own": EVERYONE, "other": EVERYONE, "elsewhere": EVERYONE}
UNPUBLISHED = {
    place: UNIT[place] - ELECTED - KEEPERS for place in PLACES
}  # the rest do not know that it exists

UNITS_MEASURED = {place: UNIT[place] - ELECTED for place in PLACES}

SARAH, INVESTIGATES, REGISTRAR = (
    frozenset({"sas", "lex_sarah"}),
    frozenset({"lex_investigator"}),
    frozenset({"registrar"}),
)
LEX_LEADERS = SARAH | {"mas", "mar", "lex_maria"}
LEX_WORKERS = LEX_LEADERS | INVESTIGATES
LEX_CASE = {"own": SARAH | INVESTIGATES, "other": SARAH | INVESTIGATES, "elsewhere": NOBODY}
REGISTERED = {"own": REGISTRAR, "other": REGISTRAR, "elsewhere": NOBODY}


JUDGES = frozenset(
    {"manager", "other_manager", "department_head", "provider", "neighbour", "sas", "mas", "mar"}
)
HANDLES = {"own": frozenset({"manager", "sas"}), "other": frozenset({"provider", "sas"}), "elsewhere": GRANBY}
MAKES_SURVEYS = MANAGERS | QUALITY
TYPES_ANSWERS = QUALITY | {"staff", "case_officer", "registrar"}
FOLLOWERS = {
    "own": frozenset({"manager", "sas", "case_officer"}),
    "other": frozenset({"provider", "sas", "case_officer"}),
    "elsewhere": GRANBY,
}
FOLLOWS = FOLLOWERS["own"] | FOLLOWERS["other"] | GRANBY | {"other_manager"}
ONES_OWN = {place: frozenset({"sas"}) for place in PLACES}


@dataclass(frozen=True)
class Row:
    """`ok` is the answer to those who get through; `is_open` pages need no sign-in."""

    who: frozenset[str] = EVERYONE
    at: str = ""
    reach: dict[str, frozenset[str]] = field(default_factory=lambda: UNIT)
    method: str = "get"
    ok: int = 200
    is_open: bool = False
    denied: int = 403
    data: dict[str, Any] = field(default_factory=dict)
    most_queries: int = 20

    def expected(self, key: str, place: str) -> int:
        if key in FORMER:
            return self.ok if self.is_open else 403
        if self.at and key not in self.reach[place]:
            return 404
        return self.ok if key in self.who else self.denied


# -- things: made for a place, giving the arguments of the address -------------------------------------------------
def _synonyms(world: World, place: str) -> dict[str, Any]:
    own = world.neighbour if place == "elsewhere" else world.municipality
    return {
        "pk": Synonyms.objects.create(municipality=own, words="ramla, trilla", valid_from=date(2020, 1, 1)).pk
    }


def _person(world: World, place: str) -> dict[str, Any]:
    return {"pk": world.people[{"own": "staff", "other": "provider", "elsewhere": "neighbour"}[place]].pk}


def _nobodys(world: World, place: str) -> dict[str, Any]:
    return {"pk": 0}


def _municipality(world: World, place: str) -> Any:
    return world.units[PLACES[place]].municipality


def _indicator(world: World, place: str) -> dict[str, Any]:
    return {"slug": IndicatorFactory(municipality=_municipality(world, place)).slug}


def _value(world: World, place: str) -> dict[str, Any]:
    indicator = IndicatorFactory(municipality=_municipality(world, place))
    return {"pk": ValueFactory(indicator=indicator, unit=world.units[PLACES[place]]).pk}


def _cost_table(world: World, place: str) -> dict[str, Any]:
    table = CostTableFactory(municipality=_municipality(world, place))
    return {"slug": table.slug, "year": table.year}


def _unit(world: World, place: str) -> dict[str, Any]:
    return {"slug": PLACES[place]}


def _report(world: World, place: str) -> dict[str, Any]:
    root = "granby" if place == "elsewhere" else "ekvik"
    return {"kind": "kvalitetsberattelse", "unit": root, "year": "2025"}


def _review(world: World, place: str) -> dict[str, Any]:
    action = ActionFactory(unit=world.units[PLACES[place]])
    return {"pk": EffectReviewFactory(action=action, booked_by=world.people["sas"]).pk}


def _break(world: World, place: str) -> dict[str, Any]:
    by = {
        "title": "Nytt system",
        "made_by": world.people["sas"],
        "made_at": datetime(2026, 1, 2, 8, 0, tzinfo=UTC),
    }
    said = {
        "month": date(2025, 3, 1),
        "unit": world.units[PLACES[place]],
        "municipality": _municipality(world, place),
    }
    return {"pk": Break.objects.get_or_create(**said, defaults=by)[0].pk}


def _expectation(world: World, place: str) -> dict[str, Any]:
    unit = world.units[PLACES[place]]
    by = {"stated_by": world.people["sas"], "stated_at": datetime(2026, 1, 2, 8, 0, tzinfo=UTC)}
    said = {"series": f"deviations:sol:*:{unit.slug}", "wanted": "less", "from_month": date(2026, 2, 1)}
    return {"pk": Expectation.objects.create(action=ActionFactory(unit=unit), **said, **by).pk}


def _spread(world: World, place: str) -> dict[str, Any]:
    """The unit is asked about an action that stands where only few reach it."""
    action = ActionFactory(unit=world.units["granby" if place == "elsewhere" else "bjorkgarden"])
    review = EffectReviewFactory(action=action, booked_by=world.people["sas"], is_concluded=True)
    return {"pk": SpreadFactory(review=review, unit=world.units[PLACES[place]]).pk}


def _own_report(world: World, place: str) -> dict[str, Any]:
    writer = world.people[{"own": "staff", "other": "provider", "elsewhere": "neighbour"}[place]]
    return {"pk": DeviationFactory(unit=world.units[PLACES[place]], reported_by=writer).pk}


def _door(world: World, place: str) -> dict[str, Any]:
    unit = world.units[PLACES[place]]
    there = UnitDoor.objects.filter(unit=unit).first()  # a unit has but one
    return {"token": (there or UnitDoorFactory(unit=unit)).token}


def _saved_view(world: World, place: str) -> dict[str, Any]:
    return {"pk": SavedView.objects.create(user=world.people["sas"], name=place).pk}


def _stranded(world: World, place: str) -> dict[str, Any]:
    unit = world.units[PLACES[place]]
    return {"pk": StrandedReportFactory(unit=unit).pk}


# Who receives a report that came without a name and has stranded: the manager of the place, and the head above.
MENDS = {
    "own": frozenset({"manager", "department_head"}),
    "other": frozenset({"provider"}),
    "elsewhere": GRANBY,
}

MAKERS: dict[str, Callable[[World, str], dict[str, Any]]] = {
    "synonyms": _synonyms,
    "person": _person,
    "nobody's key": _nobodys,
    "nobody's absence": _nobodys,
    "nobody's notice": _nobodys,
    "dead link": lambda world, place: {"uidb36": "1", "key": "dead-link"},
    "no provider": lambda world, place: {"provider_id": "kommun"},
    "unit": _unit,
    "goal": lambda world, place: {"pk": GoalFactory(municipality=_municipality(world, place)).pk},
    "vision": lambda world, place: {"pk": VisionFactory(municipality=_municipality(world, place)).pk},
    "area": lambda world, place: {"unit": PLACES[place], "area": "processer", "year": 2024},
    "saved view": _saved_view,
    "small event": lambda world, place: {"pk": DeviationFactory(unit=world.units[PLACES[place]]).pk},
    "action": lambda world, place: {"pk": ActionFactory(unit=world.units[PLACES[place]]).pk},
    "effect review": _review,
    "spread": _spread,
    "own report": _own_report,
    "door": _door,
    "stranded report": _stranded,
    "series": lambda world, place: {"key": f"deviations:sol:*:{PLACES[place]}"},
    "change of measuring": _break,
    "expectation": _expectation,
    "need": lambda world, place: {"pk": NeedFactory(unit=world.units[PLACES[place]]).pk},
    "indicator": _indicator,
    "name of a comparison": lambda world, place: {"key": "kkik"},
    "value": _value,
    "cost table": _cost_table,
    "report": _report,
    "thread of a case": lambda world, place: {
        "kind": "avvikelse",
        **CASE_MAKERS["case"](PLACES, world, place),
    },
    **{
        name: partial(make, PLACES)
        for name, make in (
            LEX_MAKERS
            | CASE_MAKERS
            | COMPARE_MAKERS
            | IMPORT_MAKERS
            | QUESTION_MAKERS
            | MEASURING_MAKERS
            | REGISTER_MAKERS
            | MANUSCRIPT_MAKERS
            | GATHERING_MAKERS
            | PAPERS_MAKERS
            | EDITION_MAKERS
            | FRAME_MAKERS
            | ROUTINE_MAKERS
            | COOPERATION_MAKERS
            | SURVEY_MAKERS
            | PUTTING_MAKERS
            | COST_MAKERS
        ).items()
    },
    "map of a process": lambda world, place: {
        **ROUTINE_MAKERS["process"](PLACES, world, place),
        "form": "svg",
    },
    "report file": lambda world, place: {**_report(world, place), "form": "json"},
}

ADMINISTRATOR = frozenset({"administrator"})
FIGURES = frozenset(QUALITY)  # who may enter and correct figures
RATERS = frozenset({"sas", "developer", "director"})
READERS = EVERYONE - KEEPERS
ASKERS = ELECTED | MANAGERS | QUALITY
DECIDERS = MANAGERS | QUALITY

DOOR_KEEPERS = frozenset(
    {"manager", "other_manager", "department_head", "provider", "administrator", "neighbour"}
)
KNOWS_OF = {  # a report under SoL: the writer, the unit's manager and SAS
    "own": frozenset({"staff", "manager", "sas"}),
    "other": frozenset({"provider", "sas"}),
    "elsewhere": GRANBY,
}

REGISTERS = frozenset({"sas", "mas", "administrator"})
IMPORTERS = frozenset({"sas", "mas"})
REGISTER_ROWS = {
    "deviations:types": Row(REGISTERS),
    "deviations:type_create": Row(REGISTERS),
    "deviations:type_examples": Row(REGISTERS, method="post", ok=302),
    "deviations:deadlines": Row(REGISTERS),
    "deviations:standard_answers": Row(REGISTERS),
    "deviations:standard_answer_create": Row(REGISTERS),
    "deviations:standard_answer_edit": Row(REGISTERS, at="standard answer", reach=MUNICIPALITY),
    "deviations:standard_answer_remove": Row(
        REGISTERS, at="standard answer", reach=MUNICIPALITY, method="post", ok=302
    ),
    **{
        f"deviations:{name}": Row(
            REGISTERS,
            at="deviation type",
            reach=MUNICIPALITY,
            method="get" if name == "type_edit" else "post",
        )
        for name in OF_A_TYPE
    },
    "deviations:type_map": Row(REGISTERS, at="deviation type", reach=MUNICIPALITY, method="post", ok=302),
    "deviations:import": Row(IMPORTERS),
    **{
        f"deviations:{name}": Row(IMPORTERS, at="deviation import", reach=MUNICIPALITY)
        for name in OF_AN_IMPORT
    },
    **{
        f"deviations:{name}": Row(IMPORTERS, at="deviation import", reach=MUNICIPALITY, method="post", ok=302)
        for name in ENDS_AN_IMPORT
    },
}

CASE = {  # a case under SoL that nobody we know reported
    "own": frozenset({"manager", "sas"}),
    "other": frozenset({"provider", "sas"}),
    "elsewhere": GRANBY,
}
CASE_ROWS = {
    **{f"deviations:{name}": Row(at="case", reach=CASE, most_queries=30) for name in OF_THE_WHOLE},
    **{f"deviations:{name}": Row(at="part of a case", reach=CASE) for name in OF_A_PART},
    "deviations:close": Row(at="case", reach=CASE, method="post", ok=302),
    "deviations:escalate": Row(at="case", reach=CASE, method="post", ok=302),
    "deviations:cause_edit": Row(at="cause of a case", reach=CASE),
    "deviations:cause_remove": Row(at="cause of a case", reach=CASE, method="post", ok=302),
    "deviations:team_leave": Row(at="member of a team", reach=CASE, method="post", ok=302),
    "deviations:say_cause": Row(at="action of a case", reach=CASE),
    "deviations:file": Row(at="file of a case", reach=CASE),
}

SEES_COOPERATION = {"own": WORKERS - GRANBY, "other": WORKERS - GRANBY, "elsewhere": GRANBY}
COOPERATION_ROWS = {
    **{f"cooperation:{name}": Row(WORKERS) for name in ("list", "watch", "xlsx", "csv", "partners")},
    **{f"cooperation:{name}": Row(DECIDERS) for name in ("create", "import")},
    "cooperation:partner": Row(WORKERS, at="partner", reach=SEES_COOPERATION),
    "cooperation:edit_partner": Row(DECIDERS, at="partner", reach=SEES_COOPERATION),
    "cooperation:detail": Row(WORKERS, at="cooperation", reach=UNPUBLISHED),
    **{
        f"cooperation:{name}": Row(DECIDERS, at="cooperation", reach=UNPUBLISHED)
        for name in ("edit", "renew", "note")
    },
    **{
        f"cooperation:{name}": Row(DECIDERS, at="cooperation", reach=UNPUBLISHED, method="post", ok=302)
        for name in ("begin", "end", "attach")
    },
    "cooperation:decide": Row(DECIDERS, at="meeting of a cooperation", reach=UNPUBLISHED),
    "cooperation:edit_meeting": Row(DECIDERS, at="meeting of a cooperation", reach=UNPUBLISHED),
    "cooperation:file": Row(WORKERS, at="file of a cooperation", reach=UNPUBLISHED),
    "cooperation:detach": Row(DECIDERS, at="file of a cooperation", reach=UNPUBLISHED, method="post", ok=302),
}

# Who writes a report for a unit, and who comments; nobody else knows that it is being written but those who are asked.
COMMENTERS = QUALITY | {"director", "department_head"}
MANUSCRIPT = {
    "own": COMMENTERS,
    "other": COMMENTERS - {"department_head"},
    "elsewhere": GRANBY,  # who has been asked, and writes no reports
}
ASKED = {"own": COMMENTERS | {"staff"}, "other": MANUSCRIPT["other"] | {"provider"}, "elsewhere": GRANBY}
GATHERED = (
    45  # queries when the facts are gathered anew; from then on at most twenty (tests/test_query_counts.py)
)
WRITING_ROWS = {
    "manuscripts:list": Row(COMMENTERS),
    "manuscripts:start": Row(QUALITY),
    "manuscripts:board": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=GATHERED),
    "manuscripts:preview": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=GATHERED),
    **{
        f"manuscripts:{name}": Row(
            QUALITY if name == "ask" else COMMENTERS, at="section", reach=MANUSCRIPT, most_queries=GATHERED
        )
        for name in OF_A_SECTION
    },
    "manuscripts:autosave": Row(QUALITY, at="section", reach=MANUSCRIPT, method="post", ok=400),
    "manuscripts:comment": Row(COMMENTERS, at="section", reach=MANUSCRIPT, method="post"),
    "manuscripts:reply": Row(COMMENTERS, at="comment", reach=MANUSCRIPT, method="post"),
    "manuscripts:reopen": Row(COMMENTERS, at="comment", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:restore": Row(QUALITY, at="text version", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:settle": Row(QUALITY, at="text version", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:resolve": Row(COMMENTERS, at="comment", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:answer": Row(at="question", reach=ASKED, most_queries=GATHERED),
    "manuscripts:keep": Row(
        frozenset({"staff", "provider", "neighbour"}), at="question", reach=ASKED, method="post", ok=400
    ),
    "manuscripts:mine": Row(),
    "manuscripts:owners": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, most_queries=GATHERED),
    "manuscripts:ask_many": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, most_queries=GATHERED),
    "manuscripts:change_due": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:remind": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:inquiry": Row(COMMENTERS, at="inquiry", reach=MANUSCRIPT | {"elsewhere": NOBODY}),
    "manuscripts:hand_over": Row(
        frozenset({"staff", "provider", "neighbour"}), at="question", reach=ASKED, most_queries=GATHERED
    ),
    "manuscripts:take": Row(QUALITY, at="question", reach=ASKED, method="post", ok=302),
    "manuscripts:take_back": Row(QUALITY, at="question", reach=ASKED, method="post", ok=302),
}

# An approved report: who reads the internal edition there. The public one before it is published: also who signs for it.
SIGNERS = frozenset({"sas", "mas", "director", "registrar"})
EDITION = {
    "own": QUALITY | SIGNERS | {"department_head", "manager"},
    "other": QUALITY | SIGNERS,
    "elsewhere": GRANBY,
}
# The frame of the municipality's reports, and its own tables: those who write reports.
FRAMERS = frozenset({"sas", "developer"})
OWN_TABLE = {"own": QUALITY, "other": QUALITY, "elsewhere": NOBODY}
FRAME_ROWS = {
    "reports:frames": Row(QUALITY),
    "reports:frame": Row(FRAMERS, at="kind of report", reach=ANYWHERE, most_queries=GATHERED),
    "reports:tables": Row(QUALITY, at="kind of report", reach=ANYWHERE),
    "reports:create_table": Row(QUALITY, at="kind of report", reach=ANYWHERE, most_queries=GATHERED),
    "reports:table": Row(QUALITY, at="own table", reach=OWN_TABLE, most_queries=GATHERED),
    "reports:remove_table": Row(QUALITY, at="own table", reach=OWN_TABLE, method="post", ok=302),
    "reports:restore_table": Row(QUALITY, at="own table", reach=OWN_TABLE, method="post", ok=302),
}

BOTH_EDITIONS = 2 * GATHERED
PAPERS = {place: UNIT[place] - KEEPERS for place in PLACES}  # who reads the public edition there
APPROVING_ROWS = {
    "manuscripts:check": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=BOTH_EDITIONS),
    "manuscripts:reread": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=GATHERED),
    "manuscripts:differences": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=BOTH_EDITIONS),
    "manuscripts:send": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:send_back": Row(QUALITY | {"director"}, at="manuscript", reach=MANUSCRIPT, method="post"),
    "manuscripts:approve": Row(frozenset({"director"}), at="manuscript", reach=MANUSCRIPT, method="post"),
    "manuscripts:approved": Row((MANAGERS - {"provider"}) | QUALITY | SIGNERS),
    "manuscripts:edition": Row(at="public edition", reach=EDITION),
    "manuscripts:edition_file": Row(at="file of an edition", reach=EDITION),
    "manuscripts:new_edition": Row(QUALITY, at="public edition", reach=EDITION, method="post", ok=302),
    "manuscripts:secrecy": Row(SIGNERS, at="public edition", reach=EDITION),
    "manuscripts:publish": Row(SIGNERS, at="public edition", reach=EDITION, method="post", ok=302),
    "manuscripts:take_down": Row(SIGNERS, at="public edition", reach=EDITION, method="post", ok=302),
    "manuscripts:papers": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, most_queries=BOTH_EDITIONS),
    "manuscripts:papers_draft": Row(COMMENTERS, at="manuscript", reach=MANUSCRIPT, ok=302),
    "manuscripts:make_papers": Row(QUALITY, at="manuscript", reach=MANUSCRIPT, method="post", ok=302),
    "manuscripts:papers_list": Row(READERS),
    "manuscripts:papers_copy": Row(READERS, at="copy of the papers", reach=PAPERS),
    "published:all": Row(is_open=True, ok=302),  # to one's own municipality
    "published:list": Row(is_open=True, at="published reports", reach=ANYWHERE),
    "published:report": Row(is_open=True, at="published report", reach=ANYWHERE),
    "published:edition": Row(is_open=True, at="published edition", reach=ANYWHERE),
    "published:file": Row(is_open=True, at="file of a published edition", reach=ANYWHERE),
}

# A document: whoever it holds for reads it; drafts are known to those who write (the owner is one of them).
APPROVERS = MANAGERS | {"sas", "mas", "mar"}
DRAFT = {place: UNPUBLISHED[place] & DECIDERS for place in PLACES}
OPENED: dict[str, Any] = {"is_open": True, "reach": ANYWHERE}
ROUTINE_ROWS = {
    "deviations:routines": Row(JUDGES),
    "procedures:routines": Row(WORKERS),
    "procedures:due": Row(WORKERS),
    "procedures:hand_over": Row(WORKERS, method="post", ok=302),
    "procedures:import": Row(APPROVERS),
    "procedures:import_preview": Row(APPROVERS, ok=302),
    "procedures:import_cancel": Row(APPROVERS, method="post", ok=302),
    "procedures:import_template": Row(APPROVERS),
    "procedures:create": Row(DECIDERS),
    "procedures:from_action": Row(WORKERS, at="action behind a routine", reach=UNPUBLISHED),
    "procedures:by_number": Row(WORKERS, at="routine by number", reach=UNPUBLISHED, ok=302),
    "procedures:routine": Row(WORKERS, at="routine", reach=UNPUBLISHED),
    "procedures:edit": Row(DECIDERS, at="routine", reach=UNPUBLISHED),
    **{
        f"procedures:{name}": Row(DECIDERS, at="routine", reach=UNPUBLISHED, method="post", ok=302)
        for name in ("next", "archive", "go_through")
    },
    **{
        f"procedures:{name}": Row(WORKERS, at="version of a routine", reach=UNPUBLISHED) for name in OF_A_VERSION
    },
    **{f"procedures:{name}": Row(DECIDERS, at="draft of a routine", reach=DRAFT) for name in OF_A_DRAFT},
    **{
        f"procedures:{name}": Row(DECIDERS, at="draft of a routine", reach=DRAFT, method="post", ok=302)
        for name in SENT_FOR_A_DRAFT
    },
    "procedures:autosave": Row(
        DECIDERS, at="draft of a routine", reach=DRAFT, method="post",
        data={"part": "how", "markdown": "Mer.", "revision": "0"},
    ),
    "procedures:approve": Row(APPROVERS, at="draft of a routine", reach=DRAFT),
    "procedures:send_back": Row(APPROVERS, at="draft of a routine", reach=DRAFT, method="post", ok=302),
    "procedures:file": Row(DECIDERS, at="file of a routine", reach=DRAFT),
    "procedures:picture": Row(DECIDERS, at="picture of a routine", reach=DRAFT),
    "procedures:settle": Row(DECIDERS, at="text beside a routine", reach=DRAFT, method="post", ok=302),
    "procedures:restore": Row(DECIDERS, at="text beside a routine", reach=DRAFT, method="post", ok=302),
    "procedures:resolve": Row(DECIDERS, at="comment on a routine", reach=DRAFT, method="post", ok=302),
    "procedures:open_library": Row(at="open library", **OPENED),
    "procedures:open": Row(at="open routine", **OPENED),
    "procedures:open_pdf": Row(at="open routine", **OPENED),
    "procedures:open_file": Row(at="open routine with a file", **OPENED),
    "procedures:open_picture": Row(at="picture of an open routine", **OPENED),
    "procedures:processes": Row(WORKERS),
    "procedures:create_process": Row(DECIDERS),
    "procedures:process": Row(WORKERS, at="process", reach=UNPUBLISHED),
    "procedures:map": Row(WORKERS, at="map of a process", reach=UNPUBLISHED),
    "procedures:edit_process": Row(DECIDERS, at="process", reach=UNPUBLISHED),
    "procedures:activities": Row(DECIDERS, at="process", reach=UNPUBLISHED),
    "procedures:establish": Row(APPROVERS, at="process", reach=UNPUBLISHED, method="post", ok=302),
    "procedures:end_process": Row(DECIDERS, at="process", reach=UNPUBLISHED, method="post", ok=302),
}  # fmt: skip

TABLE: dict[str, Row] = {
    **FRAME_ROWS,
    **WRITING_ROWS,
    **ROUTINE_ROWS,
    **APPROVING_ROWS,
    **CASE_ROWS,
    **COOPERATION_ROWS,
    # -- before signing in (somebody who is signed in is sent on) ---------------------------------------------------
    "account_login": Row(is_open=True, ok=302),
    "account_logout": Row(is_open=True),
    "account_inactive": Row(is_open=True),
    "account_reset_password": Row(is_open=True),
    "account_reset_password_done": Row(is_open=True),
    "account_reset_password_from_key": Row(is_open=True, at="dead link", reach=ANYWHERE),
    "account_reset_password_from_key_done": Row(is_open=True),
    "mfa_authenticate": Row(is_open=True, ok=302),
    "mfa_login_webauthn": Row(is_open=True, ok=302),
    "openid_connect_login": Row(is_open=True, at="no provider", reach=ANYWHERE, ok=404),
    "openid_connect_callback": Row(is_open=True, at="no provider", reach=ANYWHERE, ok=404),
    "socialaccount_login_cancelled": Row(is_open=True),
    "socialaccount_login_error": Row(is_open=True, ok=401),
    "people:demo_sign_in": Row(is_open=True, method="post", ok=404),
    # -- one's own account (302 in the second step: asked again who you are) ----------------------------------------
    "account_change_password": Row(),
    "account_set_password": Row(ok=302),  # only for those who have none: sent on to change it
    "account_reauthenticate": Row(),
    "usersessions_list": Row(),
    "mfa_index": Row(),
    "mfa_reauthenticate": Row(ok=302),
    "mfa_activate_totp": Row(ok=302),
    "mfa_deactivate_totp": Row(ok=404),
    "mfa_view_recovery_codes": Row(ok=404),
    "mfa_generate_recovery_codes": Row(ok=302),
    "mfa_download_recovery_codes": Row(ok=404),
    "mfa_list_webauthn": Row(),
    "mfa_add_webauthn": Row(ok=302),
    "mfa_reauthenticate_webauthn": Row(ok=302),
    "mfa_remove_webauthn": Row(at="nobody's key", reach=ANYWHERE, ok=302),
    "mfa_edit_webauthn": Row(at="nobody's key", reach=ANYWHERE, ok=302),
    "people:me": Row(),
    "people:absence": Row(),
    "people:cancel_absence": Row(at="nobody's absence", reach=ANYWHERE, method="post", ok=404),
    "people:access_table": Row(),
    "notices:list": Row(),
    "notices:mark": Row(at="nobody's notice", reach=ANYWHERE, method="post", ok=404),
    "notices:mark_all": Row(method="post", ok=302),
    "notices:choices": Row(),
    # -- people and the log -----------------------------------------------------------------------------------------
    "people:list": Row(KEEPERS),
    "people:detail": Row(KEEPERS, at="person", reach=MUNICIPALITY),
    "people:end_sessions": Row(ADMINISTRATOR, at="person", reach=MUNICIPALITY, method="post", ok=302),
    "people:import": Row(ADMINISTRATOR),
    "log:list": Row(KEEPERS),
    # -- the organisation -------------------------------------------------------------------------------------------
    "organisation:tree": Row(),
    "organisation:unit": Row(at="unit", reach=MUNICIPALITY),
    "organisation:exposure": Row(FIGURES | ADMINISTRATOR, at="unit", reach=MUNICIPALITY),
    "organisation:import": Row(ADMINISTRATOR),
    "organisation:preview": Row(ADMINISTRATOR, ok=302),  # no file to look at
    "organisation:cancel": Row(ADMINISTRATOR, method="post", ok=302),
    # -- plan, check, act, tell -------------------------------------------------------------------------------------
    "steering:overview": Row(READERS),
    "steering:create_goal": Row(RATERS),
    "steering:edit_goal": Row(RATERS, at="goal", reach=MUNICIPALITY),
    "steering:create_vision": Row(RATERS),
    "steering:edit_vision": Row(RATERS, at="vision", reach=MUNICIPALITY),
    "steering:rate": Row(RATERS, at="area", reach=MUNICIPALITY),
    "indicators:list": Row(READERS),
    "indicators:measurements": Row(READERS),
    "indicators:measurement_choose": Row(FIGURES),
    "indicators:measurement_create": Row(FIGURES),
    "indicators:measurement": Row(READERS, at="measurement", reach=MUNICIPALITY),
    "indicators:measurement_edit": Row(FIGURES, at="measurement", reach=MUNICIPALITY),
    "indicators:measurement_owners": Row(FIGURES, at="measurement", reach=MUNICIPALITY),
    "indicators:measurement_end": Row(FIGURES, at="measurement", reach=MUNICIPALITY),
    "indicators:measurement_fill": Row(MANAGERS | QUALITY, at="period to fill in", reach=UNITS_MEASURED),
    "indicators:measurement_revise": Row(MANAGERS | QUALITY, at="period filled in", reach=UNPUBLISHED),
    "indicators:changes": Row(READERS),
    "indicators:detail": Row(READERS, at="indicator", reach=MUNICIPALITY),
    "indicators:download": Row(READERS, at="measure to take home", reach=MUNICIPALITY),
    "indicators:standouts": Row(READERS),
    "indicators:comparisons": Row(READERS),
    "indicators:comparison": Row(READERS, at="name of a comparison", reach=ANYWHERE),
    "manuscripts:put": Row(QUALITY, at="published figure", reach=MUNICIPALITY, most_queries=GATHERED),
    "manuscripts:put_into": Row(QUALITY, at="figure and report", reach=MANUSCRIPT, most_queries=GATHERED),
    "indicators:funnel": Row(READERS, at="indicator", reach=MUNICIPALITY),
    "indicators:create": Row(FIGURES),
    "indicators:edit": Row(FIGURES, at="indicator", reach=MUNICIPALITY),
    "indicators:create_value": Row(FIGURES, at="indicator", reach=MUNICIPALITY),
    "indicators:target": Row(RATERS, at="indicator", reach=MUNICIPALITY),
    "indicators:value": Row(READERS, at="value", reach=UNPUBLISHED),
    "indicators:revise": Row(FIGURES, at="value", reach=UNPUBLISHED),
    "indicators:import": Row(FIGURES),
    **{
        f"indicators:{name}": Row(FIGURES, at="values to read in", reach=MUNICIPALITY)
        for name in ("import_preview", "import_columns", "import_words")
    },
    **{
        f"indicators:{name}": Row(FIGURES, at="values to read in", reach=MUNICIPALITY, method="post", ok=302)
        for name in ("import_run", "import_cancel")
    },
    "indicators:import_undo": Row(FIGURES, at="values read in", reach=MUNICIPALITY, method="post", ok=302),
    "indicators:questions": Row(READERS),
    "indicators:ask": Row(ASKERS, at="published figure of a unit", reach=MUNICIPALITY),
    "indicators:question": Row(READERS, at="question on a figure", reach=MUNICIPALITY),
    "indicators:question_answer": Row(FIGURES, at="question on a figure", reach=MUNICIPALITY),
    "indicators:question_hand_over": Row(FIGURES, at="question on a figure", reach=MUNICIPALITY),
    "indicators:question_follow_up": Row(ASKERS, at="answered question on a figure", reach=MUNICIPALITY),
    "indicators:question_withdraw": Row(
        GRANBY | {"politician"}, at="question on a figure", reach=MUNICIPALITY, method="post", ok=302
    ),
    "indicators:kolada": Row(FIGURES),
    "indicators:kolada_code": Row(FIGURES, method="post"),
    "indicators:kolada_fetch": Row(FIGURES, method="post", ok=302),
    "indicators:kolada_units": Row(FIGURES),
    "indicators:kolada_local": Row(FIGURES, method="post", ok=302),
    "answers:answer": Row(at="answer door", reach=ANYWHERE, is_open=True),
    "answers:thanks": Row(at="answer door", reach=ANYWHERE, is_open=True),
    "answers:picture": Row(at="answer picture", reach=ANYWHERE, ok=404, is_open=True),
    "surveys:list": Row(WORKERS),
    "surveys:create": Row(MAKES_SURVEYS),
    "surveys:detail": Row(WORKERS, at="survey"),
    "surveys:edit": Row(MAKES_SURVEYS, at="survey"),
    "surveys:renew": Row(MAKES_SURVEYS, at="survey", method="post", ok=302),
    "surveys:plan": Row(MAKES_SURVEYS, at="survey"),
    "surveys:followed": Row(WORKERS, at="following survey"),
    "surveys:follow": Row(FOLLOWS, at="following survey"),
    "surveys:measure": Row(FOLLOWS, at="followed person", reach=FOLLOWERS),
    "surveys:who": Row(FOLLOWS, at="followed person", reach=FOLLOWERS, method="post"),
    "surveys:withdraw": Row(FOLLOWS, at="followed person", reach=FOLLOWERS, method="post", ok=302),
    **{f"surveys:{name}": Row(MAKES_SURVEYS, at="questionnaire") for name in OF_QUESTIONS},
    "surveys:picture": Row(MAKES_SURVEYS, at="questionnaire picture", ok=404),
    "surveys:translate": Row(MAKES_SURVEYS, at="questionnaire language"),
    "surveys:question_edit": Row(MAKES_SURVEYS, at="question of a survey"),
    "surveys:question_remove": Row(MAKES_SURVEYS, at="question of a survey", method="post", ok=302),
    "surveys:question_move": Row(MAKES_SURVEYS, at="question of a survey", method="post", ok=302),
    "surveys:round": Row(WORKERS, at="survey round"),
    **{f"surveys:{name}": Row(MAKES_SURVEYS, at="survey round") for name in OF_A_ROUND_TO_MAKE},
    "surveys:move": Row(MAKES_SURVEYS, at="survey round", method="post", ok=302),
    "surveys:remind": Row(MAKES_SURVEYS, at="survey round", method="post", ok=302),
    "surveys:screening": Row(NOBODY, at="survey round"),  # only the one who is named in the round
    "surveys:result": Row(WORKERS, at="settled round"),
    "surveys:download": Row(WORKERS, at="result file"),
    "surveys:poster": Row(MAKES_SURVEYS | TYPES_ANSWERS, at="round unit"),
    "surveys:codes": Row(MAKES_SURVEYS, at="round unit"),
    "surveys:codes_void": Row(MAKES_SURVEYS, at="round unit", method="post", ok=302),
    "surveys:paper": Row(TYPES_ANSWERS, at="round unit"),
    "surveys:talk": Row(MAKES_SURVEYS, at="settled unit"),
    "surveys:raise_need": Row(MAKES_SURVEYS, at="settled unit", method="post", ok=404),  # no question named
    "surveys:raise_together": Row(
        MAKES_SURVEYS, at="settled round", method="post", ok=404
    ),  # no question named
    "costs:list": Row(READERS),
    "costs:import": Row(FIGURES),
    "costs:preview": Row(FIGURES, ok=302),  # no file to look at
    "costs:cancel": Row(FIGURES, method="post", ok=302),
    "costs:table": Row(READERS, at="cost table", reach=MUNICIPALITY),
    "costs:download": Row(READERS, at="file of a cost table", reach=MUNICIPALITY),
    "costs:picture": Row(READERS, at="picture of a cost table", reach=MUNICIPALITY),
    "costs:remove": Row(FIGURES, at="cost table", reach=MUNICIPALITY, method="post", ok=302),
    "costs:prices": Row(FIGURES),
    "costs:remove_price": Row(FIGURES, at="rise of prices", reach=MUNICIPALITY, method="post", ok=302),
    "actions:list": Row(WORKERS),
    "actions:needs": Row(WORKERS),
    "actions:detail": Row(WORKERS, at="action"),
    "actions:need": Row(WORKERS, at="need"),
    "actions:create": Row(DECIDERS),
    "actions:raise": Row(DECIDERS),
    "actions:edit": Row(DECIDERS, at="action"),
    "actions:book_review": Row(DECIDERS, at="action", method="post", ok=302),
    "actions:move_review": Row(DECIDERS, at="effect review", method="post", ok=302),
    "actions:spreads": Row(DECIDERS),
    "actions:spread": Row(DECIDERS, at="spread"),
    "actions:move": Row(DECIDERS, at="action", method="post", ok=302),
    # -- what a municipality decides about deviations, and files of other systems -------------------------------------
    **REGISTER_ROWS,
    # -- the lists of deviations --------------------------------------------------------------------------------------
    "deviations:list": Row(JUDGES),
    "deviations:download": Row(JUDGES, method="post"),
    "deviations:save_view": Row(JUDGES, method="post", ok=302),
    "deviations:forget_view": Row(JUDGES, at="saved view", reach=ONES_OWN, method="post", ok=302),
    "deviations:week": Row(JUDGES),
    "deviations:close_many": Row(JUDGES, method="post"),  # nothing ticked: the page says so
    "deviations:small": Row(at="small event", reach=HANDLES),
    "deviations:figures": Row(WORKERS),
    "deviations:figures_download": Row(WORKERS),
    # -- lex: who does not read a case does not know of it ----------------------------------------------------------
    "lex:list": Row(LEX_WORKERS),
    "lex:start": Row(WORKERS),
    "lex:receive": Row(LEX_LEADERS),
    "lex:own": Row(WORKERS),
    "lex:outcomes": Row(frozenset({"director"})),
    "lex:to_register": Row(frozenset({"registrar"})),
    "lex:register": Row(REGISTRAR, at="lex case", reach=REGISTERED, method="post", ok=302),
    "lex:delegations": Row(LEX_LEADERS),
    "lex:end_delegation": Row(SARAH, at="lex delegation", reach=MUNICIPALITY, method="post", ok=302),
    "lex:times": Row(LEX_LEADERS),
    "lex:detail": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:assign": Row(SARAH, at="lex case", reach=LEX_CASE),
    "lex:conflict": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:item": Row(INVESTIGATES, at="lex item", reach=LEX_CASE),
    "lex:unlock": Row(INVESTIGATES, at="lex item", reach=LEX_CASE, method="post", ok=302),
    "lex:inform": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:act": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:identity": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE, method="post", ok=302),
    "lex:file": Row(SARAH | INVESTIGATES, at="lex file", reach=LEX_CASE),
    "lex:propose": Row(INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:send_back": Row(SARAH, at="lex case", reach=LEX_CASE, method="post", ok=302),
    "lex:decide": Row(SARAH, at="lex case", reach=LEX_CASE),
    "lex:ivo": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:ivo_pdf": Row(SARAH | INVESTIGATES, at="lex case", reach=LEX_CASE),
    "lex:close": Row(SARAH, at="lex case", reach=LEX_CASE, method="post", ok=302),
    "lex:reopen": Row(SARAH, at="lex case", reach=LEX_CASE, method="post", ok=302),
    "lex:mask": Row(SARAH, at="lex case", reach=LEX_CASE),
    "lex:masked_file": Row(SARAH | INVESTIGATES, at="lex copy", reach=LEX_CASE),
    # -- analyse ----------------------------------------------------------------------------------------------------
    "series:list": Row(READERS),
    "series:detail": Row(WORKERS, at="series"),
    "series:download": Row(WORKERS, at="series", most_queries=22),  # a file, and logged
    "series:breaks": Row(READERS),
    "series:create_break": Row(FIGURES),
    "series:edit_break": Row(FIGURES, at="change of measuring", reach=MUNICIPALITY),
    "series:delete_break": Row(FIGURES, at="change of measuring", reach=MUNICIPALITY, method="post", ok=302),
    "effects:list": Row(WORKERS),
    "effects:expect": Row(DECIDERS, at="action"),
    "effects:switch": Row(DECIDERS, at="expectation", method="post", ok=302),
    "effects:lead": Row(DECIDERS, at="expectation", method="post", ok=302),
    "effects:drop": Row(DECIDERS, at="expectation", method="post", ok=302),
    "effects:review": Row(WORKERS, at="effect review"),
    "reports:list": Row(READERS),
    "reports:show": Row(READERS, at="report", reach=MUNICIPALITY, most_queries=45),
    "reports:download": Row(
        READERS, at="report file", reach=MUNICIPALITY, most_queries=45
    ),  # a file, and logged
    # -- reporting a deviation: the one who wrote it reads it, and a door is open to everybody -------------------------
    "deviations:report": Row(WORKERS),
    "deviations:on_behalf": Row(WORKERS),
    "deviations:draft": Row(WORKERS, method="post", ok=400),  # no form to keep
    "deviations:mine": Row(WORKERS),
    "deviations:own": Row(frozenset({"staff", "provider", "neighbour"}), at="own report", reach=KNOWS_OF),
    "deviations:received": Row(
        frozenset({"staff", "provider", "neighbour"}), at="own report", reach=KNOWS_OF
    ),
    "deviations:door": Row(is_open=True, at="door", reach=ANYWHERE),
    "deviations:door_received": Row(is_open=True, at="door", reach=ANYWHERE),
    "deviations:answer": Row(is_open=True),
    "deviations:answer_write": Row(is_open=True, method="post", ok=302),
    "deviations:answer_close": Row(is_open=True, method="post", ok=302),
    # -- a telephone without a net: the page is nobody's, and a ticket is what gives the right to send
    "service_worker": Row(is_open=True),
    "deviations:offline_form": Row(is_open=True),
    "deviations:offline_send": Row(is_open=True, method="post", ok=400),  # nothing was sent
    "deviations:offline_ticket": Row(WORKERS, method="post"),
    "deviations:door_ticket": Row(is_open=True, at="door", reach=ANYWHERE, method="post"),
    "deviations:stranded_list": Row(),
    "deviations:stranded": Row(at="stranded report", reach=MENDS),
    "deviations:doors": Row(DOOR_KEEPERS),
    "deviations:poster": Row(DOOR_KEEPERS, at="unit"),
    "deviations:turn_door": Row(DOOR_KEEPERS, at="unit", method="post", ok=302),
    "deviations:renew_door": Row(DOOR_KEEPERS, at="unit", method="post", ok=302),
    "deviations:on_call": Row(DOOR_KEEPERS, at="unit", method="post", ok=302),
    # -- the desk ---------------------------------------------------------------------------------------------------
    "desk:start": Row(most_queries=31),  # one question for each feature
    "desk:search": Row(),
    "search:synonyms": Row(WORDS),
    "search:begin": Row(WORDS, method="post", ok=302),
    "search:synonyms_edit": Row(WORDS, at="synonyms", reach=MUNICIPALITY),
    "search:synonyms_end": Row(WORDS, at="synonyms", reach=MUNICIPALITY, method="post", ok=302),
    "desk:thread": Row(at="thread of a case", reach=CASE),
    "desk:sources": Row(),
    "desk:accessibility": Row(is_open=True),
}

# What staff read, learn and say: those who work above a unit, at it or below it.
MEDICAL = frozenset({"mas", "mar"})
OWN_THING = {"own": frozenset({"staff"}), "other": frozenset({"provider"}), "elsewhere": GRANBY}
DELEGATED = {
    "own": MEDICAL | {"staff", "manager", "department_head"}, "other": MEDICAL | {"provider"}, "elsewhere": GRANBY,
}  # fmt: skip
IDEA = {
    "own": frozenset({"staff", "manager", "department_head", "director"}),
    "other": frozenset({"provider", "director"}),
    "elsewhere": GRANBY,
}
DONE = {**OWN_THING, "own": frozenset({"staff", "manager"})}
KEEPS_COURSE = {"at": "course", "reach": UNPUBLISHED}
PARTICIPATION_ROWS = {
    "participation:courses": Row(WORKERS),
    "participation:create_course": Row(DECIDERS),
    "participation:training": Row(DECIDERS),
    "participation:completions_import": Row(DECIDERS),
    "participation:completions_preview": Row(DECIDERS, ok=302),
    "participation:completions_cancel": Row(DECIDERS, method="post", ok=302),
    "participation:attempt": Row(at="attempt", reach=OWN_THING),
    "participation:diploma": Row(at="completion", reach=DONE),
    "participation:end_requirement": Row(
        DECIDERS, at="requirement", reach=UNPUBLISHED, method="post", ok=302
    ),
    "participation:book": Row(WORKERS, at="course session", reach=UNPUBLISHED, method="post", ok=302),
    "participation:who_came": Row(DECIDERS, at="course session", reach=UNPUBLISHED),
    "participation:course": Row(WORKERS, **KEEPS_COURSE),
    "participation:test": Row(WORKERS, **KEEPS_COURSE),
    **{
        f"participation:{name}": Row(DECIDERS, **KEEPS_COURSE)
        for name in ("edit_course", "create_question", "require_course", "create_session", "confirm")
    },
    "participation:end_course": Row(DECIDERS, **KEEPS_COURSE, method="post", ok=302),
    "participation:question": Row(DECIDERS, at="test question", reach=UNPUBLISHED),
    "participation:remove_question": Row(
        DECIDERS, at="test question", reach=UNPUBLISHED, method="post", ok=302
    ),
    "participation:delegations": Row(WORKERS),
    "participation:delegate": Row(NOBODY),  # whom MAS has named: tests/do/participation/test_delegations.py
    "participation:delegation_register": Row(MEDICAL),
    "participation:create_task": Row(MEDICAL),
    "participation:task": Row(MEDICAL, at="medical task", reach=MUNICIPALITY),
    "participation:name_delegator": Row(MEDICAL),
    "participation:end_delegator": Row(MEDICAL, at="delegator", method="post", ok=302),
    "participation:delegation": Row(at="delegation", reach=DELEGATED),
    "participation:accept": Row(
        frozenset({"staff", "provider"}), at="delegation", reach=DELEGATED, method="post", ok=302
    ),
    "participation:withdraw": Row(
        EVERYONE - {"staff"}, at="delegation", reach=DELEGATED, method="post", ok=302
    ),
    "participation:terms": Row(frozenset({"administrator", "director"})),
    "participation:roles": Row(WORKERS),
    "participation:appoint": Row(DECIDERS),
    "participation:end_role": Row(DECIDERS, at="quality role", reach=UNPUBLISHED, method="post", ok=302),
    "participation:write_role_meeting": Row(DECIDERS),
    "participation:role_meeting": Row(WORKERS, at="role meeting", reach=UNPUBLISHED),
    "participation:ideas": Row(WORKERS),
    "participation:leave_idea": Row(WORKERS),
    "participation:idea": Row(at="idea", reach=IDEA),
    "participation:act_on_idea": Row(EVERYONE - {"staff"}, at="idea", reach=IDEA, method="post"),
}

MAKERS |= {name: partial(make, PLACES) for name, make in PARTICIPATION_MAKERS.items()}
PARTICIPATION_ROWS |= {
    "participation:readings": Row(WORKERS),
    "participation:sent": Row(DECIDERS),
    "participation:send": Row(DECIDERS, at="version to send", reach=UNPUBLISHED),
    "participation:answer_question": Row(DECIDERS, at="reading question", reach=UNPUBLISHED),
    "participation:evidence": Row(MANAGERS | {"sas", "mas"}),
    "participation:evidence_file": Row(
        MANAGERS | {"sas", "mas"}, at="evidence file", reach=ANYWHERE, method="post", ok=302
    ),
    "participation:reading": Row(at="reading", reach=UNPUBLISHED),
    "participation:sign": Row(at="reading", reach=UNPUBLISHED, method="post", ok=302),
    "participation:ask": Row(at="reading", reach=UNPUBLISHED, method="post"),  # nothing was asked
    "participation:follow": Row(DECIDERS, at="reading", reach=UNPUBLISHED),
    "participation:meetings": Row(WORKERS),
    "participation:make_meeting": Row(MANAGERS, method="post", ok=404),  # no unit was named
    "participation:meeting": Row(at="meeting", reach=UNPUBLISHED),
    "participation:meeting_pdf": Row(at="meeting", reach=UNPUBLISHED),
    "participation:write_meeting": Row(MANAGERS, at="meeting", reach=UNPUBLISHED),
    "participation:refresh_meeting": Row(MANAGERS, at="meeting", reach=UNPUBLISHED, method="post", ok=302),
    **{  # nothing is said: the form stands there with what is wrong
        f"participation:{name}": Row(MANAGERS, at="meeting", reach=UNPUBLISHED, method="post")
        for name in ("hold_meeting", "decide_meeting")
    },
    "participation:wall": Row(at="unit", reach=UNPUBLISHED),
    "participation:wall_pdf": Row(at="wall on paper", reach=UNPUBLISHED),
}
TABLE |= PARTICIPATION_ROWS
