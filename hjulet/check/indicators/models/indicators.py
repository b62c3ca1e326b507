"""What is measured."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.sources.models import Sourced
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Direction, Measure, Obstacle
from hjulet.check.indicators.measuring.choices import Counting
from hjulet.check.indicators.measuring.rules import PARTS
from hjulet.plan.steering.models import Goal

if TYPE_CHECKING:
    from hjulet.check.indicators.models.values import ValueQuerySet

LETTERS = frozenset({"lss", "ifo", "hsl"})  # subjects that are read letter by letter


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of(self, municipality: Municipality) -> "IndicatorQuerySet":
        return self.filter(municipality=municipality)

    def visible_to(self, user: User, day: date) -> "IndicatorQuerySet":
        """Whoever has a role in the municipality may know what it measures; values narrow further."""
        held = user.roles.held_on(day).filter(unit__municipality=OuterRef("municipality"))
        return self.filter(Exists(held))

    def matching(self, words: str) -> "IndicatorQuerySet":
        """Every word somewhere in the name, the subject or the register."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word) | Q(subject__icontains=word) | Q(source_register__icontains=word)
            )
        return found

    def with_latest(self, values: "ValueQuerySet") -> "IndicatorQuerySet":
        """Adds `latest_id`: among the values, the newest of the unit that stands highest in the organisation."""
        newest = values.filter(indicator=OuterRef("pk"), comparison="").order_by(
            "unit__depth", "unit__path", "-period_end", "-period_start", "-pk"
        )
        return self.annotate(latest_id=Subquery(newest.values("pk")[:1]))


class Indicator(Sourced):
    """A measure (mått, nyckeltal) that is followed over time."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    slug = models.SlugField(_("kortnamn"), max_length=120)
    name = models.CharField(_("namn"), max_length=300)
    subject = models.CharField(_("område"), max_length=60, blank=True)  # "hemtjänst", "lss" …
    unit_of_measure = models.CharField(_("enhet"), max_length=40, blank=True)
    direction = models.CharField(_("riktning"), max_length=10, choices=Direction)
    measure = models.CharField(_("slag av tal"), max_length=15, choices=Measure, default=Measure.VALUE)
    concept = models.CharField(_("begrepp"), max_length=80, blank=True)  # the same thing in different tables
    source_register = models.CharField(_("källregister"), max_length=120, blank=True)
    kolada_id = models.CharField(_("Kolada-id"), max_length=10, blank=True)
    goal = models.ForeignKey(
        Goal, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("mål")
    )
    position = models.PositiveIntegerField(_("ordning"), default=0)
    note = models.TextField(_("anmärkning"), blank=True)
    counting = models.CharField(_("hur talet räknas"), max_length=10, choices=Counting, blank=True)
    numerator_said = models.CharField(_("det övre talet"), max_length=120, blank=True)
    denominator_said = models.CharField(_("det nedre talet"), max_length=120, blank=True)
    counts_people = models.BooleanField(_("det nedre talet är personer"), default=False)
    aimed_at_by = models.ManyToManyField(Action, related_name="aims_at", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mått")
        verbose_name_plural = _("mått")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="indicator_slug_once_per_municipality"
            ),
            models.CheckConstraint(
                name="indicator_says_both_its_numbers",
                condition=Q(numerator_said="", denominator_said="")
                | ~Q(counting="") & ~Q(numerator_said="") & ~Q(denominator_said=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def subject_said(self) -> str:
        """'Hemtjänst', 'LSS': as a heading."""
        return (
            self.subject.upper() if self.subject in LETTERS else self.subject[:1].upper() + self.subject[1:]
        )

    @property
    def is_share(self) -> bool:
        """A share of answers or persons: the only kind that an interval from n belongs to."""
        return self.unit_of_measure == "%" and self.measure == Measure.VALUE and not self.counting

    @property
    def is_count_or_cost(self) -> bool:
        """A full count or a sum of money: nothing to be unsure about, and no interval."""
        return bool(self.counting) or rules.is_counted(self.unit_of_measure, self.measure)

    @property
    def has_parts(self) -> bool:
        """An own measurement of two numbers, one over the other."""
        return self.counting in PARTS

    @property
    def is_own_survey(self) -> bool:
        """A share from a survey of our own, which a colour scale for the whole subject holds for."""
        return self.is_share and self.source_register.startswith("egen mätning")

    def faults_in(self, value: rules.Typed) -> list[Obstacle]:
        return rules.faults_in_value(value, is_share=self.is_share)
