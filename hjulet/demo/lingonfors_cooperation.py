"""Lingonfors' cooperation: invented, with something that has run out, something that soon does, and a meeting to read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.plan.cooperation.choices import Form, Lasting, PartnerKind, State
from hjulet.plan.cooperation.models import Cooperation, CooperationMeeting, Partner
from hjulet.plan.cooperation.rules import add_months
from hjulet.plan.cooperation.workflows import partners_named
from hjulet.plan.procedures.models import Process

KINDS = {
    "Region Lingon": PartnerKind.CARE_GIVER,
    "Vårdcentralen Lingonfors": PartnerKind.CARE_GIVER,
    "Apoteket Blåbäret": PartnerKind.COMPANY,
    "Vide Omsorg": PartnerKind.COMPANY,
    "Fixar-Nisse AB": PartnerKind.COMPANY,
    "Polisen": PartnerKind.AUTHORITY,
    "Arbetsförmedlingen": PartnerKind.AUTHORITY,
    "Försäkringskassan": PartnerKind.AUTHORITY,
    "Tranbärs kommun": PartnerKind.SOCIAL_SERVICE,
    "Funktionsrätt Lingonfors": PartnerKind.ASSOCIATION,
    "Röda Korset Lingonfors": PartnerKind.ASSOCIATION,
    "Pensionärsrådet": PartnerKind.PEOPLE,
    "Boråd på Tallgläntan": PartnerKind.PEOPLE,
}


@dataclass(frozen=True)
class Told:
    """A cooperation; times in months from the day the demonstration is loaded."""

    key: str
    unit: str
    title: str
    form: Form
    partners: tuple[str, ...]
    laws: str
    owner: str
    purpose: str
    practice: str = ""
    begins: int = -24
    ends: int | None = None  # None: until further notice
    notice: int | None = None
    prolongs: int | None = None
    state: State = State.IN_FORCE
    follows: str = ""
    needs: tuple[str, ...] = ()  # words in the names of processes it supports
    meetings: tuple[tuple[int, str, str], ...] = field(default=())


COOPERATION = (
    Told("utskrivning-1", "sociala-sektorn", "Trygg utskrivning från sjukhus", Form.AGREEMENT, ("Region Lingon", "Hemsjukvård och rehab", "Biståndsenheten"), "SoL HSL", "mas", "Vem gör vad när någon skrivs ut, och när.", begins=-60, ends=-24, notice=6),
    Told("utskrivning-2", "sociala-sektorn", "Trygg utskrivning från sjukhus", Form.AGREEMENT, ("Region Lingon", "Hemsjukvård och rehab", "Biståndsenheten"), "SoL HSL", "mas", "Vem gör vad när någon skrivs ut, och när.", "Plan samma dag. Möte var fjärde vecka. En kontaktperson på varje sida.", begins=-24, ends=8, notice=6, follows="utskrivning-1", needs=("digital", "avvikelse"),
         meetings=((-1, "Vi gick igenom tolv utskrivningar. Läkemedelslistan saknades i tre av dem.", "Avdelningen ringer hemsjukvården före klockan tolv samma dag."), (-2, "Första mötet efter sommaren. Nya kontaktpersoner presenterade sig.", ""))),
    Told("lakarmedverkan", "aldreomsorg", "Läkarmedverkan i särskilt boende", Form.AGREEMENT, ("Vårdcentralen Lingonfors",), "HSL", "mas", "Läkare på plats varje vecka, och hur vi når läkare däremellan.", begins=-23, ends=1, notice=3, prolongs=24),
    Told("lakemedel", "hemsjukvard", "Läkemedelsgenomgångar", Form.UNDERSTANDING, ("Vårdcentralen Lingonfors", "Apoteket Blåbäret"), "HSL", "mas", "Genomgång en gång om året för alla med fem läkemedel eller fler.", begins=-36, ends=-2),
    Told("sip", "sociala-sektorn", "Samordnad individuell plan", Form.ROUTINE, ("Region Lingon", "Skolan"), "SoL HSL", "sas", "Vem kallar, hur fort, och vem följer upp.", needs=("ekonomi",)),
    Told("sspf", "ifo", "Skola, socialtjänst, polis och fritid", Form.MEETINGS, ("Skolan", "Polisen", "Fritid Lingonfors"), "SoL", "sas", "Tidigt stöd till unga som far illa.", "Möte varannan vecka.",
         meetings=((-1, "Lägesbild för hösten. Lugnare kvällar vid torget.", "Fältgruppen är kvar fredagar till jul."),)),
    Told("arbete", "ifo", "Vägen till arbete", Form.AGREEMENT, ("Arbetsförmedlingen", "Försäkringskassan", "Region Lingon"), "SoL", "", "Gemensam start för den som behöver stöd från flera.", begins=-34, ends=2, notice=1, needs=("ekonomi",)),
    Told("vide", "hemtjanst", "Avtal med Vide Omsorg enligt LOV", Form.AGREEMENT, ("Vide Omsorg",), "SoL", "department_head", "Hemtjänst hos den som väljer Vide Omsorg.", begins=-44, notice=6),
    Told("jour", "sociala-sektorn", "Gemensam socialjour", Form.AGREEMENT, ("Tranbärs kommun",), "SoL", "director", "Jour kvällar, nätter och helger.", begins=-12, ends=24, notice=12, prolongs=12),
    Told("funktion", "lss", "Rådet för funktionsrätt", Form.MEETINGS, ("Funktionsrätt Lingonfors",), "LSS", "sas", "Vad som fungerar, och vad som hindrar."),
    Told("borad", "tallglantan", "Boråd på Tallgläntan", Form.MEETINGS, ("Boråd på Tallgläntan",), "SoL", "home_manager", "Mat, aktiviteter och vad vi ändrar."),
    Told("trygghet", "hemtjanst", "Byte av trygghetslarm", Form.PROJECT, ("Fixar-Nisse AB", "Region Lingon"), "SoL", "developer", "Nya larm i alla hem.", begins=2, ends=14, state=State.PLANNED, needs=("digital",)),
    Told("anhorig", "aldreomsorg", "Träffpunkt för anhöriga", Form.OTHER, ("Röda Korset Lingonfors", "Pensionärsrådet"), "SoL", "", "En plats att mötas, en gång i veckan."),
)  # fmt: skip


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], now: datetime) -> None:
    """Safe to run twice: what is there already stays as people have left it."""
    here = Cooperation.objects.filter(unit__municipality=municipality)
    known = {one.slug: one for one in here}
    units = {unit.slug: unit for unit in Unit.objects.of(municipality)}
    processes = list(Process.objects.filter(unit__municipality=municipality))
    for told in COOPERATION:
        if told.key not in known:
            known[told.key] = _made(told, units[told.unit], people, known.get(told.follows), now)
        if told.needs and not known[told.key].processes.exists():
            found = [one for one in processes if any(word in one.name.lower() for word in told.needs)]
            known[told.key].processes.set(found)
    sorted_ = Partner.objects.filter(municipality=municipality, kind="")
    for partner in sorted_:
        partner.kind = KINDS.get(partner.name, PartnerKind.OWN)
    Partner.objects.bulk_update(sorted_, ["kind"])


def _made(
    told: Told, unit: Unit, people: dict[str, User], follows: Cooperation | None, now: datetime
) -> Cooperation:
    today = localtime(now).date().replace(day=15)
    begins = add_months(today, told.begins)
    is_signed = told.form == Form.AGREEMENT and told.state == State.IN_FORCE
    made = Cooperation.objects.create(
        unit=unit, slug=told.key, title=told.title, form=told.form, state=told.state, law_codes=told.laws,
        purpose=told.purpose, practice=told.practice, owner=people.get(told.owner), valid_from=begins,
        signed_on=add_months(begins, -1) if is_signed else None, notice_months=told.notice, follows=follows,
        lasting=Lasting.OPEN if told.ends is None else Lasting.UNTIL, prolongs_by=told.prolongs,
        valid_to=None if told.ends is None else _eve(add_months(today, told.ends)), created_by=people.get("sas"),
        changed_by=people.get("sas"), changed_at=now,
    )  # fmt: skip
    made.partners.set(partners_named(unit.municipality, told.partners))
    CooperationMeeting.objects.bulk_create(
        CooperationMeeting(
            cooperation=made, held_on=add_months(today, months), notes=notes, decisions=decisions, written_by=people.get("sas"),
            written_at=now, form_token=uuid5(NAMESPACE_URL, f"{told.key}/{months}"),
        )
        for months, notes, decisions in told.meetings
    )  # fmt: skip
    return made


def _eve(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)
