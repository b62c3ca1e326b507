"""The words of writing a report together."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    DRAFT = "draft", _("utkast")
    REVIEW = "review", _("granskning")
    APPROVED = "approved", _("fastställd")


class Part(TextChoices):
    """What each section has room for. SOSFS 2011:9 7 kap. 1 §: how we worked, what we did, what came of it."""

    ANALYSIS = "analysis", _("Analys")
    ACTIONS = "actions", _("Åtgärder")
    NEXT_YEAR = "next_year", _("Inför nästa år")


class RequestState(TextChoices):
    OPEN = "open", _("väntar på svar")
    ANSWERED = "answered", _("besvarad")
    TAKEN = "taken", _("inlagd i texten")
    WITHDRAWN = "withdrawn", _("tillbakadragen")
    HANDED_OVER = "handed", _("lämnad vidare")


class NotAsked(TextChoices):
    """Why somebody who was chosen was not asked."""

    NO_ROLE = "no_role", _("har ingen roll i dag")
    LEAVES = "leaves", _("har ingen roll den dag svaret ska vara klart")
    HAS_QUESTION = "has_question", _("har redan en fråga om avsnittet som väntar på svar")
    ONESELF = "oneself", _("är du själv")


class Standing(TextChoices):
    """How far a section has come, on the status board."""

    EMPTY = "empty", _("saknar text")
    OPTIONAL = "optional", _("frivilligt")
    ASKED = "asked", _("frågad")
    OFFERED = "offered", _("förslag att göra till sitt")
    WRITTEN = "written", _("skriven")
    COMMENTED = "commented", _("har kommentarer")


class Why(TextChoices):
    """Why a row of a section is worth a word in its text; the first that holds is said."""

    MOVED = "moved", _("har rört sig mer än slumpen")
    TOO_LOW = "too_low", _("når inte målet")
    OVERDUE = "overdue", _("åtgärden är försenad")
    NOT_DONE = "not_done", _("åtgärden genomfördes inte")
    PROMISE = "promise", _("lovades i en tidigare rapport")


class Fault(TextChoices):
    """What the checks before freezing find. A warning is told, the others stop."""

    NO_TEXT = "no_text", _("Avsnittet saknar text.")
    OFFERED_TEXT = "offered_text", _("Texten är ett förslag som ingen har gjort till sin.")
    OPEN_REQUEST = "open_request", _("En fråga väntar på svar.")
    OPEN_COMMENT = "open_comment", _("En kommentar är inte löst.")
    UNKNOWN_FIGURE = "unknown_figure", _("En siffra i texten finns inte bland uppgifterna.")
    LAST_YEARS_FIGURE = (
        "last_years_figure",
        _("En siffra från förra årets text finns inte i år. Skriv om meningen eller ta bort den."),
    )
    CHANGED_FIGURE = "changed_figure", _("En siffra i texten har ändrats sedan den lades in.")
    SUM_DISAGREES = (
        "sum_disagrees",
        _("En summa stämmer inte med sina delar. Rätta den, eller förklara den i avsnittets text."),
    )
    SHARE_DISAGREES = (
        "share_disagrees",
        _("En andel stämmer inte med sitt antal. Rätta den, eller förklara den i avsnittets text."),
    )
    REPEALED_LAW = "repealed_law", _("Texten hänvisar till en lag som har upphört.")
    MAYBE_REPEALED = "maybe_repealed", _("Texten kan mena en lag som har upphört. Stäm av.")
    PERSONAL_NUMBER = "personal_number", _("Texten ser ut att ha ett personnummer.")
    SMALL_NUMBER = (
        "small_number",
        _("Färre än fem personer nämns i den offentliga utgåvan. Går någon att känna igen?"),
    )
    PERSON_IN_FACTS = (
        "person_in_facts",
        _("En uppgift ser ut att nämna någon. Rätta den där den är inskriven."),
    )
    RESIDENT_NAME = "resident_name", _("Texten ser ut att nämna någon vid namn.")
    TWO_VALUES = "two_values", _("Samma siffra har två olika värden i rapporten.")
    NO_VALUE = "no_value", _("En siffra har varken värde eller skäl till att det saknas.")
    TEXT_BESIDE = "text_beside", _("En text är sparad bredvid och inte sammanfogad.")
    INSIDE_FIGURE = "inside_figure", _("En siffra i texten visas bara i den interna utgåvan.")
    INSIDE_SECTION = "inside_section", _("Avsnittet finns bara i den interna utgåvan. Texten följer med dit.")
    NO_SECTION = "no_section", _("Avsnittet finns inte längre. Texten står sist i den interna utgåvan.")


WARNINGS = frozenset(
    {
        Fault.MAYBE_REPEALED,
        Fault.PERSONAL_NUMBER,
        Fault.SMALL_NUMBER,
        Fault.PERSON_IN_FACTS,
        Fault.RESIDENT_NAME,
        Fault.OPEN_COMMENT,
        Fault.CHANGED_FIGURE,
        Fault.TEXT_BESIDE,
        Fault.INSIDE_FIGURE,
        Fault.INSIDE_SECTION,
        Fault.NO_SECTION,
    }
)


class Point(TextChoices):
    """What whoever signs has looked for in the public edition. OSL 25 och 26 kap., dataskyddsförordningen."""

    NO_NAMES = "no_names", _("Ingen brukare, patient, anhörig eller medarbetare är nämnd.")
    NO_TRAITS = "no_traits", _("Ingen går att känna igen på en ovanlig händelse, plats eller dag.")
    SMALL_GROUPS = "small_groups", _("Inga siffror om färre än fem personer står i tabeller eller texter.")
    NO_CASES = (
        "no_cases",
        _("Inget lex-ärende och ingen enskild avvikelse är beskriven så att den känns igen."),
    )
    NO_STAFF = "no_staff", _("Medarbetarenkäter redovisas inte för små enheter.")


class Obstacle(TextChoices):
    """Why a report cannot change as asked."""

    WRONG_STATE = "wrong_state", _("Rapporten kan inte gå dit från sin nuvarande status.")
    NO_REASON = "no_reason", _("Skriv varför den skickas tillbaka.")
    NO_REGISTRY_NUMBER = "no_registry_number", _("Rapporten behöver ett diarienummer.")
    FAULTS = "faults", _("Kontrollen har hittat sådant som måste rättas först.")
    NOT_CHECKED_FOR_SECRECY = "not_checked", _("Sekretesskontrollen är inte undertecknad.")
    ANOTHER_IS_OPEN = "another_is_open", _("Det finns redan en utgåva som skrivs.")
    NO_REASON_FOR_CHANGE = "no_reason_for_change", _("Skriv varför varje ändrad siffra är ändrad.")
    WARNINGS_NOT_SEEN = (
        "warnings_not_seen",
        _("Läs det som står under Titta på det här, och bocka av att du har gjort det."),
    )
    OWN_REPORT = "own_report", _("Någon annan än den som skickade rapporten till granskning fastställer den.")
    IN_REVIEW = "in_review", _("Rapporten granskas. Texten går att ändra när den har kommit tillbaka.")
    NO_TEXT = "no_text", _("Det finns ingen text att spara.")
    HAS_TEXT = "has_text", _("Det finns redan en text här. Förslaget skrivs bara där det är tomt.")
    NOTHING_TO_SAY = "nothing_to_say", _("Uppgifterna i avsnittet räcker inte till ett förslag.")
    NOT_LAST_YEAR = "not_last_year", _("Det finns ingen fastställd text från förra året i den här delen.")
    ANSWERED = "answered", _("Frågan är redan besvarad.")
    WITHDRAWN = "withdrawn", _("Frågan är tillbakadragen.")
    TOO_LONG = "too_long", _("Texten är längre än 20 000 tecken. Dela upp den.")
    CHANGED_MEANWHILE = (
        "changed_meanwhile",
        _(
            "Uppgifterna eller texterna har ändrats sedan du läste. Läs igenom en gång till och fastställ sedan."
        ),
    )
    POINTS_MISSING = "points_missing", _("Gå igenom och bocka av alla punkter innan du skriver under.")
    CANNOT_STORE = (
        "cannot_store",
        _("Filerna kunde inte sparas just nu. Inget är ändrat. Försök igen om en stund."),
    )
    DAMAGED = "damaged", _("Utgåvan stämmer inte med sitt fingeravtryck. Säg till systemförvaltaren.")
    HAS_QUESTION = "has_question", _("Personen har redan en fråga om avsnittet som väntar på svar.")
    HANDED_OVER = "handed_over", _("Frågan är lämnad vidare till någon annan.")
    NOBODY_LATE = "nobody_late", _("Ingen är sen med ett svar.")
    REMINDED_TODAY = "reminded_today", _("De som är sena har redan påmints i dag.")
    CLOSED = "closed", _("Rapporten är fastställd. Börja en ny utgåva för att ändra.")


class PapersFault(TextChoices):
    """Why the committee's papers cannot be made."""

    NOT_APPROVED = "not_approved", _("Rapporten är inte fastställd. Hämta ett utkast så länge.")
    NOT_SIGNED = "not_signed", _("Sekretesskontrollen av den offentliga utgåvan är inte undertecknad.")
    NO_RECIPIENT = "no_recipient", _("Skriv vilken nämnd handlingarna går till.")
    NO_DECISION = "no_decision", _("Skriv minst ett beslut som nämnden ska fatta.")
    NO_BACKGROUND = "no_background", _("Skriv vad ärendet handlar om.")
    UNKNOWN_FIGURE = "unknown_figure", _("En siffra finns inte i den fastställda utgåvan.")
    REPEALED_LAW = "repealed_law", _("Texten hänvisar till en lag som har upphört.")
    PERSONAL_NUMBER = "personal_number", _("Texten ser ut att ha ett personnummer.")
    TOO_LONG = (
        "too_long",
        _("Sammanfattningen får inte plats på en sida. Korta risker, beslut eller siffrornas namn."),
    )
    TOO_LARGE = "too_large", _("Handlingarna är större än 10 MB. Säg till systemförvaltaren.")
    CANNOT_STORE = (
        "cannot_store",
        _("Filen kunde inte sparas just nu. Inget är ändrat. Försök igen om en stund."),
    )
    DAMAGED = "damaged", _("Utgåvan stämmer inte med sitt fingeravtryck. Säg till systemförvaltaren.")
