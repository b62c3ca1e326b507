"""Questionnaires to begin from. All their questions can be changed, added to and taken away.

HME has the nine statements that SKR and Kolada use, so that the values can stand beside theirs. The others are our own
words: national surveys have theirs, and their results come from Kolada.
"""

from dataclasses import dataclass

from hjulet.check.surveys.choices import Audience, Dimension, Index, Scale, Subject


@dataclass(frozen=True)
class Asked:
    text: str
    scale: Scale
    is_reversed: bool = False
    dimension: Dimension = Dimension.NONE
    help_text: str = ""


@dataclass(frozen=True)
class ReadyMade:
    key: str
    name: str
    audience: Audience
    subject: Subject
    questions: tuple[Asked, ...]
    intro: str = ""
    index: Index = Index.NONE


FIVE, YES, ALL, VERY, OWN = (
    Scale.ONE_TO_FIVE, Scale.YES_SOMETIMES_NO, Scale.ALL_SOME_NONE, Scale.VERY_NOT_AT_ALL, Scale.TEXT,
)  # fmt: skip
EMPTY = ReadyMade("tom", "Börja från en tom enkät", Audience.USERS, Subject.LSS, ())
HME = ReadyMade(
    "hme", "HME: nio påståenden om motivation, ledarskap och styrning", Audience.STAFF, Subject.STAFF,
    (
        Asked("Mitt arbete känns meningsfullt", FIVE, dimension=Dimension.MOTIVATION),
        Asked("Jag lär nytt och utvecklas i mitt dagliga arbete", FIVE, dimension=Dimension.MOTIVATION),
        Asked("Jag ser fram emot att gå till arbetet", FIVE, dimension=Dimension.MOTIVATION),
        Asked("Min närmaste chef visar uppskattning för mina arbetsinsatser", FIVE, dimension=Dimension.LEADERSHIP),
        Asked("Min närmaste chef visar förtroende för mig som medarbetare", FIVE, dimension=Dimension.LEADERSHIP),
        Asked("Min närmaste chef ger mig förutsättningar att ta ansvar i mitt arbete", FIVE, dimension=Dimension.LEADERSHIP),
        Asked("Jag är insatt i min arbetsplats mål", FIVE, dimension=Dimension.STEERING),
        Asked("Min arbetsplats mål följs upp och utvärderas på ett bra sätt", FIVE, dimension=Dimension.STEERING),
        Asked("Jag vet vad som förväntas av mig i mitt arbete", FIVE, dimension=Dimension.STEERING),
    ),
    intro="Nio påståenden om ditt arbete. Det tar två minuter. Ingen kan se vad just du har svarat.",
    index=Index.HME,
)  # fmt: skip
WORK = ReadyMade(
    "arbetsmiljo", "Arbetsmiljöindex: återhämtning, energi, tid, balans och arbetsglädje", Audience.STAFF, Subject.STAFF,
    (
        Asked("Jag hinner återhämta mig mellan arbetspassen", FIVE),
        Asked("Jag har energi kvar när arbetspasset är slut", FIVE),
        Asked("Jag hinner med mitt arbete", FIVE),
        Asked("Jag har en bra balans mellan arbete och fritid", FIVE),
        Asked("Jag känner arbetsglädje", FIVE),
    ),
    intro="Fem påståenden om din arbetsmiljö. Det tar en minut. Ingen kan se vad just du har svarat.",
    index=Index.WORK,
)  # fmt: skip
LSS = ReadyMade(
    "lss", "LSS: korta frågor med bilder", Audience.USERS, Subject.LSS,
    (
        Asked("Trivs du hemma?", YES),
        Asked("Får du bestämma om saker som är viktiga för dig?", YES),
        Asked("Bryr sig personalen om dig?", ALL),
        Asked("Pratar personalen så att du förstår?", ALL),
        Asked("Är du rädd för något hemma?", YES, is_reversed=True),
        Asked("Vet du vem du ska prata med om något är dåligt?", YES),
        Asked("Vad vill du säga till oss?", OWN),
    ),
    intro="Vi vill veta hur du har det. Du svarar om du vill. Ingen får veta vad du har svarat.",
)  # fmt: skip
NURSING_HOME = ReadyMade(
    "sabo", "Särskilt boende: trygghet, bemötande, mat och dagar", Audience.USERS, Subject.NURSING_HOME,
    (
        Asked("Hur trygg känner du dig här?", VERY),
        Asked("Hur bra blir du bemött av personalen?", VERY),
        Asked("Hur god tycker du att maten är?", VERY),
        Asked("Kan du vara med och bestämma när du får hjälp?", YES),
        Asked("Känner du dig ensam?", YES, is_reversed=True),
        Asked("Får du komma ut när du vill?", YES),
        Asked("Vad skulle göra dina dagar bättre?", OWN),
    ),
    intro="Frågor om hur det är att bo här. Du får hoppa över frågor, och någon kan hjälpa dig att läsa.",
)  # fmt: skip
HOME_CARE = ReadyMade(
    "hemtjanst", "Hemtjänst: tider, bemötande och trygghet", Audience.USERS, Subject.HOME_CARE,
    (
        Asked("Kommer personalen när de har sagt?", YES),
        Asked("Kan du påverka vilka tider du får hjälp?", YES),
        Asked("Hinner personalen med det de ska göra hos dig?", YES),
        Asked("Hur bra blir du bemött?", VERY),
        Asked("Hur trygg känner du dig hemma med hjälpen du får?", VERY),
        Asked("Vad kan vi göra bättre?", OWN),
    ),
    intro="Frågor om hjälpen du får hemma. Det tar fem minuter. Ingen ser vad just du har svarat.",
)  # fmt: skip
FOLLOWED = ReadyMade(
    "isu", "ISU: samma person före och efter en insats", Audience.FOLLOWED, Subject.FAMILY,
    (
        Asked("Jag har det bra i vardagen", FIVE),
        Asked("Vi har det bra tillsammans i familjen", FIVE),
        Asked("Det fungerar bra i skolan eller på arbetet", FIVE),
        Asked("Mår du ofta dåligt?", YES, is_reversed=True),
    ),
    intro="Frågorna ställs när insatsen börjar och när den slutar.",
)  # fmt: skip
READY_MADE = (EMPTY, LSS, NURSING_HOME, HOME_CARE, HME, WORK, FOLLOWED)
BY_KEY = {one.key: one for one in READY_MADE}
