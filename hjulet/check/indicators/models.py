"""Indicators, their values with revisions and sources, and target levels."""

from datetime import date, datetime
from decimal import Decimal

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User, reached_by
from hjulet.base.sources.models import Sourced
from hjulet.check.indicators import rules
from hjulet.check.indicators.choices import Comparison, Direction, Form, Level, Measure, Missing, Scale
from hjulet.plan.steering.models import Goal


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def of(self, municipality: Municipality) -> "IndicatorQuerySet":
        return self.filter(municipality=municipality)

    def visible_to(self, user: User, day: date) -> "IndicatorQuerySet":
        """Whoever has a role in the municipality may know what it measures; values narrow further."""
        held = user.roles.held_on(day).filter(unit__municipality=models.OuterRef("municipality"))
        return self.filter(models.Exists(held))


class Indicator(Sourced):
    """A measure (mått, nyckeltal) that is followed over time."""

    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun")
    )
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
    aimed_at_by = models.ManyToManyField(Action, related_name="aims_at", blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mått")
        verbose_name_plural = _("mått")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="indicator_slug_once_per_municipality")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_share(self) -> bool:
        """A share of answers or persons: the only kind that an interval from n belongs to."""
        return self.unit_of_measure == "%" and self.measure == Measure.VALUE


class ValueQuerySet(models.QuerySet["Value"]):
    def visible_to(self, user: User, day: date) -> "ValueQuerySet":
        """Own reach, comparisons and whatever the municipality has already published; never another municipality."""
        held = user.roles.held_on(day).filter(unit__municipality=models.OuterRef("indicator__municipality"))
        open_to_all = Q(is_published_source=True) | ~Q(comparison=Comparison.NONE)
        return self.filter(models.Exists(held)).filter(open_to_all | Q(reached_by(user, day, path="unit__path")))

    def within(self, first: date, last: date) -> "ValueQuerySet":
        return self.filter(period_start__gte=first, period_end__lte=last)

    def below(self, unit: Unit) -> "ValueQuerySet":
        return self.filter(unit__path__startswith=unit.path)


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
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.period_said}"

    @transaction.atomic
    def revise(self, *, to: Decimal | None, missing: Missing | str, why: str, by: User, at: datetime) -> None:
        """Correct the value; the old one stays as a revision with who and why. Raises ValueError without a reason."""
        if not why.strip():
            message = "Skriv varför värdet ändras."
            raise ValueError(message)
        if (to is None) == (not missing):
            message = "Ange ett värde eller varför det saknas, inte båda."
            raise ValueError(message)
        self.refresh_from_db(from_queryset=Value.objects.select_for_update(of=("self",)))
        self.revisions.create(
            was=self.value, was_missing=self.missing, now=to, now_missing=missing, why=why.strip(), by=by, at=at
        )
        self.value, self.missing, self.missing_said = to, missing, ""
        self.save(update_fields=["value", "missing", "missing_said"])
        record("value.revised", self, by=by, at=at, was=str(self.value), now=str(to), why=why.strip())


class Revision(models.Model):
    """What a value was before it was corrected, who did it and why."""

    of = models.ForeignKey(Value, models.PROTECT, related_name="revisions", verbose_name=_("värde"))
    was = models.DecimalField(_("var"), max_digits=18, decimal_places=4, null=True)
    was_missing = models.CharField(max_length=15, choices=Missing, blank=True)
    now = models.DecimalField(_("blev"), max_digits=18, decimal_places=4, null=True)
    now_missing = models.CharField(max_length=15, choices=Missing, blank=True)
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
                fields=["value", "document", "section", "line", "form", "number"], name="citation_once_per_place"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.line}"

    @property
    def contradicts(self) -> bool:
        return self.number is not None and self.number != self.value.value


class Target(Sourced):
    """Target levels (målnivåer) of an indicator: three bands with two cut points between them.

    Made by people it has no holes or overlaps (`rules.from_cuts`); what arrives with them is stored as it is, and
    `faults` says so. Where `indicator` is empty the scale colours every survey of a subject.
    """

    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="targets", null=True, blank=True, verbose_name=_("mått")
    )
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun")
    )
    title = models.CharField(_("rubrik"), max_length=160, blank=True)
    scale = models.CharField(_("skala"), max_length=10, choices=Scale)
    year = models.PositiveSmallIntegerField(_("år"))
    good_said = models.CharField(_("grön, så står det"), max_length=40, blank=True)
    good_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    good_lower_included = models.BooleanField(default=False)
    good_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    good_upper_included = models.BooleanField(default=False)
    middle_said = models.CharField(_("gul, så står det"), max_length=40, blank=True)
    middle_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    middle_lower_included = models.BooleanField(default=False)
    middle_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    middle_upper_included = models.BooleanField(default=False)
    bad_said = models.CharField(_("röd, så står det"), max_length=40, blank=True)
    bad_lower = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bad_lower_included = models.BooleanField(default=False)
    bad_upper = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    bad_upper_included = models.BooleanField(default=False)
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("målnivå")
        verbose_name_plural = _("målnivåer")

    def __str__(self) -> str:
        return self.title or str(self.indicator)

    @property
    def bands(self) -> rules.Bands:
        def band(name: str) -> rules.Band:
            return rules.Band(
                getattr(self, f"{name}_lower"),
                getattr(self, f"{name}_lower_included"),
                getattr(self, f"{name}_upper"),
                getattr(self, f"{name}_upper_included"),
            )

        return rules.Bands(band("good"), band("middle"), band("bad"))

    @property
    def faults(self) -> list[str]:
        return rules.faults_in_scale(self.bands) if self.scale != Scale.QUARTILE else []

    def level_of(self, value: Decimal) -> Level | None:
        """The level of the value; None where the scale is relative (quartiles) and the others' values are unknown."""
        return None if self.scale == Scale.QUARTILE else rules.level_of(value, self.bands)
