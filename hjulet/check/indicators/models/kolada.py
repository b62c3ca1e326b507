"""What was fetched from Kolada: the catalogue, groups, units, and each fetch. The values stand in `kolada_values`.

The same for every municipality of the installation, and open to all: Kolada is published. What a municipality shows
as its own are copies in `Indicator` and `Value`.
"""

from django.db import models
from django.db.models import Case, F, Q, When
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.check.indicators.choices import Direction


class KoladaKpiQuerySet(models.QuerySet["KoladaKpi"]):
    def chosen_by(self, municipality: Municipality) -> "KoladaKpiQuerySet":
        return self.filter(pk__in=KoladaChoice.objects.filter(municipality=municipality).values("kpi"))

    def matching(self, words: str) -> "KoladaKpiQuerySet":
        """Every word in the title, the definition or the id; those that live first, and those named so."""
        found, named = self.filter(left_on=None), Q()
        for word in words.split():
            named &= Q(title__icontains=word) | Q(id__iexact=word)
            found = found.filter(
                Q(title__icontains=word) | Q(definition__icontains=word) | Q(id__iexact=word)
            )
        by_name = Case(When(named, then=0), default=1)
        return found.order_by(F("discontinued_after").desc(nulls_first=True), by_name, "operating_area", "id")


class KoladaKpi(models.Model):
    """An indicator (nyckeltal) of Kolada's catalogue."""

    id = models.CharField(_("id"), primary_key=True, max_length=10)
    title = models.CharField(_("namn"), max_length=300)
    definition = models.TextField(_("definition"), blank=True)
    is_divided_by_gender = models.BooleanField(_("könsuppdelat"), default=False)
    municipality_type = models.CharField(_("kommun eller region"), max_length=5, blank=True)
    auspice = models.CharField(_("regi"), max_length=5, blank=True)
    operating_area = models.CharField(_("verksamhet"), max_length=80, blank=True)
    perspective = models.CharField(_("perspektiv"), max_length=40, blank=True)
    has_unit_data = models.BooleanField(_("finns per enhet"), default=False)
    preliminary_on = models.DateField(_("preliminärt publiceras"), null=True, blank=True)
    published_on = models.DateField(_("publiceras nästa gång"), null=True, blank=True)
    period = models.CharField(_("avser då"), max_length=10, blank=True)
    discontinued_after = models.PositiveSmallIntegerField(_("avslutat efter"), null=True, blank=True)
    left_on = models.DateField(_("borta ur katalogen"), null=True, blank=True)
    direction = models.CharField(
        _("riktning"), max_length=10, choices=Direction, default=Direction.NEUTRAL
    )  # ours: Kolada has none

    objects = KoladaKpiQuerySet.as_manager()

    class Meta:
        verbose_name = _("nyckeltal i Kolada")
        verbose_name_plural = _("nyckeltal i Kolada")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.id} {self.title}"

    @property
    def is_discontinued(self) -> bool:
        return self.discontinued_after is not None or self.left_on is not None


class KoladaChoiceQuerySet(models.QuerySet["KoladaChoice"]):
    def of(self, municipality: Municipality) -> "KoladaChoiceQuerySet":
        return self.filter(municipality=municipality)


class KoladaChoice(models.Model):
    """A municipality follows an indicator: when its values were last fetched, and what was then awaited."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    kpi = models.ForeignKey(KoladaKpi, models.PROTECT, related_name="+", verbose_name=_("nyckeltal"))
    chosen_at = models.DateTimeField(_("valt"))
    fetched_on = models.DateField(_("hämtat"), null=True, blank=True)
    fetched_first = models.PositiveSmallIntegerField(_("hämtat från år"), null=True, blank=True)
    fetched_last = models.PositiveSmallIntegerField(_("hämtat till år"), null=True, blank=True)
    awaited_on = models.DateField(_("väntades då"), null=True, blank=True)
    awaited_period = models.CharField(_("period som väntades då"), max_length=10, blank=True)

    objects = KoladaChoiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("valt nyckeltal")
        verbose_name_plural = _("valda nyckeltal")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kpi"], name="kolada_choice_once"),
            models.CheckConstraint(
                name="kolada_choice_fetched_has_years",
                condition=Q(fetched_on=None, fetched_first=None, fetched_last=None)
                | Q(fetched_on__isnull=False, fetched_first__isnull=False, fetched_last__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.kpi_id}"


class KoladaGroup(models.Model):
    """A group of municipalities that Kolada keeps an unweighted mean for. Ids change every year; titles tell."""

    id = models.CharField(_("id"), primary_key=True, max_length=20)
    title = models.CharField(_("namn"), max_length=160)
    members = models.JSONField(_("medlemmar"), default=list)

    class Meta:
        verbose_name = _("grupp i Kolada")
        verbose_name_plural = _("grupper i Kolada")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class KoladaUnit(models.Model):
    """An organisational unit (ou) as Kolada calls it, and ours where the names are the same."""

    id = models.CharField(_("id"), primary_key=True, max_length=20)
    title = models.CharField(_("namn"), max_length=200)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("vår enhet")
    )

    class Meta:
        verbose_name = _("enhet i Kolada")
        verbose_name_plural = _("enheter i Kolada")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class KoladaSyncQuerySet(models.QuerySet["KoladaSync"]):
    def of(self, municipality: Municipality) -> "KoladaSyncQuerySet":
        return self.filter(municipality=municipality).order_by("-pk")

    def finished(self) -> "KoladaSyncQuerySet":
        return self.filter(finished_at__isnull=False)


class KoladaSync(models.Model):
    """A fetch (hämtning): what was asked for, how far it has come, and what it changed."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    asked = models.JSONField(_("det som skulle hämtas"))  # ids and years as they were asked for
    plan = models.JSONField(_("frågorna"))  # the batches, in order
    groups = models.JSONField(_("grupper att jämföra med"), default=dict)  # what it is → its id this year
    position = models.PositiveIntegerField(_("klara frågor"), default=0)
    started_at = models.DateTimeField(_("började"))
    finished_at = models.DateTimeField(_("klar"), null=True, blank=True)
    skipped = models.PositiveIntegerField(_("inget nytt väntades"), default=0)
    added = models.PositiveIntegerField(_("nya värden"), default=0)
    revised = models.PositiveIntegerField(_("ändrade värden"), default=0)
    unchanged = models.PositiveIntegerField(_("oförändrade värden"), default=0)
    kept = models.PositiveIntegerField(_("rättade för hand"), default=0)
    fault = models.CharField(_("varför den stannade"), max_length=300, blank=True)

    objects = KoladaSyncQuerySet.as_manager()

    class Meta:
        verbose_name = _("hämtning från Kolada")
        verbose_name_plural = _("hämtningar från Kolada")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="kolada_sync_finishes_after_it_starts",
                condition=Q(finished_at=None) | Q(finished_at__gte=F("started_at")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.started_at:%Y-%m-%d}"

    @property
    def total(self) -> int:
        return len(self.plan)

    @property
    def is_finished(self) -> bool:
        return self.finished_at is not None
