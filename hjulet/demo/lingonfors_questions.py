"""What politicians and auditors of Lingonfors have asked about figures. Every person and every word is invented."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils.timezone import localtime

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.figures import show
from hjulet.check.indicators.models import FigureAnswer, FigureQuestion, Value
from hjulet.check.indicators.questions.choices import QuestionState
from hjulet.check.indicators.questions.rules import answer_by

QUESTIONS = (  # key, measure, who asks, days ago, what, follows, answer: who, days ago, what
    (
        "bemotande", "kolada-u23520", "politician", 58,
        "Nöjdheten i helhet ökar, men färre säger att bemötandet alltid eller oftast är bra. Vad tror ni att det beror på?",
        "", ("sas", 52,
             "Skillnaden är fem svar av 63 och kan bero på slumpen. Vi har ändå frågat på Tallgläntan, och där har "
             "många vikarier varit nya under sommaren. Introduktionen har fått ett eget pass om bemötande sedan oktober."),
    ),
    (
        "vantetid", "kolada-u23401", "auditor", 40,
        "Väntetiden till särskilt boende fortsätter att öka. Hur många väntar mer än tre månader, och vad gör ni för dem?",
        "", ("sas", 33,
             "Två av hundra väntade mer än 90 dagar under 2025, ingen året innan. Den som väntar får hemtjänst och "
             "korttidsplats så länge. Förvaltningen tar upp frågan om fler platser i budgeten."),
    ),
    (
        "vantetid-mer", "kolada-u23401", "politician", 20,
        "Hur lång är väntan om man bara ser till dem som har tackat ja till första erbjudandet?",
        "vantetid", ("sas", 14,
             "Då är den 44 dagar i medeltal. De som tackar nej väntar på en plats i ett visst hus, oftast Åkanten."),
    ),
    (
        "helg", "kolada-n23589", "politician", 4,
        "Varför är det färre undersköterskor på helger än på vardagar, och blir det bättre i år?",
        "", None,
    ),
)  # fmt: skip


@transaction.atomic
def load(municipality: Municipality, people: dict[str, User], at: datetime) -> None:
    """Once; what people have done with them since stays."""
    if FigureQuestion.objects.filter(value__indicator__municipality=municipality).exists():
        return
    made: dict[str, FigureQuestion] = {}
    for key, measure, who, days, text, follows, answered in QUESTIONS:
        value = Value.objects.select_related("indicator", "unit").get(
            indicator__municipality=municipality,
            indicator__slug=measure,
            unit__depth=1,
            period_end__year=2025,
        )
        asked_at = at - timedelta(days=days)
        by, when, words = answered or ("", 0, "")
        made[key] = FigureQuestion.objects.create(
            value=value, follows=made.get(follows), was=value.value, was_missing=value.missing,
            was_said=show(value).text, text=text, asked_by=people[who], asked_at=asked_at,
            answer_by=answer_by(localtime(asked_at).date()), form_token=uuid5(NAMESPACE_URL, f"lingonfors:{key}"),
            state=QuestionState.ANSWERED if answered else QuestionState.OPEN,
            answered_at=at - timedelta(days=when) if answered else None,
        )  # fmt: skip
        if answered:
            FigureAnswer.objects.create(
                question=made[key], number=1, text=words, by=people[by], at=at - timedelta(days=when)
            )
    record("figurequestion.invented", municipality, by=None, at=at, questions=len(made))
