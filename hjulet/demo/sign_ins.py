"""The demonstration's sign-ins: one per role, and some more where the work is. They exist only with HJULET_DEMO=1."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User

PASSWORD = "hjulet-demo"  # noqa: S105 - printed at every start, and refused outside demonstrations


@dataclass(frozen=True)
class SignIn:
    key: str
    role: Role
    unit: str
    name: str


LINGONFORS = (
    SignIn("staff", Role.STAFF, "tallglantan", "Noor Nattmark"),
    SignIn("home_care", Role.STAFF, "hemtjanst", "Hilda Hemgren"),
    SignIn("support", Role.STAFF, "lss", "Stig Stödberg"),
    SignIn("nurse", Role.STAFF, "sociala-sektorn", "Signe Skötare"),
    SignIn("manager", Role.MANAGER, "hemtjanst", "Elin Enhagen"),
    SignIn("home_manager", Role.MANAGER, "tallglantan", "Tyra Tallgren"),
    SignIn("department_head", Role.DEPARTMENT_HEAD, "aldreomsorg", "Albin Avdelin"),
    SignIn("director", Role.DIRECTOR, "sociala-sektorn", "Susanne Sockerbruk"),
    SignIn("sas", Role.SAS, "sociala-sektorn", "Sanna Samordnare"),
    SignIn("mas", Role.MAS, "sociala-sektorn", "Maj Masgård"),
    SignIn("mar", Role.MAR, "sociala-sektorn", "Mattis Marlund"),
    SignIn("lex_investigator", Role.LEX_INVESTIGATOR, "sociala-sektorn", "Lena Lexing"),
    SignIn("lex_sarah", Role.LEX_SARAH, "sociala-sektorn", "Sara Ansvarell"),
    SignIn("lex_maria", Role.LEX_MARIA, "sociala-sektorn", "Maria Medansvar"),
    SignIn("developer", Role.DEVELOPER, "sociala-sektorn", "Vera Verksam"),
    SignIn("case_officer", Role.CASE_OFFICER, "sociala-sektorn", "Hugo Handlund"),
    SignIn("registrar", Role.REGISTRAR, "lingonfors", "Rebecka Registrand"),
    SignIn("politician", Role.POLITICIAN, "lingonfors", "Fatima Förtroendahl"),
    SignIn("auditor", Role.AUDITOR, "lingonfors", "Rune Revisén"),
    SignIn("provider", Role.PROVIDER, "vide-omsorg", "Valter Videborg"),
    SignIn("administrator", Role.ADMINISTRATOR, "lingonfors", "Synnöve Systemlind"),
    SignIn("privacy_officer", Role.PRIVACY_OFFICER, "lingonfors", "David Dataskog"),
)
LEKSAND = (  # a real municipality: the sign-ins are roles, never persons
    SignIn("manager", Role.MANAGER, "hemtjanst-egen", "Demonstration enhetschef"),
    SignIn("director", Role.DIRECTOR, "sociala-sektorn", "Demonstration socialchef"),
    SignIn("sas", Role.SAS, "sociala-sektorn", "Demonstration SAS"),
    SignIn("mas", Role.MAS, "sociala-sektorn", "Demonstration MAS"),
    SignIn("developer", Role.DEVELOPER, "sociala-sektorn", "Demonstration verksamhetsutvecklare"),
    SignIn("staff", Role.STAFF, "sabo-solhem", "Demonstration medarbetare"),
    SignIn("politician", Role.POLITICIAN, "leksand", "Demonstration förtroendevald"),
    SignIn("auditor", Role.AUDITOR, "leksand", "Demonstration revisor"),
    SignIn("administrator", Role.ADMINISTRATOR, "leksand", "Demonstration systemförvaltare"),
)


BY_MUNICIPALITY = {"leksand": LEKSAND, "lingonfors": LINGONFORS}


def address(key: str, municipality: Municipality) -> str:
    return f"{key.replace('_', '-')}@{municipality.slug}.example"


def load(municipality: Municipality) -> dict[str, User]:
    """The people by key; safe to run twice."""
    known = {user.email: user for user in User.objects.filter(municipality=municipality, is_demo=True)}
    wanted = {address(person.key, municipality): person for person in BY_MUNICIPALITY[municipality.slug]}
    if new := {email: person for email, person in wanted.items() if email not in known}:
        known |= _create(municipality, new)
    return {person.key: known[email] for email, person in wanted.items()}


def _create(municipality: Municipality, new: dict[str, SignIn]) -> dict[str, User]:
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    password = make_password(PASSWORD)  # hashed once: it is slow on purpose, and the same for all
    people = {}
    for email, person in new.items():
        people[email] = User.objects.create(
            email=email, name=person.name, password=password, municipality=municipality, is_demo=True
        )
        RoleHolding.objects.create(
            user=people[email], role=person.role, unit=units[person.unit], starts_on=date(2023, 1, 1)
        )
    return people
