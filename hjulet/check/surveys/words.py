"""The words of the page where one answers, in each language. The municipality's own texts stand in the database.

They are written out here, not in gettext's catalogue: the one who answers chooses the language on the page, and the
rest of the product is in Swedish.
"""

from dataclasses import dataclass
from typing import Protocol

from hjulet.check.surveys.choices import RIGHT_TO_LEFT, UNKNOWN, Language, Scale
from hjulet.check.surveys.scales import Steps


class Question(Protocol):
    """A question as these words need it."""

    @property
    def text(self) -> str: ...
    @property
    def scale(self) -> Scale: ...
    @property
    def is_reversed(self) -> bool: ...
    @property
    def steps(self) -> Steps: ...


@dataclass(frozen=True)
class Words:
    """What the page says around the questions."""

    next: str
    back: str
    send: str
    question: str  # "Fråga {number} av {total}"
    unknown: str
    own_words: str
    no_names: str
    anonymous: str
    listen: str
    resume: str
    start_over: str
    thanks: str
    thanks_more: str
    gender: str
    genders: tuple[str, str, str, str]
    choose_language: str
    empty: str
    begin: str
    scales: dict[Scale, tuple[str, ...]]


SWEDISH = Words(
    next="Nästa",
    back="Tillbaka",
    send="Skicka mina svar",
    question="Fråga {number} av {total}",
    unknown="Vet inte eller vill inte svara",
    own_words="Skriv med egna ord. Det går bra att hoppa över.",
    no_names="Skriv inga namn. Någon läser igenom texten innan chefen får se den.",
    anonymous="Ingen kan se vem som har svarat vad. Du får hoppa över frågor.",
    listen="Lyssna",
    resume="Du hade börjat svara på den här enheten. Det du valde är kvar.",
    start_over="Börja om",
    thanks="Tack för dina svar",
    thanks_more="Svaren är mottagna. Du kan stänga sidan.",
    gender="Är du kvinna eller man?",
    genders=("Vill inte svara", "Kvinna", "Man", "Annat"),
    choose_language="Språk",
    empty="Svara på minst en fråga innan du skickar.",
    begin="Börja svara",
    scales={
        Scale.YES_SOMETIMES_NO: ("Ja", "Ibland", "Nej"),
        Scale.ALL_SOME_NONE: ("Alla", "Några", "Ingen"),
        Scale.ONE_TO_FIVE: (
            "1 – stämmer mycket dåligt", "2", "3", "4", "5 – stämmer mycket bra",
        ),
        Scale.VERY_NOT_AT_ALL: ("Mycket", "Ganska", "Inte så", "Inte alls"),
    },
)  # fmt: skip
FINNISH = Words(
    next="Seuraava",
    back="Takaisin",
    send="Lähetä vastaukseni",
    question="Kysymys {number} / {total}",
    unknown="En tiedä tai en halua vastata",
    own_words="Kirjoita omin sanoin. Voit myös jättää väliin.",
    no_names="Älä kirjoita nimiä. Joku lukee tekstin ennen kuin esihenkilö näkee sen.",
    anonymous="Kukaan ei näe, kuka on vastannut mitä. Voit jättää kysymyksiä väliin.",
    listen="Kuuntele",
    resume="Olit aloittanut vastaamisen tällä laitteella. Valintasi ovat tallella.",
    start_over="Aloita alusta",
    thanks="Kiitos vastauksistasi",
    thanks_more="Vastaukset on vastaanotettu. Voit sulkea sivun.",
    gender="Oletko nainen vai mies?",
    genders=("En halua vastata", "Nainen", "Mies", "Muu"),
    choose_language="Kieli",
    empty="Vastaa vähintään yhteen kysymykseen ennen lähettämistä.",
    begin="Aloita",
    scales={
        Scale.YES_SOMETIMES_NO: ("Kyllä", "Joskus", "Ei"),
        Scale.ALL_SOME_NONE: ("Kaikki", "Jotkut", "Ei kukaan"),
        Scale.ONE_TO_FIVE: ("1 – pitää erittäin huonosti paikkansa", "2", "3", "4", "5 – pitää erittäin hyvin paikkansa"),
        Scale.VERY_NOT_AT_ALL: ("Erittäin", "Melko", "Ei kovin", "Ei lainkaan"),
    },
)  # fmt: skip
ENGLISH = Words(
    next="Next",
    back="Back",
    send="Send my answers",
    question="Question {number} of {total}",
    unknown="Don't know or don't want to answer",
    own_words="Write in your own words. You may skip this.",
    no_names="Please write no names. Somebody reads the text before the manager sees it.",
    anonymous="Nobody can see who has answered what. You may skip questions.",
    listen="Listen",
    resume="You had started to answer on this device. What you chose is still here.",
    start_over="Start over",
    thanks="Thank you for your answers",
    thanks_more="Your answers have been received. You can close the page.",
    gender="Are you a woman or a man?",
    genders=("Don't want to answer", "Woman", "Man", "Other"),
    choose_language="Language",
    empty="Answer at least one question before you send.",
    begin="Start",
    scales={
        Scale.YES_SOMETIMES_NO: ("Yes", "Sometimes", "No"),
        Scale.ALL_SOME_NONE: ("All", "Some", "None"),
        Scale.ONE_TO_FIVE: ("1 – strongly disagree", "2", "3", "4", "5 – strongly agree"),
        Scale.VERY_NOT_AT_ALL: ("Very", "Quite", "Not very", "Not at all"),
    },
)
ARABIC = Words(
    next="التالي",
    back="رجوع",
    send="إرسال إجاباتي",
    question="السؤال {number} من {total}",
    unknown="لا أعرف أو لا أريد الإجابة",
    own_words="اكتب بكلماتك. يمكنك تخطي هذا السؤال.",
    no_names="لا تكتب أي أسماء. سيقرأ شخص آخر النص قبل أن يراه المدير.",
    anonymous="لا أحد يستطيع أن يرى من أجاب وبماذا أجاب. يمكنك تخطي الأسئلة.",
    listen="استمع",
    resume="كنت قد بدأت الإجابة على هذا الجهاز. اختياراتك ما زالت موجودة.",
    start_over="ابدأ من جديد",
    thanks="شكرا على إجاباتك",
    thanks_more="تم استلام الإجابات. يمكنك إغلاق الصفحة.",
    gender="هل أنت امرأة أم رجل؟",
    genders=("لا أريد الإجابة", "امرأة", "رجل", "غير ذلك"),
    choose_language="اللغة",
    empty="أجب عن سؤال واحد على الأقل قبل الإرسال.",
    begin="ابدأ",
    scales={
        Scale.YES_SOMETIMES_NO: ("نعم", "أحيانا", "لا"),
        Scale.ALL_SOME_NONE: ("الجميع", "البعض", "لا أحد"),
        Scale.ONE_TO_FIVE: ("1 – لا أوافق إطلاقا", "2", "3", "4", "5 – أوافق تماما"),
        Scale.VERY_NOT_AT_ALL: ("جدا", "إلى حد ما", "ليس كثيرا", "إطلاقا لا"),
    },
)
WORDS: dict[Language, Words] = {
    Language.SWEDISH: SWEDISH,
    Language.FINNISH: FINNISH,
    Language.ENGLISH: ENGLISH,
    Language.ARABIC: ARABIC,
}


def label(scale: Scale | str, step: int, language: Language = Language.SWEDISH) -> str:
    """The word of one step; UNKNOWN has its own."""
    words = WORDS[language]
    return words.unknown if step == UNKNOWN else words.scales[Scale(scale)][step - 1]


def good_words(asked: "Question") -> str:
    """What counts as a good answer, in Swedish: 'Ja', 'Mycket eller Ganska', '4 eller 5'."""
    return " eller ".join(label(asked.scale, step).split(" – ")[0] for step in sorted(asked.steps.best))


def labelled(asked: "Question") -> str:
    """The question, and where it is reversed what its share is of: 'Känner du dig ensam? Nej'."""
    return f"{asked.text} {good_words(asked)}" if asked.is_reversed else asked.text


def direction(language: Language) -> str:
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"
