"""Any page asks the database at most twenty times, whatever the rows: measured on the whole demonstration."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hjulet.act.actions.models import Action, EffectReview, Need, Spread
from hjulet.analyse.effects.models import Expectation
from hjulet.analyse.series.models import Break
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.base.search.models import Synonyms
from hjulet.check.deviations.models import DeviationType, StandardAnswer
from hjulet.check.deviations.workflows.registers import add_examples
from hjulet.check.indicators.models import Value
from hjulet.check.lex.models import LexCase
from hjulet.check.surveys.models import SurveyRound
from hjulet.plan.cooperation.models import Cooperation
from hjulet.plan.cooperation.workflows import note_meeting, renew_cooperation
from hjulet.plan.procedures.models import Process, Routine, RoutineVersion
from hjulet.plan.steering.models import Goal, Vision
from hjulet.report.manuscripts.facts import facts_of
from hjulet.report.manuscripts.models import Approved, Inquiry, Manuscript, SectionRequest
from hjulet.report.reports.choices import Edition, Kind
from hjulet.report.reports.models import OwnTable
from hjulet.report.reports.pages import template
from tests.check.deviations.cases.access_makers import OF_A_PART, OF_THE_WHOLE, full_case
from tests.check.deviations.registers.access_makers import OF_AN_IMPORT, waiting_import
from tests.check.indicators.imports.making import waiting_values
from tests.check.indicators.measuring.counting import MEASURING_PAGES, of_measuring
from tests.check.indicators.questions.making import of_questions
from tests.check.surveys.access_makers import OF_A_ROUND_TO_MAKE, OF_QUESTIONS, person, running, settled
from tests.demo.loading import the_demonstration
from tests.do.participation.counting import (
    PARTICIPATION_NOT_PAGES,
    PARTICIPATION_PAGES,
    of_participation,
)
from tests.factories import (
    DeviationFactory,
    EffectReviewFactory,
    LexCaseFactory,
    RoleHoldingFactory,
    SpreadFactory,
    StrandedReportFactory,
    UnitDoorFactory,
    UserFactory,
)
from tests.plan.cooperation.making import cooperation, text
from tests.plan.procedures.access_makers import rich as rich_routine
from tests.report.manuscripts.approving.access_makers import stored
from tests.report.manuscripts.gathering.access_makers import asked
from tests.report.manuscripts.writing.access_makers import written
from tests.report.reports.frames.access_makers import own_table

MOST = 20
MOST_OF = {
    "reports:show": 46,  # a report tells of everything: a fixed number of questions for each chapter
    **dict.fromkeys(
        ("reports:frame", "reports:table", "reports:create_table"), 50
    ),  # these build one to show its chapters
    "desk:start": 31,  # my page asks every feature, once each
}
NOW = datetime(2026, 1, 2, 8, 0, tzinfo=UTC)
PUBLISHED = {
    "municipality": "leksand",
    "kind": "kvalitetsberattelse",
    "unit": "sociala-sektorn",
    "year": 2024,
}
PAGES = {  # name of the address → who asks, and with what words (? is what stands after the question mark)
    "desk:start": ["sas", "politician", "administrator"],
    "desk:search": ["sas", "politician"],
    "search:synonyms": ["sas"],
    "search:synonyms_edit": [("sas", {"pk": "synonyms"})],
    "desk:thread": [("sas", {"kind": "avvikelse", "pk": "a case"}), ("sas", {"kind": "atgard", "pk": "an action"})],
    "desk:sources": ["sas"],
    "desk:accessibility": ["sas"],
    "steering:overview": ["sas"],
    "steering:rate": [("sas", {"unit": "sociala-sektorn", "area": "processer", "year": 2025})],
    "steering:create_goal": ["sas"],
    "steering:edit_goal": [("sas", {"pk": "a goal"})],
    "steering:create_vision": ["sas"],
    "steering:edit_vision": [("sas", {"pk": "a vision"})],
    "cooperation:list": ["sas", ("sas", {"?": "part=care_giver&enhet=sociala-sektorn&lag=SoL"})],
    **{f"cooperation:{name}": ["sas"] for name in ("watch", "create", "import", "partners")},
    **{f"cooperation:{name}": [("sas", {"pk": "a cooperation"})] for name in ("detail", "edit", "renew", "note")},
    "cooperation:decide": [("sas", {"pk": "a cooperation", "meeting": "a cooperation meeting"})],
    "cooperation:edit_meeting": [("sas", {"pk": "a cooperation", "meeting": "a cooperation meeting"})],
    **{f"cooperation:{name}": [("sas", {"pk": "a partner"})] for name in ("partner", "edit_partner")},
    "organisation:tree": ["sas", ("sas", {"?": "avslutade=1"})],
    "organisation:unit": [("sas", {"slug": "sociala-sektorn"}), ("sas", {"slug": "sabo-edshult"})],
    "organisation:exposure": [("administrator", {"slug": "sabo-edshult"})],
    "organisation:import": ["administrator"],
    "procedures:routines": ["sas", "staff", ("sas", {"?": "visa=skrivs&ord=a"}), ("sas", {"?": "visa=forsenade&enhet=sociala-sektorn&slag=routine"})],
    "procedures:due": ["sas", "manager"],
    "procedures:import": ["sas"],
    "procedures:create": ["sas"],
    "procedures:from_action": [("sas", {"pk": "an action"})],
    "procedures:routine": [("sas", {"pk": "a routine"})],
    "procedures:edit": [("sas", {"pk": "a routine"})],
    "procedures:version": [("sas", {"pk": "a routine", "number": 1}), ("sas", {"pk": "a routine", "number": 2})],
    "procedures:write": [("sas", {"pk": "a routine", "number": 2})],
    "procedures:copies": [("sas", {"pk": "a routine", "number": 2})],
    "procedures:differences": [("sas", {"pk": "a routine", "number": 2}), ("sas", {"pk": "a routine", "number": 2, "?": "mot=1&visa=allt"})],
    "procedures:approve": [("sas", {"pk": "a routine", "number": 2})],
    "procedures:open_library": [("sas", {"municipality": "leksand"})],
    "procedures:open": [("sas", {"municipality": "leksand", "number": "an open number"})],
    "procedures:processes": ["sas"],
    "procedures:create_process": ["sas"],
    "procedures:process": [("sas", {"pk": "a process"})],
    "procedures:edit_process": [("sas", {"pk": "a process"})],
    "procedures:activities": [("sas", {"pk": "a process"})],
    "indicators:list": ["sas", ("sas", {"?": "page=2"}), ("sas", {"?": "sok=lss"}), ("sas", {"?": "enhet=leksand"})],
    "indicators:detail": [
        ("sas", {"slug": "hemtjanstindex-placering"}),
        ("sas", {"slug": "lss-gruppbostad-kontakta"}),
        ("sas", {"slug": "mal2-kop-av-vard-missbruk"}),
    ],
    "indicators:value": [("sas", {"pk": "a value"}), ("sas", {"pk": "a contradiction"})],
    "indicators:revise": [("developer", {"pk": "a value of a survey"})],
    "indicators:create_value": [("developer", {"slug": "hemtjanstindex-placering"})],
    "indicators:target": [("developer", {"slug": "lss-gruppbostad-kontakta"})],
    "indicators:standouts": ["sas"],
    "indicators:comparisons": ["sas"],
    "indicators:comparison": [("sas", {"key": one}) for one in ("kkik", "hemtjanstindex", "oppna-jamforelser")],
    "indicators:funnel": [("sas", {"slug": "lss-gruppbostad-kontakta"})],
    "indicators:download": [("sas", {"slug": "lss-gruppbostad-kontakta", "kind": "xlsx"})],
    "indicators:kolada_units": ["developer"],
    "indicators:create": ["developer"],
    "indicators:edit": [("developer", {"slug": "lss-gruppbostad-kontakta"})],
    "indicators:changes": ["sas"],
    "indicators:kolada": ["developer"],
    "answers:answer": [("sas", {"token": "an answer door"})],
    "answers:thanks": [("sas", {"token": "an answer door"})],
    "surveys:list": ["sas", "manager"],
    "surveys:create": ["sas"],
    "surveys:detail": [("sas", {"pk": "a survey"})],
    "surveys:edit": [("sas", {"pk": "a survey"})],
    "surveys:plan": [("sas", {"pk": "a survey"})],
    "surveys:followed": [("sas", {"pk": "a following survey"})],
    "surveys:follow": [("sas", {"pk": "a following survey"})],
    "surveys:measure": [("sas", {"pk": "a followed person"})],
    **{f"surveys:{name}": [("sas", {"pk": "a questionnaire"})] for name in OF_QUESTIONS},
    "surveys:translate": [("sas", {"pk": "a questionnaire", "language": "en"})],
    "surveys:question_edit": [("sas", {"pk": "a question of a survey"})],
    "surveys:round": [("sas", {"pk": "a survey round"}), ("sas", {"pk": "a settled round"})],
    **{f"surveys:{name}": [("sas", {"pk": "a survey round"})] for name in OF_A_ROUND_TO_MAKE},
    "surveys:screening": [("sas", {"pk": "a settled round"})],
    "surveys:result": [("sas", {"pk": "a settled round"}), ("sas", {"pk": "a settled round", "?": "enhet=sabo-edshult"})],
    "surveys:poster": [("sas", {"pk": "a round unit"})],
    "surveys:codes": [("sas", {"pk": "a round unit"})],
    "surveys:paper": [("sas", {"pk": "a round unit"})],
    "surveys:talk": [("sas", {"pk": "a settled unit"})],
    "indicators:questions": ["sas", "politician", ("sas", {"?": "visa=besvarade"})],
    "indicators:ask": [("sas", {"pk": "a figure to ask about"})],
    **{f"indicators:{name}": [("sas", {"pk": "a question on a figure"})] for name in ("question", "question_answer", "question_hand_over")},
    "indicators:question_follow_up": [("sas", {"pk": "an answered question on a figure"})],
    "indicators:import": ["developer"],
    **{f"indicators:{name}": [("developer", {"pk": "values to read in"})] for name in ("import_preview", "import_columns", "import_words")},
    "costs:list": ["sas"],
    "costs:import": ["sas"],
    "costs:table": [("sas", {"slug": "sabo", "year": 2022})],
    "costs:prices": ["sas"],
    "actions:list": ["sas", ("sas", {"?": "status=oppna"}), ("sas", {"?": "status=utan-ansvarig&enhet=sociala-sektorn"})],
    "actions:detail": [("sas", {"pk": "an action"})],
    "actions:create": ["sas"],
    "actions:edit": [("sas", {"pk": "an action"})],
    "actions:spreads": ["sas"],
    "actions:spread": [("sas", {"pk": "a spread"})],
    "actions:needs": ["sas"],
    "actions:need": [("sas", {"pk": "a need"})],
    "actions:raise": ["sas"],
    "deviations:list": ["sas", "manager", ("sas", {"?": "status=alla&tid=365&typ=fall&allvarlighet=2"}), ("sas", {"?": "status=mina"})],
    "deviations:week": ["sas", "manager"],
    "deviations:small": [("sas", {"pk": "a small event"})],
    "deviations:routines": ["sas", "manager"],
    "deviations:figures": ["sas", "manager", ("sas", {"?": "enhet=sociala-sektorn"})],
    **{f"deviations:{name}": [("sas", {"pk": "a case"})] for name in OF_THE_WHOLE if name != "print"},
    **{f"deviations:{name}": [("sas", {"pk": "a part"})] for name in OF_A_PART},
    "deviations:cause_edit": [("sas", {"pk": "a part", "cause": "a cause"})],
    "deviations:say_cause": [("sas", {"pk": "a case", "decided": "a decided action"})],
    "deviations:types": ["sas", ("sas", {"?": "dag=2022-06-01"})],
    "deviations:type_create": ["sas"],
    "deviations:type_edit": [("sas", {"pk": "a type"})],
    "deviations:deadlines": ["sas"],
    "deviations:standard_answers": ["sas"],
    "deviations:standard_answer_create": ["sas"],
    "deviations:standard_answer_edit": [("sas", {"pk": "a standard answer"})],
    "deviations:import": ["sas"],
    **{f"deviations:{name}": [("sas", {"pk": "an import"})] for name in OF_AN_IMPORT},
    "deviations:report": ["staff", "sas"],
    "deviations:on_behalf": ["staff"],
    "deviations:mine": ["sas"],
    "deviations:own": [("sas", {"pk": "an own report"})],
    "deviations:received": [("sas", {"pk": "an own report"})],
    "deviations:door": [("sas", {"token": "a door"})],
    "deviations:door_received": [("sas", {"token": "a door"})],
    "deviations:answer": ["sas"],
    "deviations:offline_form": ["sas"],
    "deviations:stranded_list": ["manager"],
    "deviations:stranded": [("sas", {"pk": "a stranded report"})],
    "deviations:doors": ["manager", "administrator"],
    "deviations:poster": [("administrator", {"slug": "sabo-edshult"})],
    "lex:list": ["sas", ("sas", {"?": "visa=alla"})],
    "lex:start": ["sas"],
    "lex:receive": ["sas"],
    "lex:own": ["sas"],
    "lex:outcomes": ["director"],
    "lex:to_register": ["registrar"],
    "lex:delegations": ["sas"],
    "lex:times": ["sas"],
    "lex:detail": [("sas", {"pk": "a lex case"})],
    "lex:assign": [("sas", {"pk": "a lex case"})],
    "lex:conflict": [("sas", {"pk": "a lex case"})],
    "lex:item": [("sas", {"pk": "a lex case", "key": "course"})],
    "lex:inform": [("sas", {"pk": "a lex case"})],
    "lex:act": [("sas", {"pk": "a lex case"})],
    "lex:propose": [("sas", {"pk": "a lex case"})],
    "lex:decide": [("sas", {"pk": "a decided lex case"})],
    "lex:ivo": [("sas", {"pk": "a lex case"})],
    "lex:mask": [("sas", {"pk": "a lex case"})],
    "series:list": ["sas", ("sas", {"?": "enhet=sabo-edshult"}), "politician"],
    "series:detail": [
        ("sas", {"key": "deviations:sol:*:sociala-sektorn"}),
        ("sas", {"key": "deviations:hsl:*:sabo-edshult:3"}),
        ("sas", {"key": "indicator:lss-gruppbostad-kontakta:lss-gruppbostad"}),
    ],
    "series:breaks": ["sas"],
    "series:create_break": ["developer"],
    "series:edit_break": [("developer", {"pk": "a break"})],
    "effects:list": ["sas", ("sas", {"?": "visa=gjorda&enhet=sociala-sektorn"})],
    "effects:expect": [("sas", {"pk": "an expected action"})],
    "effects:review": [("sas", {"pk": "a review"})],
    "reports:list": ["sas", "politician"],
    "reports:show": [
        ("sas", {"kind": "kvalitetsberattelse", "unit": "leksand", "year": 2025}),
        ("sas", {"kind": "resultatrapport", "unit": "leksand", "year": 2022}),
        ("sas", {"kind": "patientsakerhetsberattelse", "unit": "leksand", "year": 2025}),
        ("politician", {"kind": "kvalitetsberattelse", "unit": "leksand", "year": 2025}),
        ("politician", {"kind": "resultatrapport", "unit": "leksand", "year": 2022}),
    ],
    "reports:frames": ["sas"],
    "reports:tables": [("sas", {"kind": "kvalitetsberattelse"})],
    "reports:frame": [("sas", {"kind": "kvalitetsberattelse"})],
    "reports:create_table": [("sas", {"kind": "kvalitetsberattelse"})],
    "reports:table": [("sas", {"pk": "an own table"})],
    "manuscripts:list": ["sas"],
    "manuscripts:start": ["sas"],
    "manuscripts:put": [("sas", {"value": "a value"})],
    "manuscripts:put_into": [("sas", {"pk": "a manuscript", "value": "a value"})],
    "manuscripts:board": [("sas", {"pk": "a manuscript"})],
    "manuscripts:preview": [("sas", {"pk": "a manuscript"})],
    "manuscripts:section": [
        ("sas", {"pk": "a manuscript", "anchor": "processer"}),
        ("sas", {"pk": "a manuscript", "anchor": "resultat-lss-daglig-verksamhet"}),
    ],
    "manuscripts:history": [("sas", {"pk": "a manuscript", "anchor": "processer"})],
    "manuscripts:ask": [("sas", {"pk": "a manuscript", "anchor": "processer"})],
    "manuscripts:answer": [("sas", {"pk": "a question"})],
    "manuscripts:hand_over": [("sas", {"pk": "a question"})],
    "manuscripts:mine": ["sas", "manager"],
    "manuscripts:owners": [("sas", {"pk": "a manuscript"})],
    "manuscripts:ask_many": [("sas", {"pk": "a manuscript"})],
    "manuscripts:inquiry": [("sas", {"pk": "an inquiry"})],
    "manuscripts:check": [("sas", {"pk": "a manuscript"})],
    "manuscripts:reread": [("sas", {"pk": "a manuscript"})],
    "manuscripts:differences": [("sas", {"pk": "a manuscript"})],
    "manuscripts:approved": ["sas"],
    "manuscripts:papers": [("sas", {"pk": "a manuscript"})],
    "manuscripts:papers_list": ["sas", "politician"],
    "manuscripts:edition": [("sas", {"pk": "an edition"})],
    "manuscripts:secrecy": [("sas", {"pk": "an edition"})],
    "published:list": [("sas", {"municipality": "leksand"})],
    "published:report": [("sas", PUBLISHED)],
    "published:edition": [("sas", PUBLISHED | {"number": 1})],
    "people:me": ["sas", "administrator"],
    "people:absence": ["sas"],
    "people:list": ["administrator"],
    "people:detail": [("administrator", {"pk": "a person"})],
    "people:import": ["administrator"],
    "people:access_table": ["sas"],
    "log:list": ["administrator"],
    "notices:list": ["sas"],
    "notices:choices": ["sas"],
}  # fmt: skip
NOT_PAGES = {  # they answer a POST, lead on, or give a file
    "search:begin", "search:synonyms_end",
    "organisation:preview", "organisation:cancel", "costs:preview", "costs:cancel", "costs:download", "costs:picture", "costs:remove", "costs:remove_price", "actions:move", "actions:book_review", "actions:move_review",
    "procedures:map", "cooperation:xlsx", "cooperation:csv", "cooperation:begin", "cooperation:end", "cooperation:attach", "cooperation:detach",
    "cooperation:file", "notices:mark", "notices:mark_all", "people:cancel_absence", "people:end_sessions",
    "people:demo_sign_in", "indicators:kolada_code", "indicators:kolada_fetch", "indicators:kolada_local", "indicators:import_run", "indicators:import_cancel", "indicators:import_undo", "indicators:question_withdraw",
    "manuscripts:autosave", "manuscripts:comment", "manuscripts:reply", "manuscripts:reopen", "manuscripts:restore", "manuscripts:settle", "manuscripts:resolve",
    "manuscripts:change_due", "manuscripts:remind",
    "manuscripts:keep", "manuscripts:take", "manuscripts:take_back", "manuscripts:send", "manuscripts:send_back",
    "manuscripts:approve", "manuscripts:edition_file", "manuscripts:new_edition", "manuscripts:publish",
    "manuscripts:take_down", "manuscripts:papers_draft", "manuscripts:make_papers", "manuscripts:papers_copy", "published:all", "published:file",
    "reports:remove_table", "reports:restore_table", "reports:download", "deviations:draft", "deviations:download", "deviations:save_view", "deviations:forget_view",
    "deviations:close_many", "deviations:figures_download", "deviations:answer_write", "deviations:answer_close", "deviations:turn_door",
    "deviations:renew_door", "deviations:print", "deviations:file", "deviations:close", "deviations:escalate",
    "deviations:cause_remove", "deviations:team_leave", "deviations:on_call",
    "deviations:type_examples", "deviations:type_end", "deviations:type_map", "deviations:standard_answer_remove",
    "deviations:import_run", "deviations:import_cancel", "deviations:import_undo",
    "deviations:offline_send", "deviations:offline_ticket", "deviations:door_ticket",
    "lex:register", "lex:end_delegation", "lex:unlock", "lex:identity", "lex:file", "lex:send_back", "lex:ivo_pdf",
    "lex:close", "lex:reopen", "lex:masked_file",
    "procedures:import_preview", "procedures:import_cancel", "procedures:import_template", "procedures:hand_over", "procedures:by_number", "procedures:resolve", "procedures:settle", "procedures:restore", "procedures:next",
    "procedures:archive", "procedures:go_through", "procedures:picture", "procedures:autosave", "procedures:comment", "procedures:send",
    "procedures:send_back", "procedures:set_aside", "procedures:file", "procedures:put_file", "procedures:take_file", "procedures:put_picture",
    "procedures:pdf", "procedures:open_pdf", "procedures:open_file", "procedures:open_picture", "procedures:establish", "procedures:end_process",
    "answers:picture", "surveys:renew", "surveys:who", "surveys:withdraw", "surveys:picture", "surveys:question_remove",
    "surveys:question_move", "surveys:move", "surveys:remind", "surveys:download", "surveys:codes_void", "surveys:raise_need", "surveys:raise_together",
    "series:download", "series:delete_break", "effects:switch", "effects:lead", "effects:drop",
}  # fmt: skip
PAGES |= PARTICIPATION_PAGES | MEASURING_PAGES
NOT_PAGES |= PARTICIPATION_NOT_PAGES
ASKED = [
    pytest.param(name, *(asked if isinstance(asked, tuple) else (asked, {})), id=f"{name}-{number}")
    for name, asks in PAGES.items()
    for number, asked in enumerate(asks)
]


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with the_demonstration(django_db_blocker):
        yield


@pytest.fixture(scope="module")
def _made(_loaded: None, django_db_blocker: Any) -> dict[str, int]:
    """Once for all pages; no page changes anything when it is looked at."""
    with django_db_blocker.unblock():
        return _words()


@pytest.fixture
def rows(_made: dict[str, int], db: None, name: str) -> dict[str, int]:
    """The words of the table above → numbers."""
    if name.startswith("manuscripts:"):
        _facts_at_hand(Manuscript.objects.get(pk=_made["a manuscript"]))
    return _made


def _words() -> dict[str, int]:
    deviation = full_case(
        Unit.objects.get(slug="sabo-edshult"), User.objects.get(email="sas@leksand.example"), rows=3
    )
    part = deviation.parts.get()
    contradiction = {"indicator__slug": "mal2-kop-av-vard-missbruk", "unit__slug": "ifo-vuxengrupp"}
    return {
        "a value": Value.objects.get(indicator__slug="hemtjanstindex-placering", period_end__year=2025).pk,
        **of_questions(),
        **of_measuring(),
        "a value of a survey": Value.objects.filter(indicator__slug="lss-gruppbostad-kontakta")
        .latest("period_end")
        .pk,
        "a contradiction": Value.objects.filter(**contradiction).first().pk,
        "synonyms": Synonyms.objects.filter(municipality__slug="leksand").first().pk,
        "a goal": Goal.objects.filter(municipality__slug="leksand").first().pk,
        "a vision": Vision.objects.filter(municipality__slug="leksand").first().pk,
        "an action": Action.objects.exclude(needs=None).filter(unit__municipality__slug="leksand").first().pk,
        "a spread": _a_spread().pk,
        "a break": _a_break().pk,
        "a review": (review := _a_review()).pk,
        "an expected action": review.action_id,
        "a need": Need.objects.exclude(actions=None).filter(unit__municipality__slug="leksand").first().pk,
        "a small event": DeviationFactory(
            unit=Unit.objects.get(slug="sabo-edshult", municipality__slug="leksand")
        ).pk,
        "an own report": DeviationFactory(
            unit=Unit.objects.get(slug="sabo-edshult"),
            reported_by=User.objects.get(email="sas@leksand.example"),
        ).pk,
        "a type": _a_type().pk,
        "a standard answer": StandardAnswer.objects.create(
            municipality=deviation.municipality, title="Ett svar", text="Tack."
        ).pk,
        "an import": waiting_import(User.objects.get(email="sas@leksand.example")).pk,
        "values to read in": waiting_values(User.objects.get(email="developer@leksand.example")).pk,
        "a case": deviation.pk,
        "a part": part.pk,
        "a cause": part.causes.first().pk,
        "a decided action": deviation.decided.first().pk,
        "a door": UnitDoorFactory(unit=Unit.objects.get(slug="sabo-edshult")).token,
        "a stranded report": StrandedReportFactory(
            unit=Unit.objects.get(slug="sabo-edshult"), concerns_manager=True
        ).pk,
        "a registrar": _registrar().pk,
        "a lex case": _lex_case(mine=True).pk,
        "a decided lex case": _lex_case(mine=False).pk,
        "a manuscript": (manuscript := _manuscript()).pk,
        "an inquiry": _inquiry(manuscript).pk,
        "a question": SectionRequest.objects.filter(manuscript=manuscript).first().pk,
        **_surveys(),
        "an edition": _edition().pk,
        "an own table": _own_table().pk,
        "a routine": (opened := _routine())[0].pk,
        "an open number": opened[0].number,
        "a process": opened[2].pk,
        "a cooperation": (agreed := _a_cooperation()).pk,
        "a cooperation meeting": agreed.meetings.first().pk,
        "a partner": agreed.partners.first().pk,
        **of_participation(),
        "a person": User.objects.get(email="sas@leksand.example").pk,
    }


def _a_type() -> DeviationType:
    """One of the examples, with subtypes."""
    place = Unit.objects.get(slug="sabo-edshult").municipality
    add_examples(place, by=None, at=datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    return DeviationType.objects.filter(municipality=place).exclude(subtypes=None).first()


def _a_spread() -> Spread:
    """The demonstration may hold none yet."""
    here = {"unit__municipality__slug": "leksand"}
    sas, unit = User.objects.get(email="sas@leksand.example"), Unit.objects.get(slug="sabo-edshult")
    action = Action.objects.filter(**here).exclude(unit=unit).first()
    review = EffectReviewFactory(action=action, booked_by=sas, is_concluded=True)
    return Spread.objects.filter(unit__municipality__slug="leksand").first() or SpreadFactory(
        review=review, unit=unit
    )


def _lex_case(*, mine: bool) -> LexCase:
    """A case of the demonstration's municipality: one that SAS investigates, with every item written, or another."""
    sas = User.objects.get(email="sas@leksand.example")
    unit = Unit.objects.get(municipality__slug="leksand", slug="sabo-edshult")
    return LexCaseFactory(
        unit=unit, investigator=sas if mine else None, state="investigated", items=mine or None
    )


def _surveys() -> dict[str, Any]:
    """A running round, a settled one that SAS screens, and somebody who is followed."""
    sas, unit = User.objects.get(email="sas@leksand.example"), Unit.objects.get(slug="sabo-edshult")
    open_unit, done, followed = running(unit, sas), settled(unit, sas), person(unit, sas)
    SurveyRound.objects.filter(pk=done.round_id).update(screener=sas)
    questionnaire = open_unit.round.questionnaire
    return {
        "an answer door": open_unit.token, "a round unit": open_unit.pk, "a survey round": open_unit.round_id,
        "a survey": questionnaire.survey_id, "a questionnaire": questionnaire.pk,
        "a question of a survey": questionnaire.questions.first().pk, "a settled round": done.round_id,
        "a settled unit": done.pk, "a following survey": followed.survey_id, "a followed person": followed.pk,
    }  # fmt: skip


def _manuscript() -> Manuscript:
    sas = User.objects.get(email="sas@leksand.example")
    return written(Unit.objects.get(municipality__slug="leksand", slug="sociala-sektorn"), sas, rows=3)


def _inquiry(manuscript: Manuscript) -> Inquiry:
    """Sent to somebody in the demonstration, about three sections; the year before that has one too."""
    sas, to = (
        User.objects.get(email="sas@leksand.example"),
        User.objects.get(email="manager@leksand.example"),
    )
    asked(manuscript.unit, sas, to, year=manuscript.year - 1)
    return asked(manuscript.unit, sas, to, year=manuscript.year)


def _facts_at_hand(manuscript: Manuscript) -> None:
    """As they are for whoever comes within five minutes of another."""
    for edition in Edition:
        facts_of(manuscript, edition)


def _edition() -> Approved:
    """A published edition, with one before it."""
    sas = User.objects.get(email="sas@leksand.example")
    sector = Unit.objects.get(municipality__slug="leksand", slug="sociala-sektorn")
    stored(sector, sas, published=True)
    return stored(sector, sas, published=True, number=2)


def _own_table() -> OwnTable:
    """With the template's chapters at hand."""
    sas = User.objects.get(email="sas@leksand.example")
    sector = Unit.objects.get(municipality__slug="leksand", slug="sociala-sektorn")
    template(sector.municipality, Kind.QUALITY, timezone.localdate().year - 1)
    return own_table(sector, sas)


def _routine() -> tuple[Routine, RoutineVersion, Process, Action]:
    """Open to all, in force, with a draft beside it."""
    sas = User.objects.get(email="sas@leksand.example")
    made = rich_routine(Unit.objects.get(municipality__slug="leksand", slug="sociala-sektorn"), sas, rows=3)
    made[0].is_public = True
    made[0].save(update_fields=["is_public"])
    return made


def _registrar() -> User:
    """Nobody demonstrates that role in Leksand."""
    root = Unit.objects.get(municipality__slug="leksand", depth=1)
    user = UserFactory(municipality=root.municipality, email="registrar@leksand.example")
    RoleHoldingFactory(user=user, role="registrar", unit=root)
    return user


def _a_cooperation() -> Cooperation:
    """With three meetings, and one that it follows."""
    sas = User.objects.get(email="sas@leksand.example")
    sector = Unit.objects.get(municipality__slug="leksand", slug="sociala-sektorn")
    said = text(sector, valid_from=date(2028, 1, 1), valid_to=date(2030, 12, 31))
    made = renew_cooperation(cooperation(sector, sas), said, uuid4(), by=sas, at=NOW)
    for day in (1, 2, 3):
        note_meeting(made, date(2025, 12, day), "Vi sågs.", "", uuid4(), by=sas, at=NOW)
    return made


def _a_break() -> Break:
    sas = User.objects.get(email="sas@leksand.example")
    said = {"month": date(2025, 3, 1), "title": "Nytt system", "made_by": sas, "made_at": NOW}
    return Break.objects.create(municipality=sas.municipality, **said)


def _a_review() -> EffectReview:
    """Of an action with two expectations; nobody has concluded it."""
    sas = User.objects.get(email="sas@leksand.example")
    action = Action.objects.filter(unit__slug="sabo-edshult").first() or Action.objects.filter(
        unit__municipality=sas.municipality
    ).first()  # fmt: skip
    said = {"wanted": "less", "from_month": date(2025, 6, 1), "stated_by": sas, "stated_at": NOW}
    for number, law in enumerate(("sol", "hsl")):
        series = f"deviations:{law}:*:{action.unit.slug}"
        Expectation.objects.create(action=action, series=series, is_leading=not number, **said)
    return EffectReviewFactory(action=action, booked_by=sas, due_on=date(2026, 1, 2))


@pytest.mark.parametrize(("name", "who", "given"), ASKED)
def test_page_asks_the_database_at_most_twenty_times(rows, name, who, given):
    client = Client()
    client.force_login(User.objects.get(email=f"{who}@leksand.example"))
    words = {key: rows.get(said, said) for key, said in given.items()}
    asked = words.pop("?", "")

    with CaptureQueriesContext(connection) as found:
        answer = client.get(f"{reverse(name, kwargs=words)}?{asked}")

    assert answer.status_code == 200
    assert len(found) <= MOST_OF.get(name, MOST), Counter(_table(query["sql"]) for query in found)


def test_every_page_of_ours_stands_in_the_table():
    named = {name for name in _names(get_resolver()) if ":" in name}

    assert named == set(PAGES) | NOT_PAGES


def _table(sql: str) -> str:
    """What a query is about, so that a failure says at once what is read twice."""
    said = re.search(r'(?:FROM|INTO|UPDATE) "(\w+)"', sql)
    return said[1] if said else sql[:40]


def _names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern) and entry.name:
            yield f"{space}{entry.name}"
        elif isinstance(entry, URLResolver):
            yield from _names(entry, f"{entry.namespace}:" if entry.namespace else space)
