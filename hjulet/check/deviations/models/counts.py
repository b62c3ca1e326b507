"""How many deviations a unit had in a month, by law, type and severity: counted once, read by every chart."""

from datetime import date

from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.lookups import Range
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User
from hjulet.base.people.reach import Beside, paths_reached, within
from hjulet.base.people.roles import TABLE
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models.registers import DeviationType


class MonthCountQuerySet(models.QuerySet["MonthCount"]):
    def visible_to(self, user: User, day: date) -> "MonthCountQuerySet":
        return self.filter(within(paths_reached(user, day, *TABLE[Verb.SEE_DEVIATION_FIGURES])))

    def below(self, unit: Unit) -> "MonthCountQuerySet":
        return self.filter(within([unit.path]))

    def during(self, first: date, last: date, *, of_few: bool = False) -> "MonthCountQuerySet":
        """The months from FIRST to LAST, both by their first day. Of few units: found by the unit, not by the month."""
        if of_few:
            return self.filter(Range(Beside(F("month"), output_field=models.DateField()), (first, last)))
        return self.filter(month__range=(first, last))

    def by_month(self) -> list[tuple[date, str, str, int]]:
        """Month, law, the type's code (empty while not judged) and how many, as the types stand in their list.

        Grouped as the index lies: the types are few, and joining them to every cell costs more than the sum.
        """
        summed = self.order_by().values_list("month", "law", "type").annotate(amount=Sum("number"))
        found = list(summed)
        types = DeviationType.objects.in_bulk({pk for _month, _law, pk, _amount in found if pk})
        order = {pk: (one.order, one.code) for pk, one in types.items()} | {None: (-1, "")}
        ordered = sorted(found, key=lambda cell: (cell[0], cell[1], order[cell[2]]))
        return [(month, law, order[pk][1], amount) for month, law, pk, amount in ordered]

    def by_unit(self, since: date) -> dict[int, tuple[int, int]]:
        """By the unit's id, how many from that month on, and how many before it: one GROUP BY."""
        recent = Sum("number", filter=Q(month__gte=since), default=0)
        summed = self.order_by().values_list("unit").annotate(recent=recent, all=Sum("number"))
        return {unit: (recent, number - recent) for unit, recent, number in summed}


class MonthCount(models.Model):
    """A cell: counted anew for its unit and month whenever a deviation there changes (`workflows.counting`)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("enhet"))
    month = models.DateField(_("månad"))  # its first day; the month it happened
    law = models.CharField(_("lag"), max_length=3, choices=Law)
    type = models.ForeignKey(
        DeviationType, models.PROTECT, related_name="+", null=True, verbose_name=_("typ")
    )
    severity = models.PositiveSmallIntegerField(_("allvarlighet"), default=0)  # 0 while not judged
    number = models.PositiveIntegerField(_("antal"))

    objects = MonthCountQuerySet.as_manager()

    class Meta:
        verbose_name = _("månadens antal avvikelser")
        verbose_name_plural = _("månadernas antal avvikelser")
        constraints = [
            models.UniqueConstraint(fields=["unit", "month", "law", "type", "severity"], name="month_count_once"),
            models.UniqueConstraint(
                fields=["unit", "month", "law", "severity"], condition=Q(type=None),
                name="month_count_once_without_type",
            ),
            models.CheckConstraint(
                name="month_count_month_is_its_first_day", condition=Q(month__day=1)
            ),
        ]  # fmt: skip
        indexes = [  # everything that a chart adds up, so that the table itself is not read
            models.Index(fields=["month", "law", "type", "unit", "number"], name="month_count_by_month")
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.month} {self.number}"
