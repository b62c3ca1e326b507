"""What an investigation must hold, as data: one item for each demand, with its paragraph.

Lex Sarah: SOSFS 2011:5 5 kap. Lex Maria: HSLF-FS 2017:40 3 kap., HSLF-FS 2017:41 and PSL 3 kap.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.base.law import (
    DOCUMENT_LEX_SARAH,
    INFORM_PSL,
    INVESTIGATE_LEX_MARIA,
    INVESTIGATE_PSL,
    NOTIFY_LEX_MARIA,
    PATIENT_TAKES_PART_PSL,
    PLAN_PSL,
    Paragraph,
)
from hjulet.check.lex.choices import Kind


@dataclass(frozen=True)
class Item:
    """A demand on the investigation. `is_last` ones are written after the decision, before the case is closed."""

    key: str
    title: Promise
    help: Promise
    paragraph: Paragraph
    is_last: bool = False


_SARAH = (
    Item("concerns", _("Vad rapporten gäller"), _("Vad har rapporterats, och vilken insats gäller det?"),
         DOCUMENT_LEX_SARAH),
    Item("received", _("När och hur rapporten kom"), _("Dag, på vilket sätt, och från vilken verksamhet."),
         DOCUMENT_LEX_SARAH),
    Item("noticed", _("När det hände och när det märktes"), _("Dag och klockslag om ni vet."), DOCUMENT_LEX_SARAH),
    Item("consequences", _("Vilka följder det fick eller kunde ha fått"),
         _("För den enskildes liv, säkerhet eller fysiska eller psykiska hälsa."), DOCUMENT_LEX_SARAH),
    Item("at_once", _("Vad som gjordes direkt"), _("Vilka åtgärder, när och av vem."), DOCUMENT_LEX_SARAH),
    Item("course", _("Vad som hände, steg för steg"), _("Händelseförloppet i tidsordning."), DOCUMENT_LEX_SARAH),
    Item("causes", _("Varför det hände"), _("Vad bidrog? Rutiner, bemanning, kunskap, miljö, teknik."),
         DOCUMENT_LEX_SARAH),
    Item("before_and_again", _("Om något liknande har hänt, och om det kan hända igen"),
         _("Om det har hänt förut: varför hände det igen?"), DOCUMENT_LEX_SARAH),
    Item("measures", _("Vad som ska göras"), _("Åtgärder, vem som ansvarar och när de ska vara klara."),
         DOCUMENT_LEX_SARAH),
    Item("feedback", _("Återkoppling"), _("Hur den som rapporterade, personalen och den enskilde har fått veta."),
         DOCUMENT_LEX_SARAH, is_last=True),
)  # fmt: skip
_MARIA = (
    Item("concerns", _("Vad som har hänt eller kunde ha hänt"), _("Kort: händelsen och vilken vård den gäller."),
         NOTIFY_LEX_MARIA),
    Item("noticed", _("När det hände och när det märktes"), _("Dag och klockslag om ni vet."), NOTIFY_LEX_MARIA),
    Item("consequences", _("Vilka följder det fick eller kunde ha fått för patienten"),
         _("Skada, lidande eller sjukdom, och vad som kunde ha hänt."), NOTIFY_LEX_MARIA),
    Item("at_once", _("Vad som gjordes direkt"), _("Vilka åtgärder, när och av vem."), NOTIFY_LEX_MARIA),
    Item("course", _("Vad som hände, steg för steg"), _("Händelseförloppet så klarlagt som möjligt."),
         INVESTIGATE_PSL),
    Item("causes", _("Vad som påverkade händelsen"),
         _("Orsaker på flera nivåer: arbetssätt, bemanning, kunskap, miljö, teknik."), INVESTIGATE_PSL),
    Item("before_and_again", _("Om något liknande har hänt, och om det kan hända igen"),
         _("Om det har hänt förut: vad lärde ni er då?"), INVESTIGATE_LEX_MARIA),
    Item("patient_view", _("Vad patienten och närstående säger"),
         _("Hur de har fått vara med, eller varför det inte gick."), PATIENT_TAKES_PART_PSL),
    Item("measures", _("Vad som ska göras"),
         _("Åtgärder, vem som ansvarar och en tidsplan för det som inte kan göras genast."), PLAN_PSL),
    Item("effects", _("Hur effekten följs upp"), _("Vad ni mäter eller frågar efter, och när."),
         INVESTIGATE_LEX_MARIA),
    Item("taking_part", _("Vilka som har deltagit i utredningen"), _("Roller och kunskap om händelseanalys."),
         INVESTIGATE_LEX_MARIA),
    Item("feedback", _("Återkoppling"), _("Hur personalen och patienten har fått veta vad ni kom fram till."),
         INFORM_PSL, is_last=True),
)  # fmt: skip

CHECKLISTS: dict[Kind, tuple[Item, ...]] = {Kind.LEX_SARAH: _SARAH, Kind.LEX_MARIA: _MARIA}


def item_of(kind: Kind | str, key: str) -> Item | None:
    return next((item for item in CHECKLISTS[Kind(kind)] if item.key == key), None)
