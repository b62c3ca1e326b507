"""A small municipality that everybody knows, and a neighbour that must never be seen.

Ekvik: Sociala sektorn → Äldreomsorg → Solgården and Björkgården, and LSS → Lönnen. Every role has one person; each
holds it where such a person would. The neighbour, Granby, has a manager of its own.
"""

from dataclasses import dataclass, field
from datetime import date

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import RoleHolding, User
from tests.factories import MunicipalityFactory, RoleHoldingFactory, UnitFactory, UserFactory

TODAY = date(2026, 11, 21)


@dataclass
class World:
    municipality: Municipality
    neighbour: Municipality
    units: dict[str, Unit]
    people: dict[str, User] = field(default_factory=dict)

    def give(self, key: str, role: Role, unit: str, name: str) -> User:
        user = UserFactory(municipality=self.units[unit].municipality, name=name, email=f"{key}@example.se")
        RoleHoldingFactory(user=user, role=role, unit=self.units[unit])
        self.people[key] = user
        return user


def make_world() -> World:
    ekvik = MunicipalityFactory(slug="ekvik", name="Ekvik", is_invented=True)
    granby = MunicipalityFactory(slug="granby", name="Granby", is_invented=True)
    root = UnitFactory(municipality=ekvik, slug="ekvik", name="Ekvik", kind="municipality")
    sector = UnitFactory(parent=root, slug="sociala-sektorn", name="Sociala sektorn", kind="sector")
    elderly = UnitFactory(
        parent=sector, slug="aldreomsorg", name="Äldreomsorg", kind="department", law_codes="SoL HSL"
    )
    lss = UnitFactory(parent=sector, slug="lss", name="LSS", kind="department", law_codes="LSS")
    units = {
        "ekvik": root,
        "sektorn": sector,
        "aldreomsorg": elderly,
        "lss": lss,
        "solgarden": UnitFactory(parent=elderly, slug="solgarden", name="Solgården", law_codes="SoL HSL"),
        "bjorkgarden": UnitFactory(
            parent=elderly, slug="bjorkgarden", name="Björkgården", law_codes="SoL HSL"
        ),
        "lonnen": UnitFactory(parent=lss, slug="lonnen", name="Lönnen", law_codes="LSS"),
        "granby": UnitFactory(municipality=granby, slug="granby", name="Granby", kind="municipality"),
    }
    world = World(ekvik, granby, units)
    world.give("staff", Role.STAFF, "solgarden", "Sara Natt")
    world.give("manager", Role.MANAGER, "solgarden", "Erik Chef")
    world.give("other_manager", Role.MANAGER, "bjorkgarden", "Anna Granne")
    world.give("department_head", Role.DEPARTMENT_HEAD, "aldreomsorg", "Dag Avdelning")
    world.give("director", Role.DIRECTOR, "sektorn", "Disa Direktör")
    world.give("sas", Role.SAS, "sektorn", "Stina Sas")
    world.give("mas", Role.MAS, "sektorn", "Mia Mas")
    world.give("mar", Role.MAR, "sektorn", "Mårten Mar")
    world.give("developer", Role.DEVELOPER, "sektorn", "Ulla Utvecklare")
    world.give("case_officer", Role.CASE_OFFICER, "sektorn", "Hanna Handläggare")
    world.give("registrar", Role.REGISTRAR, "ekvik", "Ragnar Registrator")
    world.give("lex_investigator", Role.LEX_INVESTIGATOR, "sektorn", "Lena Lexutredare")
    world.give("lex_sarah", Role.LEX_SARAH, "sektorn", "Lars Lexansvarig")
    world.give("lex_maria", Role.LEX_MARIA, "sektorn", "Lo Anmälningsansvarig")
    world.give("politician", Role.POLITICIAN, "ekvik", "Per Politiker")
    world.give("auditor", Role.AUDITOR, "ekvik", "Rut Revisor")
    world.give("provider", Role.PROVIDER, "lonnen", "Xena Extern")
    world.give("administrator", Role.ADMINISTRATOR, "ekvik", "Adam Förvaltare")
    world.give("privacy_officer", Role.PRIVACY_OFFICER, "ekvik", "Dora Dataskydd")
    world.give("neighbour", Role.MANAGER, "granby", "Nils Utifrån")
    world.people["former"] = UserFactory(municipality=ekvik, name="Frida Före", email="former@example.se")
    RoleHolding.objects.create(
        user=world.people["former"], role=Role.MANAGER, unit=units["solgarden"],
        starts_on=date(2020, 1, 1), ends_on=date(2025, 12, 31),
    )  # fmt: skip
    return world
