"""The words of deviations: what staff choose among, and why something cannot be done."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Tile(TextChoices):
    """What happened, in everyday words: eight tiles on the first screen. The manager sets law and type later."""

    FALL = "fall", _("Fall")
    MEDICATION = "medication", _("Läkemedel")
    MISSED = "missed", _("Hjälp uteblev")
    TREATMENT = "treatment", _("Bemötande")
    VIOLENCE = "violence", _("Våld eller övergrepp")
    EQUIPMENT = "equipment", _("Utrustning")
    INFORMATION = "information", _("Information")
    OTHER = "other", _("Annat eller vet inte")


class When(TextChoices):
    """When it happened, as one says it; the day is counted from the day of writing."""

    NOW = "now", _("Nyss")
    TODAY = "today", _("Tidigare i dag")
    YESTERDAY = "yesterday", _("I går")
    ANOTHER_DAY = "another_day", _("En annan dag")


class Place(TextChoices):
    HOME = "home", _("Hemma hos personen eller i lägenheten")
    COMMON = "common", _("I ett gemensamt utrymme")
    OUTDOORS = "outdoors", _("Ute")
    TRAVEL = "travel", _("På väg någonstans")
    OFFICE = "office", _("I vårt kontor eller förråd")
    ELSEWHERE = "elsewhere", _("Någon annanstans")


class HowBad(TextChoices):
    """What the one who reports says. The manager judges severity later, by law."""

    NOTHING = "nothing", _("Inget hände, men det kunde ha gått illa")
    LITTLE = "little", _("Ingen eller liten skada")
    HARM = "harm", _("Någon kom till skada eller for illa")
    GRAVE = "grave", _("Allvarligt: liv, hälsa eller säkerhet var i fara")


class Door(TextChoices):
    """The way a report came in."""

    SIGNED_IN = "signed_in", _("inloggad")
    UNIT = "unit", _("enhetens QR-kod")
    ON_BEHALF = "on_behalf", _("för någon annan")
    IMPORTED = "imported", _("inläst från fil")


class WhyStranded(TextChoices):
    """Why a report from a telephone without a net could not be received as it was."""

    FORM = "form", _("något behöver rättas innan den kan tas emot")
    UNKNOWN_KEY = "unknown_key", _("den är förseglad med en nyckel som inte finns kvar på servern")


class Channel(TextChoices):
    """How somebody else told us."""

    PHONE = "phone", _("telefon")
    LETTER = "letter", _("brev")
    MAIL = "mail", _("e-post")
    VISIT = "visit", _("besök eller samtal")


class Law(TextChoices):
    """The two parts of an event, kept apart by inner secrecy (OSL 8 kap. 2 §)."""

    SOL = "sol", _("SoL/LSS")
    HSL = "hsl", _("HSL")


class EventClass(TextChoices):
    RISK = "risk", _("risk")
    NEAR_MISS = "near_miss", _("tillbud")
    EVENT = "event", _("händelse")


class CareInjury(TextChoices):
    """Whether it could have been avoided with adequate measures. PSL 1 kap. 5 §."""

    YES = "yes", _("ja, vårdskada")
    NO = "no", _("nej, inte vårdskada")
    UNCLEAR = "unclear", _("oklart")


class Severity(IntegerChoices):
    MINOR = 1, _("mindre")
    MODERATE = 2, _("måttlig")
    SERIOUS = 3, _("betydande")
    CATASTROPHIC = 4, _("katastrofal")


ANCHORS: dict[Law, dict[Severity, Promise]] = {
    Law.SOL: {
        Severity.MINOR: _("Inga eller små besvär"),
        Severity.MODERATE: _("Tydliga följder som går över"),
        Severity.SERIOUS: _("Allvarligt hot mot, eller följder för, liv, säkerhet eller hälsa"),
        Severity.CATASTROPHIC: _("Mycket allvarliga eller bestående följder"),
    },
    Law.HSL: {
        Severity.MINOR: _("Obehag eller obetydlig skada"),
        Severity.MODERATE: _(
            "Övergående funktionsnedsättning, eller längre eller högre vårdnivå för en eller två"
        ),
        Severity.SERIOUS: _(
            "Bestående måttlig funktionsnedsättning, eller längre eller högre vårdnivå för tre eller fler"
        ),
        Severity.CATASTROPHIC: _("Dödsfall, självmord eller bestående stor funktionsnedsättning"),
    },
}


class Probability(IntegerChoices):
    """How often such a thing may happen again."""

    VERY_SMALL = 1, _("mycket liten (något år eller mer sällan)")
    SMALL = 2, _("liten (någon gång i månaden)")
    LARGE = 3, _("stor (någon gång i veckan)")
    VERY_LARGE = 4, _("mycket stor (dagligen)")


class State(TextChoices):
    RECEIVED = "received", _("inkommen")
    JUDGED = "judged", _("bedömd")
    INVESTIGATED = "investigated", _("under utredning")
    ACTED_ON = "acted_on", _("åtgärdas")
    FOLLOWED_UP = "followed_up", _("följs upp")
    CLOSED = "closed", _("avslutad")
    NOT_A_DEVIATION = "not_a_deviation", _("inte en avvikelse")
    DUPLICATE = "duplicate", _("dubblett")
    REOPENED = "reopened", _("öppnad igen")


class CauseCategory(TextChoices):
    """The handbook's categories of causes (Riskanalys och händelseanalys). What contributed, never who."""

    COMMUNICATION = "communication", _("Kommunikation och information")
    COMPETENCE = "competence", _("Utbildning och kompetens")
    ENVIRONMENT = "environment", _("Omgivning och organisation")
    TECHNOLOGY = "technology", _("Teknik, utrustning och apparatur")
    PROCEDURES = "procedures", _("Procedurer, rutiner och riktlinjer")
    BARRIERS = "barriers", _("Skyddsbarriärer")
    INDIVIDUAL = "individual", _("Omständigheter hos den enskilde")
    UNKNOWN = "unknown", _("Okänt")


class RoutineFault(TextChoices):
    """What a cause says about the routine. SOSFS 2011:9 5 kap. 8 §."""

    MISSING = "missing", _("Rutin saknades")
    UNKNOWN = "unknown", _("Rutinen var inte känd")
    NOT_FOLLOWED = "not_followed", _("Rutinen följdes inte")
    WRONG = "wrong", _("Rutinen var fel")


class Informed(TextChoices):
    """Whether the person concerned has been told. PSL 3 kap. 8 §."""

    YES = "yes", _("ja")
    NO = "no", _("nej, och därför")


class Concerned(TextChoices):
    """On the card of a small event: whether the one it concerns has been told. The second one's reason is kept."""

    TOLD = "told", _("Den det gäller har fått veta")
    NOBODY = "nobody", _("Ingen enskild person berördes")

    @property
    def reason(self) -> Promise:
        return _("Ingen enskild person berördes.")


class Direction(TextChoices):
    """An external deviation: ours to somebody, or somebody's to us."""

    TO_OTHERS = "to_others", _("till en annan vårdgivare eller huvudman")
    FROM_OTHERS = "from_others", _("från en annan vårdgivare eller huvudman")


class CounterpartKind(TextChoices):
    REGION = "region", _("region eller sjukhus")
    HEALTH_CENTRE = "health_centre", _("vårdcentral")
    PHARMACY = "pharmacy", _("apotek")
    MUNICIPALITY = "municipality", _("annan kommun")
    PROVIDER = "provider", _("privat utförare")
    OTHER = "other", _("annan")


class Shown(TextChoices):
    """Which deviations a list shows; the value stands in the address, the label in the sentence."""

    OPEN = "oppna", _("öppna")
    NEW = "nya", _("nya")
    LATE = "sena", _("försenade")
    MINE = "mina", _("mina att göra")
    CLOSED = "avslutade", _("avslutade")
    OTHERS = "ovriga", _("dubbletter eller inte avvikelser")
    ALL = "alla", _("alla")


class Obstacle(TextChoices):
    """Why a deviation cannot change as asked."""

    WRONG_STATE = "wrong_state", _("Avvikelsen kan inte gå dit från sin nuvarande status.")
    NO_LAW = "no_law", _("Välj vilken lag händelsen hör till.")
    NO_TYPE = "no_type", _("Välj typ för varje del.")
    NO_SEVERITY = "no_severity", _("Bedöm hur allvarligt det var och hur troligt det är att det händer igen.")
    NO_CLASS = "no_class", _("Välj om det var en risk, ett tillbud eller en händelse.")
    NO_CARE_INJURY = "no_care_injury", _("Ta ställning till om det var en vårdskada: ja, nej eller oklart.")
    NO_JUDGEMENT = "no_judgement", _("Händelsen är inte bedömd än.")
    NO_CAUSE = "no_cause", _("Ange minst en orsak, eller förklara varför ingen finns.")
    ACTION_WITHOUT_CAUSE = "action_without_cause", _("Knyt varje åtgärd till en orsak.")
    NO_ACTION = "no_action", _("Besluta om en åtgärd, eller förklara varför ingen behövs.")
    NOT_INFORMED = (
        "not_informed",
        _("Berätta för den som händelsen gäller, eller förklara varför det inte går."),
    )
    NOT_IN_RECORD = "not_in_record", _("Anteckna i journalen att patienten är informerad, och skriv när.")
    NO_REVIEW_BOOKED = "no_review_booked", _("Boka en dag för att följa upp effekten.")
    LEX_NOT_CONSIDERED = (
        "lex_not_considered",
        _("Ta ställning till om händelsen ska utredas enligt lex Sarah eller lex Maria."),
    )
    NO_IDENTITY = "no_identity", _("Skriv vem händelsen gäller, eller förklara varför det inte går.")
    NO_ANSWER = "no_answer", _("Svara den som rapporterade.")
    NO_REASON = "no_reason", _("Skriv varför.")
    NO_ORIGINAL = "no_original", _("Välj vilken avvikelse den är en dubblett av.")
    ORIGINAL_IN_LEX = (
        "original_in_lex",
        _(
            "Den händelsen utreds enligt lex Sarah eller lex Maria. Starta samma utredning för den här, så tas den med där."
        ),
    )
    ORIGINAL_IS_DOUBLET = (
        "original_is_doublet",
        _("Den avvikelsen är själv en dubblett. Välj den som lever vidare."),
    )
    NO_TEXT = "no_text", _("Skriv vad som hände i den nya delen, så att de som läser den förstår.")
    PART_HAS_TEXT = (
        "part_has_text",
        _("Delen som ska bort har egen text. Kryssa i att texten flyttas, eller behåll delen."),
    )
    PART_IS_OTHERS = (
        "part_is_others",
        _("Den delen handläggs av någon annan. Bara den som handlägger den kan ta bort den."),
    )
    WRONG_TYPE = "wrong_type", _("Typen gällde inte den dagen eller hör till en annan lag. Välj en annan.")
    IS_OVER = "is_over", _("Händelsen är avslutad. Öppna den igen om något ska ändras.")
    NOTHING_WRITTEN = "nothing_written", _("Skriv något först.")
    IS_ABOUT_THEM = "is_about_them", _("Händelsen gäller enhetens chef. Välj någon annan.")
    NOT_A_COLLEAGUE = "not_a_colleague", _("Personen har ingen roll i kommunen i dag. Välj någon annan.")
    NOT_AN_OPEN_ACTION = (
        "not_an_open_action",
        _("Åtgärden är inte längre öppen. Välj en annan eller besluta en ny."),
    )
    SAME_UNIT = "same_unit", _("Händelsen ligger redan hos den enheten.")
    ALREADY_ESCALATED = "already_escalated", _("Avdelningschefen har redan fått händelsen.")
    NOT_SMALL = "not_small", _("Det här är inte en liten händelse. Bedöm och utred den för sig.")
    IN_LEX = "in_lex", _("Händelsen utreds enligt lex Sarah eller lex Maria och avslutas där.")
    UNIT_CLOSED = "unit_closed", _("Enheten fanns inte den dagen. Välj en annan enhet eller dag.")
    IN_THE_FUTURE = "in_the_future", _("Dagen har inte varit än. Välj i dag eller tidigare.")


class RegisterObstacle(TextChoices):
    """Why a type cannot change as asked."""

    NAME_TAKEN = "name_taken", _("Det finns redan en typ med det namnet den dagen. Välj ett annat namn.")
    IS_ENDED = "is_ended", _("Typen har redan slutat gälla.")
    BEFORE_START = "before_start", _("Dagen ligger före den dag då typen började gälla. Välj en senare dag.")
    USED_LATER = (
        "used_later",
        _("Typen är vald för händelser efter den dagen. Välj en senare dag, eller byt typ på dem först."),
    )
