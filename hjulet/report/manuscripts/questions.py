"""What a section asks of whoever knows, when nobody has put it in other words. Pure."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The areas of SOSFS 2011:9 and the chapters that people deliver to, by the heading's anchor.
OF_A_SECTION: dict[str, str | Promise] = {
    "ansvar": _("Vilka förändringar i ansvar och roller har skett under %(year)s? Vad behöver bli tydligare %(next)s?"),
    "processer": _("Vilka processer och rutiner har ni tagit fram eller ändrat under %(year)s? Vilka behöver ses över %(next)s?"),
    "samverkan": _("Med vilka har ni samverkat under %(year)s, hur har det fungerat och vad behöver bli bättre %(next)s?"),
    "riskanalys": _("Vilka riskanalyser har ni gjort under %(year)s, vad visade de och vad har ni gjort åt det?"),
    "egenkontroll": _("Vilken egenkontroll har ni gjort under %(year)s, vad visade den och vad har ni ändrat?"),
    "klagomal": _("Vad har klagomål och synpunkter handlat om under %(year)s, och vad har de lett till?"),
    "rapportering": _("Vad har avvikelser och missförhållanden under %(year)s lärt er, och vad har ni ändrat?"),
    "analys": _("Vilka mönster ser ni i det som har hänt under %(year)s, och vad tror ni att de beror på?"),
    "forbattring": _("Vilka åtgärder har ni genomfört under %(year)s, vad gav de och vad återstår?"),
    "medverkan": _("Hur har personalen varit med i kvalitetsarbetet under %(year)s, och vad har det gett?"),
    "infor": _("Vad är viktigast att ta itu med %(next)s, varför, och vem gör det?"),
}  # fmt: skip
OF_ANY = _(
    "Vad vill ni säga om det här avsnittet för %(year)s? Vad har ni gjort, vad gav det och vad behöver ske %(next)s?"
)


def question_for(section: str, year: int) -> str:
    """The section's own question for the year of a report."""
    return str(OF_A_SECTION.get(section, OF_ANY)) % {"year": year, "next": year + 1}
