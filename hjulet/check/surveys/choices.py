"""The words of surveys: whom they ask, how one answers, where a round stands, and why something cannot be done."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

UNKNOWN = 0  # "vet inte eller vill inte svara": kept apart from the steps of a scale


class Audience(TextChoices):
    """Whom a survey asks."""

    USERS = "users", _("brukare, boende eller patienter")
    RELATIVES = "relatives", _("närstående")
    STAFF = "staff", _("medarbetare")
    FOLLOWED = "followed", _("samma person före och efter en insats (ISU)")


class Subject(TextChoices):
    """Where the results belong in the reports; the values are the subjects of measures."""

    HOME_CARE = "hemtjänst", _("Hemtjänst")
    NURSING_HOME = "särskilt boende", _("Särskilt boende")
    ORDINARY = "ordinärt boende", _("Ordinärt boende")
    LSS = "lss", _("LSS")
    PSYCHIATRY = "socialpsykiatri", _("Socialpsykiatri")
    FAMILY = "ifo", _("Individ- och familjeomsorg")
    STAFF = "personal", _("Medarbetare")


class Scale(TextChoices):
    """How a question is answered."""

    YES_SOMETIMES_NO = "yes_sometimes_no", _("Ja / Ibland / Nej")
    ALL_SOME_NONE = "all_some_none", _("Alla / Några / Ingen")
    ONE_TO_FIVE = "one_to_five", _("1–5, stämmer mycket dåligt till mycket bra")
    VERY_NOT_AT_ALL = "very_not_at_all", _("Mycket / Ganska / Inte så / Inte alls")
    TEXT = "text", _("Med egna ord")


class Index(TextChoices):
    """An index that is counted from the answers to all its questions."""

    NONE = "", _("inget index")
    HME = "hme", _("HME, hållbart medarbetarengagemang")
    WORK = "work", _("arbetsmiljöindex")


class Dimension(TextChoices):
    """The three sub-indices of HME."""

    NONE = "", _("ingen")
    MOTIVATION = "motivation", _("Motivation")
    LEADERSHIP = "leadership", _("Ledarskap")
    STEERING = "steering", _("Styrning")


class Language(TextChoices):
    SWEDISH = "sv", "Svenska"
    FINNISH = "fi", "Suomi"
    ENGLISH = "en", "English"
    ARABIC = "ar", "العربية"


RIGHT_TO_LEFT = frozenset({Language.ARABIC})


class Way(TextChoices):
    """How one gets in."""

    LINK = "link", _("En länk och QR-kod för hela enheten")
    CODE = "code", _("En engångskod till var och en")


class State(TextChoices):
    """Where a round stands."""

    PLANNED = "planned", _("Planerad")
    OPEN = "open", _("Öppen")
    CLOSED = "closed", _("Stängd")
    SETTLED = "settled", _("Sammanställd")


class Doorway(TextChoices):
    """What meets the one who comes to answer."""

    OPEN = "open", _("Öppen")
    NOT_YET = "not_yet", _("Enkäten har inte öppnat än.")
    CLOSED = "closed", _("Enkäten är stängd.")


class Gender(TextChoices):
    NONE = "", _("Vill inte svara")
    WOMAN = "woman", _("Kvinna")
    MAN = "man", _("Man")
    OTHER = "other", _("Annat")


class Screening(TextChoices):
    """Where a written answer stands."""

    WAITING = "waiting", _("Väntar på granskning")
    SHOWN = "shown", _("Visas")
    WITHHELD = "withheld", _("Visas inte")


class Warned(TextChoices):
    """What the one who screens should look at."""

    NUMBER = "number", _("Det ser ut att stå ett personnummer.")
    PHONE = "phone", _("Det ser ut att stå ett telefonnummer.")
    NAME = "name", _("Det ser ut att stå ett namn.")


class Occasion(IntegerChoices):
    """When a person who is followed answered."""

    BEFORE = 1, _("Före")
    AFTER = 2, _("Efter")


class Obstacle(TextChoices):
    """Why something cannot be done, in words that say what to do."""

    WRONG_STATE = "wrong_state", _("Omgången har hunnit byta status. Ladda om sidan.")
    NO_OWNER = "no_owner", _("Bestäm vem som äger resultatet, för varje enhet.")
    NO_TALK = "no_talk", _("Bestäm vilken dag resultatet senast ska ha tagits upp på arbetsplatsträffen.")
    TALK_TOO_EARLY = "talk_too_early", _("Arbetsplatsträffen måste ligga efter att enkäten har stängt.")
    NO_UNITS = "no_units", _("Välj minst en enhet.")
    NO_QUESTIONS = "no_questions", _("Lägg till minst en fråga.")
    NO_SCREENER = "no_screener", _("Enkäten har frågor med egna ord. Välj vem som granskar svaren.")
    SCREENER_IS_MANAGER = (
        "screener_is_manager",
        _("Den som granskar svaren får inte vara chef över någon av enheterna. Välj någon annan."),
    )
    ENDS_BEFORE = "ends_before", _("Sista dagen ligger före den första.")
    IS_OVER = "is_over", _("Sista dagen har redan varit. Välj en senare dag.")
    OVERLAPS = (
        "overlaps",
        _("En annan omgång av samma enkät pågår samtidigt på någon av enheterna. Välj andra dagar."),
    )
    STILL_SENDING = (
        "still_sending",
        _("De som hade börjat svara har en timme på sig efter stängningen. Vänta tills den har gått."),
    )
    NOT_SCREENED = "not_screened", _("Det finns svar med egna ord som inte är granskade.")
    LOCKED = (
        "locked",
        _("Frågorna är låsta, för en omgång har öppnat. Gör en ny version om något ska ändras."),
    )
    ALREADY_NEW = "already_new", _("Det finns redan en version som går att ändra.")
    INDEX_INCOMPLETE = "index_incomplete", _("Indexet behöver alla sina frågor, med skalan 1–5.")
    NOT_YET_TALKED = "not_yet_talked", _("Resultatet är inte sammanställt än.")
    NO_CONSENT = "no_consent", _("Skriv vilken dag personen samtyckte.")
    TOO_MANY_CODES = "too_many_codes", _("Högst 2 000 koder åt gången.")
    IS_FOLLOWED = "is_followed", _("Den här enkäten följer enskilda personer och har inga omgångar.")


class Refusal(TextChoices):
    """Why an answer was not taken."""

    TOO_LATE = "too_late", _("Enkäten hann stänga. Svaret kunde inte tas emot.")
    USED = "used", _("Koden är redan använd. Varje kod gäller för ett svar.")
    EMPTY = "empty", _("Svara på minst en fråga innan du skickar.")
