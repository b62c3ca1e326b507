"""Lists to begin with: examples, each with codes that stay whatever a municipality calls its types. Data.

The eight HSL types and the twelve of SoL/LSS, with the list of 2022 before them and what each old type became.
A type whose meaning did not change keeps its code, so that old years stay comparable.
"""

from dataclasses import dataclass
from datetime import date

from hjulet.check.deviations.choices import Law, Tile

LAST_DAY_OF_OLD = date(2024, 12, 31)
FIRST_DAY_OF_NEW = date(2025, 1, 1)


@dataclass(frozen=True)
class ReadyMade:
    """A type of the example lists. `became` are codes."""

    code: str
    name: str
    law: Law
    subtypes: tuple[tuple[str, str], ...] = ()
    asks_lex: bool = False
    is_medication: bool = False
    is_device: bool = False
    is_old: bool = False
    became: tuple[str, ...] = ()


HSL = (
    ReadyMade(
        "HSL_FALL", "Fall", Law.HSL,
        (
            ("HSL_FALL_NO_HARM", "Fall utan skada"), ("HSL_FALL_HARM", "Fall med skada"),
            ("HSL_FALL_OWN_ACTIVITY", "Fall vid egen aktivitet"),
            ("HSL_FALL_TRANSFER", "Fall vid förflyttning med personal"), ("HSL_FALL_AID", "Fall med hjälpmedel"),
        ),
    ),
    ReadyMade(
        "HSL_MEDICATION", "Läkemedel", Law.HSL,
        (
            ("HSL_MEDICATION_MISSED", "Utebliven dos"), ("HSL_MEDICATION_LATE", "Fördröjd dos"),
            ("HSL_MEDICATION_DOSE", "Fel dos"), ("HSL_MEDICATION_PERSON", "Fel person"),
            ("HSL_MEDICATION_DRUG", "Fel läkemedel"), ("HSL_MEDICATION_ADMINISTERED", "Felaktig administrering"),
            ("HSL_MEDICATION_LOST", "Läkemedel saknas eller är förlorat"), ("HSL_MEDICATION_THEFT", "Svinn eller stöld"),
            ("HSL_MEDICATION_ORDER", "Ordination eller kommunikation"), ("HSL_MEDICATION_ROBOT", "Läkemedelsautomat"),
        ),
        is_medication=True,
    ),
    ReadyMade(
        "HSL_DEVICE", "Medicinteknisk produkt eller hjälpmedel", Law.HSL,
        (
            ("HSL_DEVICE_FAULT", "Fel på produkten"), ("HSL_DEVICE_USE", "Felaktig användning"),
            ("HSL_DEVICE_MISSING", "Produkten saknas"), ("HSL_DEVICE_CARE", "Underhåll"),
        ),
        is_device=True,
    ),
    ReadyMade(
        "HSL_PRESSURE_ULCER", "Trycksår", Law.HSL,
        tuple((f"HSL_PRESSURE_ULCER_{grade}", f"Trycksår kategori {grade}") for grade in (1, 2, 3, 4)),
    ),
    ReadyMade(
        "HSL_NURSING", "Omvårdnad", Law.HSL,
        (
            ("HSL_NURSING_NUTRITION", "Nutrition"), ("HSL_NURSING_ORAL", "Munhälsa"),
            ("HSL_NURSING_BLADDER", "Kateter och blåsa"), ("HSL_NURSING_WOUND", "Sår"),
            ("HSL_NURSING_PALLIATIVE", "Palliativ vård"),
            ("HSL_NURSING_NOT_DONE", "Ordination eller delegerad insats inte utförd"),
        ),
    ),
    ReadyMade(
        "HSL_REHAB", "Rehabilitering", Law.HSL,
        (
            ("HSL_REHAB_NOT_DONE", "Rehabilitering inte utförd som ordinerat"),
            ("HSL_REHAB_MISSED", "Utebliven bedömning eller behandling"), ("HSL_REHAB_TRANSFER", "Förflyttning"),
        ),
    ),
    ReadyMade(
        "HSL_INFECTION", "Vårdhygien och vårdrelaterad infektion", Law.HSL,
        (
            ("HSL_INFECTION_BASIC", "Basal hygien"), ("HSL_INFECTION_VRI", "Vårdrelaterad infektion"),
            ("HSL_INFECTION_SPREAD", "Smitta"),
        ),
    ),
    ReadyMade(
        "HSL_TRANSFER", "Vårdkedja, information och dokumentation", Law.HSL,
        (
            ("HSL_TRANSFER_HOSPITAL", "In- eller utskrivning"), ("HSL_TRANSFER_SIP", "Samordnad individuell plan (SIP)"),
            ("HSL_TRANSFER_HANDOVER", "Rapportering"), ("HSL_TRANSFER_RECORD", "Journal"),
            ("HSL_TRANSFER_IDENTITY", "Fel identitet"),
        ),
    ),
)  # fmt: skip
SOL = (
    ReadyMade("SOL_SERVICE_MISSED", "Insats utebliven, försenad eller felaktigt utförd", Law.SOL),
    ReadyMade("SOL_PLAN_DEVIATION", "Avsteg från genomförandeplan, bristande delaktighet", Law.SOL),
    ReadyMade("SOL_NEGLECT", "Bristande omsorg, tillsyn eller larm", Law.SOL, asks_lex=True),
    ReadyMade("SOL_TREATMENT", "Bemötande", Law.SOL),
    ReadyMade("SOL_DOCUMENTATION", "Dokumentation", Law.SOL),
    ReadyMade(
        "SOL_LEGAL_CERTAINTY", "Handläggning och rättssäkerhet, åtgärd utan lagstöd", Law.SOL, asks_lex=True
    ),
    ReadyMade("SOL_INFORMATION", "Information, samverkan, sekretess", Law.SOL),
    ReadyMade("SOL_PHYSICAL_ABUSE", "Hot, våld, fysiskt övergrepp", Law.SOL, asks_lex=True),
    ReadyMade("SOL_PSYCH_ABUSE", "Psykiskt övergrepp, kränkning", Law.SOL, asks_lex=True),
    ReadyMade("SOL_SEXUAL_ABUSE", "Sexuellt övergrepp", Law.SOL, asks_lex=True),
    ReadyMade("SOL_FINANCIAL", "Ekonomiskt övergrepp, stöld", Law.SOL, asks_lex=True),
    ReadyMade(
        "SOL_ENVIRONMENT_ROUTINE", "Miljö, utrustning och teknik; rutin, kompetens, bemanning", Law.SOL
    ),
)
ABUSE = ("SOL_PHYSICAL_ABUSE", "SOL_PSYCH_ABUSE", "SOL_SEXUAL_ABUSE", "SOL_FINANCIAL")
OLD = (
    ReadyMade("OLD_NURSING_GENERAL", "Allmän omvårdnad", Law.HSL, is_old=True, became=("HSL_NURSING",)),
    ReadyMade("OLD_NURSING_SPECIFIC", "Specifik omvårdnad", Law.HSL, is_old=True, became=("HSL_NURSING",)),
    ReadyMade("OLD_TRANSFER", "Brist i vårdkedjan", Law.HSL, is_old=True, became=("HSL_TRANSFER",)),
    ReadyMade("HSL_FALL", "Fall", Law.HSL, is_old=True, became=("HSL_FALL",)),
    ReadyMade(
        "HSL_MEDICATION", "Läkemedel", Law.HSL, is_medication=True, is_old=True, became=("HSL_MEDICATION",)
    ),
    ReadyMade("HSL_PRESSURE_ULCER", "Trycksår", Law.HSL, is_old=True, became=("HSL_PRESSURE_ULCER",)),
    ReadyMade(
        "HSL_DEVICE",
        "Medicintekniska produkter",
        Law.HSL,
        is_device=True,
        is_old=True,
        became=("HSL_DEVICE",),
    ),
    ReadyMade(
        "OLD_EXTERNAL", "Externa avvikelser", Law.HSL, is_old=True
    ),  # now asked of each case, not a type
    ReadyMade("SOL_TREATMENT", "Bemötande", Law.SOL, is_old=True, became=("SOL_TREATMENT",)),
    ReadyMade("OLD_ABUSE", "Övergrepp", Law.SOL, asks_lex=True, is_old=True, became=ABUSE),
)
TYPES = (*HSL, *SOL)

TILES: dict[str, Tile] = {  # the everyday word behind a type, for cases that come from a file
    "HSL_FALL": Tile.FALL,
    "HSL_MEDICATION": Tile.MEDICATION,
    "HSL_DEVICE": Tile.EQUIPMENT,
    "HSL_TRANSFER": Tile.INFORMATION,
    "OLD_TRANSFER": Tile.INFORMATION,
    "SOL_SERVICE_MISSED": Tile.MISSED,
    "SOL_NEGLECT": Tile.MISSED,
    "SOL_TREATMENT": Tile.TREATMENT,
    "SOL_INFORMATION": Tile.INFORMATION,
    "SOL_DOCUMENTATION": Tile.INFORMATION,
    "OLD_ABUSE": Tile.VIOLENCE,
    **dict.fromkeys(ABUSE[:3], Tile.VIOLENCE),
}

ANSWERS = (
    (
        "Tack, och så här gjorde vi",
        "Tack för att du berättade. Vi har gått igenom det tillsammans i arbetslaget och bestämt vad vi gör annorlunda. "
        "Vi tar upp det på nästa arbetsplatsträff.",
    ),
    (
        "Tack, vi har sett flera",
        "Tack. Det här har hänt fler gånger den senaste tiden, och din rapport gör att vi ser det. Vi letar efter vad som "
        "ligger bakom och återkommer med vad vi kommer fram till.",
    ),
    (
        "Det löste du bra",
        "Tack för att du agerade direkt och skrev ner det. Det du gjorde var rätt. Vi ser till att fler får veta hur man gör.",
    ),
    (
        "Vi behöver veta lite mer",
        "Tack för att du berättade. Vi vill förstå det bättre. Kan du skriva några ord om vad som hände just innan, och om "
        "något brukar vara annorlunda vid den tiden?",
    ),
    (
        "Det går vidare till någon annan",
        "Tack. Det här rör även andra än vår enhet, så vi har lämnat det vidare. Du får veta vad de svarar.",
    ),
    (
        "Inte en avvikelse, men tack",
        "Tack för att du berättade. Vi har tittat på det och kommit fram till att allt gick till som det ska. Skriv gärna "
        "igen när du undrar över något. Hellre en gång för mycket.",
    ),
)
