"""Leksand's published list of cooperation: every row as it stands, its words about status kept beside ours."""

from collections.abc import Iterable

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.sources.models import Document
from hjulet.demo.csvdata import Row, read, whole
from hjulet.plan.cooperation.choices import Form, Lasting, PartnerKind, State
from hjulet.plan.cooperation.models import Cooperation, Partner
from hjulet.plan.cooperation.workflows import partners_named

FORMS = {  # a word of the source → the form it means; the first that fits
    "gemensamma rutiner": Form.ROUTINE,
    "rutin": Form.ROUTINE,
    "avtal": Form.AGREEMENT,
    "mötesstruktur": Form.MEETINGS,
    "struktur": Form.MEETINGS,
    "möten": Form.MEETINGS,
    "dialog": Form.MEETINGS,
    "styrgrupp": Form.MEETINGS,
    "projekt": Form.PROJECT,
}
STATES = {"planerad": State.PLANNED, "behov": State.PLANNED, "upphört": State.ENDED, "genomförd": State.ENDED}
KINDS = {  # the source does not sort them; this is read from their names
    PartnerKind.CARE_GIVER: ("Region Dalarna", "regionens primärvård", "vårdcentral", "apotek"),
    PartnerKind.AUTHORITY: ("polis",),
    PartnerKind.SOCIAL_SERVICE: ("Rättvik", "Gagnef", "Borlänge"),
    PartnerKind.UNION: ("fackliga organisationer",),
    PartnerKind.PEOPLE: ("brukare", "anhöriga"),
    PartnerKind.ASSOCIATION: (
        "funktionshinderorganisationer", "föreningar", "studieförbund", "kyrkan", "Friskis och Svettis", "RKA",
    ),
    PartnerKind.COMPANY: ("extern utförare", "företagshälsovård", "Leksandsbostäder"),
}  # fmt: skip
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}


def load_cooperation(municipality: Municipality, sector: Unit, documents: dict[str, Document]) -> None:
    """All of the list, once; what somebody has changed since stays."""
    known = set(
        Cooperation.objects.filter(unit__municipality=municipality).exclude(document=None).values_list("slug", flat=True)
    )  # fmt: skip
    rows = [row for row in read("agreements_cooperation") if row["id"] not in known]
    made = Cooperation.objects.bulk_create([_cooperation(row, sector, documents) for row in rows])
    names = {row["id"]: [name.strip() for name in row["parties"].split(";")] for row in rows}
    partners_named(municipality, [name for parties in names.values() for name in parties])
    register = {one.name.casefold(): one for one in Partner.objects.filter(municipality=municipality)}
    through = Cooperation.partners.through
    through.objects.bulk_create(
        through(cooperation=one, partner=register[name.casefold()])
        for one in made
        for name in names[one.slug]
    )
    _sort(register.values())


def _sort(partners: Iterable[Partner]) -> None:
    unsorted = [one for one in partners if not one.kind]
    for one in unsorted:
        one.kind = KIND_OF.get(one.name, PartnerKind.OWN)
    Partner.objects.bulk_update(unsorted, ["kind"])


def _cooperation(row: Row, sector: Unit, documents: dict[str, Document]) -> Cooperation:
    state = next((state for word, state in STATES.items() if row["status"].startswith(word)), State.IN_FORCE)
    return Cooperation(
        unit=sector,
        title=row["title"],
        slug=row["id"],
        form=next((form for word, form in FORMS.items() if word in row["kind"]), Form.OTHER),
        state=state,
        state_said=row["status"],
        lasting=Lasting.UNKNOWN,
        practice=row["note"].capitalize(),
        end_reason=f"Enligt källan: {row['status']}." if state == State.ENDED else "",
        document=documents[row["seed"]],
        section=row["section"],
        line=whole(row["line"]),
    )
