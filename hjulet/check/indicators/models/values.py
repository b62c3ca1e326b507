"""What was measured: values, how they were corrected, and where they are printed."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import ELECTED, TABLE
from hjulet.base.sources.models import Sourced
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Comparison, Form, Missing, Obstacle
from hjulet.check.indicators.judgement import Judgement, Point, judge
from hjulet.check.indicators.judgement.certainty import FEWEST
from hjulet.check.indicators.measuring.choices import Rhythm
from hjulet.check.indicators.models.indicators import Indicator
from hjulet.check.indicators.rules import SEES_SMALL, Written

READERS = TABLE[Verb.SEE_FIGURES] - ELECTED  # the elected see what is published


class CannotRevise(ValueError):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(" ".join(str(obstacle.label) for obstacle in obstacles))


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, user: User, day: date) -> "ValueQuerySet":
        """Own reach, comparisons and whatever the municipality has published; never another municipality.

        Adds `sees_small`: whether the reader has the duty to see values with fewer than five answers.
        """
        held = user.roles.held_on(day).filter(unit__municipality=OuterRef("indicator__municipality"))
        open_to_all = Q(is_published_source=True) | ~Q(comparison=Comparison.NONE)
        return self.filter(
            Exists(held), open_to_all | Q(reached_by(user, day, *READERS, path="unit__path"))
        ).annotate(sees_small=reached_by(user, day, *SEES_SMALL, path="unit__path"))

    def readable(self) -> "ValueQuerySet":
        """After `visible_to`: those this reader is shown, as a number or as why there is none."""
        return self.filter(
            Q(sees_small=True)
            | Q(is_published_source=True)
            | Q(value=None)
            | Q(respondents=None)
            | Q(respondents__gte=FEWEST)
        )

    def within(self, first: date, last: date) -> "ValueQuerySet":
        return self.filter(period_start__gte=first, period_end__lte=last)

    def below(self, unit: Unit) -> "ValueQuerySet":
        return self.filter(unit__path__startswith=unit.path)

    def whole(self) -> "ValueQuerySet":
        """Without the months and quarters of own measurements: what they come to in a year stands beside them."""
        return self.filter(rhythm="")

    def parts(self) -> "ValueQuerySet":
        """The periods of own measurements, shorter than a year."""
        return self.exclude(rhythm="")

    def own(self) -> "ValueQuerySet":
        return self.filter(comparison=Comparison.NONE)

    def compared(self) -> "ValueQuerySet":
        """Riket, länet and the like."""
        return self.exclude(comparison=Comparison.NONE)

    def in_series(self) -> "ValueQuerySet":
        """All that a page of series needs, in one query: indicator, unit and time in order."""
        return self.select_related("indicator", "unit").order_by(
            "indicator__position", "indicator", "unit__path", "comparison", "period_end", "period_start"
        )


class Value(models.Model):
    """One indicator, one unit (or comparison group), one period: a number, or the reason why there is none."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values", verbose_name=_("mått"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhet")
    )
    comparison = models.CharField(_("jämförelse"), max_length=10, choices=Comparison, blank=True, default="")
    period_start = models.DateField(_("från"))
    period_end = models.DateField(_("till"))
    period_said = models.CharField(_("period"), max_length=25)
    value = models.DecimalField(_("värde"), max_digits=18, decimal_places=4, null=True, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimaler"), default=0)
    missing = models.CharField(_("varför värdet saknas"), max_length=15, choices=Missing, blank=True)
    missing_said = models.CharField(_("så står det"), max_length=80, blank=True)
    respondents = models.PositiveIntegerField(_("antal svar"), null=True, blank=True)
    response_rate = models.DecimalField(
        _("svarsfrekvens"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    numerator = models.DecimalField(
        _("det övre talet"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    denominator = models.DecimalField(
        _("det nedre talet"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    rhythm = models.CharField(_("del av ett år"), max_length=10, choices=Rhythm, blank=True)
    counted_from = models.PositiveSmallIntegerField(_("räknat ur så många"), null=True, blank=True)
    is_published_source = models.BooleanField(_("publicerat av kommunen"), default=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    entered_at = models.DateTimeField(null=True, blank=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("värde")
        verbose_name_plural = _("värden")
        ordering = ["indicator", "period_start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit", "period_start", "period_end"],
                condition=Q(comparison=""),
                name="value_once_per_unit_and_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "comparison", "period_start", "period_end"],
                condition=~Q(comparison=""),
                name="value_once_per_comparison_and_period",
            ),
            models.CheckConstraint(
                name="value_has_unit_or_comparison",
                condition=Q(unit__isnull=False, comparison="") | (Q(unit=None) & ~Q(comparison="")),
            ),
            models.CheckConstraint(
                name="value_or_reason_never_both",
                condition=Q(value__isnull=False, missing="") | (Q(value=None) & ~Q(missing="")),
            ),
            models.CheckConstraint(
                name="value_period_runs_forward", condition=Q(period_end__gte=F("period_start"))
            ),
            models.CheckConstraint(
                name="value_response_rate_is_a_share",
                condition=Q(response_rate=None) | Q(response_rate__gte=0, response_rate__lte=100),
            ),
            models.CheckConstraint(
                name="value_has_both_its_numbers_or_none",
                condition=Q(numerator=None, denominator=None)
                | Q(numerator__isnull=False, denominator__gt=0, value__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period_said}"

    @property
    def place(self) -> str:
        """Whose value it is: 'Solgården', 'riket'."""
        return self.unit.name if self.unit else str(Comparison(self.comparison).label)

    @property
    def point(self) -> Point:
        """The value as the judgement sees it; small ones show only where they are published or a duty to see them."""
        return Point(
            self.period_end.year,
            self.value,
            self.respondents,
            self.missing_said or str(Missing(self.missing).label if self.missing else ""),
            self.decimals,
            shows_small=self.is_published_source or getattr(self, "sees_small", False),
        )

    @property
    def judgement(self) -> Judgement:
        indicator = self.indicator
        return judge(self.point, is_share=indicator.is_share, is_count_or_cost=indicator.is_count_or_cost)

    @property
    def written(self) -> Written:
        """What it says now."""
        return Written(self.value, self.missing, self.missing_said, self.numerator, self.denominator)

    def obstacles_to_revising(self, now: Written, *, why: str, seen: int | None = None) -> list[Obstacle]:
        if self.counted_from is not None:
            return [Obstacle.COUNTED]
        is_stale = seen is not None and seen != self.revisions.count()
        return rules.obstacles_to_revising(self.written, now, why=why, is_stale=is_stale)

    def revise(
        self,
        *,
        to: Decimal | None,
        missing: Missing | str,
        why: str,
        by: User,
        at: datetime,
        seen: int | None = None,
    ) -> None:
        """Correct the number or the reason why there is none; see `correct`."""
        self.correct(Written(to, str(missing)), why=why, by=by, at=at, seen=seen)

    @transaction.atomic
    def correct(self, now: Written, *, why: str, by: User, at: datetime, seen: int | None = None) -> None:
        """Correct the value; the old one stays as a revision with who and why. Raises CannotRevise with the reasons.

        `seen`: how many revisions the person had before them, so that two people do not write over each other.
        """
        self.refresh_from_db(from_queryset=Value.objects.select_for_update(of=("self",)))
        if obstacles := self.obstacles_to_revising(now, why=why, seen=seen):
            raise CannotRevise(obstacles)
        self._put(now, why.strip(), by=by, at=at)

    @transaction.atomic
    def recount(self, now: Written, counted_from: int, *, why: str, by: User, at: datetime) -> None:
        """What its parts come to now; nothing happens when that is what it says."""
        self.refresh_from_db(from_queryset=Value.objects.select_for_update(of=("self",)))
        if (self.written, self.counted_from) == (now, counted_from):
            return
        self.counted_from = counted_from
        self.save(update_fields=["counted_from"])
        self._put(now, why, by=by, at=at)

    def _put(self, now: Written, why: str, *, by: User, at: datetime) -> None:
        was = self.written
        self.revisions.create(
            was=was.value, was_missing=was.missing, was_numerator=was.numerator, was_denominator=was.denominator,
            now=now.value, now_missing=now.missing, now_numerator=now.numerator, now_denominator=now.denominator,
            why=why, by=by, at=at,
        )  # fmt: skip
        self.value, self.missing, self.missing_said = now.value, now.missing, now.said
        self.numerator, self.denominator = now.numerator, now.denominator
        self.decimals = rules.places_of(now.value) if now.value is not None else self.decimals
        fields = ["value", "missing", "missing_said", "decimals", "numerator", "denominator"]
        if self.indicator.counts_people:
            self.respondents = None if now.denominator is None else int(now.denominator)
            fields.append("respondents")
        self.save(update_fields=fields)
        record("value.revised", self, by=by, at=at, was=str(was.value), now=str(now.value), why=why)


class Revision(models.Model):
    """What a value was before it was corrected, who did it and why."""

    of = models.ForeignKey(Value, models.PROTECT, related_name="revisions", verbose_name=_("värde"))
    was = models.DecimalField(_("var"), max_digits=18, decimal_places=4, null=True)
    was_missing = models.CharField(max_length=15, choices=Missing, blank=True)
    now = models.DecimalField(_("blev"), max_digits=18, decimal_places=4, null=True)
    now_missing = models.CharField(max_length=15, choices=Missing, blank=True)
    was_numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    was_denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    now_numerator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    now_denominator = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    why = models.CharField(_("varför"), max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("när"))

    class Meta:
        verbose_name = _("rättelse")
        verbose_name_plural = _("rättelser")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.of_id} {self.at:%Y-%m-%d}"


class Citation(Sourced):
    """A place where a source prints the value. Sources repeat figures, and sometimes contradict themselves."""

    value = models.ForeignKey(Value, models.CASCADE, related_name="citations", verbose_name=_("värde"))
    form = models.CharField(_("form"), max_length=10, choices=Form)
    printed = models.CharField(_("så står det"), max_length=80, blank=True)
    number = models.DecimalField(_("tal"), max_digits=18, decimal_places=4, null=True, blank=True)
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("källhänvisning")
        verbose_name_plural = _("källhänvisningar")
        ordering = ["form", "line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["value", "document", "section", "line", "form", "number"],
                name="citation_once_per_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.line}"

    @property
    def contradicts(self) -> bool:
        return self.number is not None and self.number != self.value.value
