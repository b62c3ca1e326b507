"""Who may do what: the one readable table. docs/handbook/behorigheter.md says the same, tests/test_access.py holds it.

A role is held at a unit for a period and reaches everything below that unit. A stranger (no role that reaches the
record) gets 404, a colleague whose role reaches it but not the verb gets 403.
"""

from collections.abc import Collection
from datetime import date

from hjulet.base.organisation.models import Unit, UnitQuerySet
from hjulet.base.people.choices import Role, Verb
from hjulet.base.people.models import User, reached_by

MANY_BUT = 4  # so few missing roles are named instead of the many
EVERYONE = frozenset(Role)
MANAGERS = frozenset({Role.MANAGER, Role.DEPARTMENT_HEAD, Role.DIRECTOR, Role.PROVIDER})
QUALITY = frozenset({Role.SAS, Role.MAS, Role.MAR, Role.DEVELOPER})
ELECTED = frozenset({Role.POLITICIAN, Role.AUDITOR})
LEX = frozenset({Role.LEX_INVESTIGATOR, Role.LEX_SARAH, Role.LEX_MARIA})
WORKERS = frozenset({Role.STAFF, Role.CASE_OFFICER, Role.REGISTRAR}) | LEX
JUDGES = frozenset({Role.MANAGER, Role.PROVIDER, Role.DEPARTMENT_HEAD, Role.SAS, Role.MAS, Role.MAR})

TABLE: dict[Verb, frozenset[Role]] = {
    Verb.SEE_FIGURES: MANAGERS | QUALITY | ELECTED | WORKERS,
    Verb.SEE_STEERING: MANAGERS | QUALITY | ELECTED | WORKERS,
    Verb.SEE_ORGANISATION: EVERYONE,
    Verb.SEE_ACTIONS: MANAGERS | QUALITY | WORKERS,
    Verb.READ_INTERNAL_REPORT: (MANAGERS - {Role.PROVIDER}) | QUALITY,  # a provider sees its own units only
    Verb.READ_PUBLIC_REPORT: MANAGERS | QUALITY | ELECTED | WORKERS,
    Verb.WRITE_REPORT: QUALITY,
    Verb.OWN_SECTION: (MANAGERS - {Role.PROVIDER}) | QUALITY | WORKERS,  # only what SAS has given them
    Verb.CHANGE_REPORT_FRAME: frozenset({Role.SAS, Role.DEVELOPER}),
    Verb.COMMENT_REPORT: QUALITY | {Role.DIRECTOR, Role.DEPARTMENT_HEAD},
    Verb.APPROVE_REPORT: frozenset({Role.DIRECTOR}),
    Verb.SIGN_SECRECY: frozenset({Role.SAS, Role.MAS, Role.REGISTRAR, Role.DIRECTOR}),
    Verb.RAISE_NEED: MANAGERS | QUALITY,
    Verb.DECIDE_ACTION: MANAGERS | QUALITY,
    Verb.REPORT_DEVIATION: MANAGERS | QUALITY | WORKERS,
    Verb.SEE_DEVIATIONS: JUDGES,  # which of them, and which text: visible_to in check/deviations
    Verb.SEE_DEVIATION_FIGURES: MANAGERS | QUALITY | WORKERS,
    Verb.HANDLE_DEVIATION: JUDGES,
    Verb.OPEN_DOOR: frozenset({Role.MANAGER, Role.PROVIDER, Role.DEPARTMENT_HEAD, Role.ADMINISTRATOR}),
    Verb.CHANGE_SYNONYMS: QUALITY | {Role.ADMINISTRATOR},
    Verb.CHANGE_DEVIATION_REGISTERS: frozenset({Role.SAS, Role.MAS, Role.ADMINISTRATOR}),
    Verb.IMPORT_DEVIATIONS: frozenset({Role.SAS, Role.MAS}),  # the files hold text about people
    Verb.WORK_WITH_LEX: LEX | {Role.SAS, Role.MAS, Role.MAR},
    Verb.SEE_LEX_OUTCOMES: frozenset({Role.DIRECTOR}),  # a word each, no texts
    Verb.REGISTER_DOCUMENTS: frozenset({Role.REGISTRAR}),
    Verb.SEE_ROUTINES: MANAGERS | QUALITY | WORKERS,
    Verb.WRITE_ROUTINE: MANAGERS | QUALITY,  # and whoever is named as the owner of the document
    Verb.APPROVE_ROUTINE: MANAGERS | {Role.SAS, Role.MAS, Role.MAR},
    Verb.CHANGE_PROCESS: MANAGERS | QUALITY,
    Verb.SEE_COOPERATION: MANAGERS | QUALITY | WORKERS,
    Verb.CHANGE_COOPERATION: MANAGERS | QUALITY,
    Verb.SEE_SURVEYS: MANAGERS | QUALITY | WORKERS,
    Verb.MAKE_SURVEY: MANAGERS | QUALITY,
    Verb.ENTER_ANSWERS: QUALITY | {Role.STAFF, Role.CASE_OFFICER, Role.REGISTRAR},  # not who leads the unit
    Verb.ENTER_STAFF_ANSWERS: QUALITY,
    Verb.FOLLOW_PERSON: frozenset({Role.MANAGER, Role.PROVIDER, Role.CASE_OFFICER, Role.SAS}),
    Verb.TAKE_PART: MANAGERS | QUALITY | WORKERS,
    Verb.SEND_READING: MANAGERS | QUALITY,  # and the routine's owner
    Verb.SEE_WHO_HAS_READ: MANAGERS | QUALITY,  # names: the unit's own manager, after the agreed days
    Verb.EXPORT_READING: MANAGERS | {Role.SAS, Role.MAS},
    Verb.KEEP_TRAINING: MANAGERS | QUALITY,
    Verb.SEE_DELEGATIONS: frozenset(
        {Role.MANAGER, Role.PROVIDER, Role.DEPARTMENT_HEAD, Role.MAS, Role.MAR}
    ),  # one's own, and those one has given, everybody sees
    Verb.NAME_DELEGATORS: frozenset({Role.MAS, Role.MAR}),
    Verb.KEEP_QUALITY_ROLES: MANAGERS | QUALITY,
    Verb.ANSWER_IDEA: MANAGERS,
    Verb.SEE_MEETINGS: MANAGERS | QUALITY | WORKERS,
    Verb.HOLD_MEETING: MANAGERS,
    Verb.CHANGE_TERMS: frozenset({Role.ADMINISTRATOR, Role.DIRECTOR}),
    Verb.RATE_AREA: frozenset({Role.SAS, Role.DEVELOPER, Role.DIRECTOR}),
    Verb.CORRECT_FIGURE: frozenset({Role.DEVELOPER, Role.SAS, Role.MAS, Role.MAR}),
    Verb.SET_TARGET: frozenset({Role.DEVELOPER, Role.SAS, Role.DIRECTOR}),
    Verb.ASK_ABOUT_FIGURE: ELECTED | MANAGERS | QUALITY,  # about a figure that the role lets them see
    Verb.ANSWER_ABOUT_FIGURE: QUALITY,  # and whoever the question is handed over to
    Verb.CHANGE_ORGANISATION: frozenset({Role.ADMINISTRATOR}),
    Verb.CHANGE_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Verb.SEE_PEOPLE: frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
    Verb.SEE_LOG: frozenset({Role.ADMINISTRATOR, Role.PRIVACY_OFFICER}),
}

# Which verb opens the page behind a link. A page that is not listed is open to everyone who is signed in.
PAGES: dict[str, Verb] = {
    "steering:overview": Verb.SEE_STEERING,
    "organisation:tree": Verb.SEE_ORGANISATION,
    "procedures:routines": Verb.SEE_ROUTINES,
    "procedures:processes": Verb.SEE_ROUTINES,
    "cooperation:list": Verb.SEE_COOPERATION,
    "actions:list": Verb.SEE_ACTIONS,
    "actions:needs": Verb.SEE_ACTIONS,
    "indicators:list": Verb.SEE_FIGURES,
    "indicators:measurements": Verb.SEE_FIGURES,
    "indicators:changes": Verb.SEE_FIGURES,
    "indicators:comparisons": Verb.SEE_FIGURES,
    "indicators:standouts": Verb.SEE_FIGURES,
    "indicators:questions": Verb.SEE_FIGURES,
    "costs:list": Verb.SEE_FIGURES,
    "deviations:doors": Verb.OPEN_DOOR,
    "deviations:figures": Verb.SEE_DEVIATION_FIGURES,
    "deviations:list": Verb.SEE_DEVIATIONS,
    "search:synonyms": Verb.CHANGE_SYNONYMS,
    "deviations:types": Verb.CHANGE_DEVIATION_REGISTERS,
    "deviations:routines": Verb.SEE_DEVIATIONS,
    "deviations:week": Verb.SEE_DEVIATIONS,
    "deviations:mine": Verb.REPORT_DEVIATION,
    "deviations:report": Verb.REPORT_DEVIATION,
    "lex:list": Verb.WORK_WITH_LEX,
    "lex:outcomes": Verb.SEE_LEX_OUTCOMES,
    "lex:to_register": Verb.REGISTER_DOCUMENTS,
    "surveys:list": Verb.SEE_SURVEYS,
    "series:list": Verb.SEE_FIGURES,
    "effects:list": Verb.SEE_ACTIONS,
    "participation:readings": Verb.TAKE_PART,
    "participation:sent": Verb.SEE_WHO_HAS_READ,
    "participation:meetings": Verb.SEE_MEETINGS,
    "participation:courses": Verb.TAKE_PART,
    "participation:training": Verb.SEE_WHO_HAS_READ,
    "participation:delegations": Verb.TAKE_PART,
    "participation:roles": Verb.TAKE_PART,
    "participation:ideas": Verb.TAKE_PART,
    "participation:terms": Verb.CHANGE_TERMS,
    "reports:list": Verb.READ_PUBLIC_REPORT,
    "reports:frames": Verb.WRITE_REPORT,
    "manuscripts:list": Verb.COMMENT_REPORT,
    "manuscripts:papers_list": Verb.READ_PUBLIC_REPORT,
    "people:list": Verb.SEE_PEOPLE,
    "people:import": Verb.CHANGE_PEOPLE,
    "log:list": Verb.SEE_LOG,
}


def may(user: User, verb: Verb, day: date, *, at: Unit | None = None) -> bool:
    """Whether some role of the user gives the verb on that day; with a unit, whether such a role reaches it."""
    held = (holding for holding in user.roles_on(day) if holding.role in TABLE[verb])
    return any(at is None or at.path.startswith(holding.unit.path) for holding in held)


def may_in(user: User, verb: Verb, municipality: int, day: date) -> bool:
    """Whether some role in the municipality gives the verb: for what belongs to no single unit."""
    held = (holding for holding in user.roles_on(day) if holding.role in TABLE[verb])
    return any(holding.unit.municipality_id == municipality for holding in held)


def may_see(user: User, url_name: str, day: date) -> bool:
    """Whether the page behind a link is open to the user somewhere; the page itself still asks about its own unit."""
    return url_name not in PAGES or may(user, PAGES[url_name], day)


def verbs_of(roles: Collection[str]) -> list[Verb]:
    """Everything that these roles together give, in the order of the table."""
    return [verb for verb in TABLE if not TABLE[verb].isdisjoint(roles)]


def named(roles: Collection[Role]) -> str:
    """The roles in words, in their own order: 'enhetschef, socialchef', 'alla', 'alla utom dataskyddsombud'."""
    others = [str(role.label) for role in Role if role not in roles]
    if len(others) <= MANY_BUT:
        return " utom ".join(["alla", ", ".join(others)] if others else ["alla"])
    return ", ".join(str(role.label) for role in Role if role in roles)


def units_given_roles_by(user: User, day: date) -> UnitQuerySet:
    """The units at which the user may give others roles."""
    units: UnitQuerySet = Unit.objects.filter(reached_by(user, day, *TABLE[Verb.CHANGE_PEOPLE]))
    return units
