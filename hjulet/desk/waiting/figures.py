"""Questions on figures that wait for an answer of mine."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.roles import may
from hjulet.check.indicators.models import FigureQuestion
from hjulet.desk.waiting.rows import ROWS, Waiting, dated


def to_answer(user: User, today: date) -> Iterable[Waiting]:
    """Those that I have been handed, and those of the units that I follow up; the oldest day first."""
    if not may(user, Verb.SEE_FIGURES, today):
        return
    seen = FigureQuestion.objects.visible_to(user, today).waiting_for(user, today)
    for one in seen.select_related("value__indicator", "value__unit").order_by("answer_by", "pk")[:ROWS]:
        text = _("Svara på en fråga om en siffra: %(measure)s")
        said = {"measure": one.value.indicator.name}
        yield dated(text % said, one.get_absolute_url(), one.answer_by, today, 10, one.value.place)
