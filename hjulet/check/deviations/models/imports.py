"""A file from another system, from upload to cases, and which cases came out of it."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.deviations.models.deviations import Deviation
from hjulet.check.deviations.sources.choices import ImportState


class DeviationImportQuerySet(models.QuerySet["DeviationImport"]):
    def visible_to(self, user: User, day: date) -> "DeviationImportQuerySet":
        """The own municipality's; who may read files in is a verb of its own."""
        return self.filter(municipality=user.municipality_id)

    def newest_first(self) -> "DeviationImportQuerySet":
        return self.order_by("-pk")


class DeviationImport(models.Model):
    """A file of another system's deviations: kept sealed until it is read in or taken away."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    system = models.CharField(_("system"), max_length=40)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("fil")
    )
    state = models.CharField(_("status"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    skips_faulty = models.BooleanField(_("hoppa över rader med fel"), default=False)
    is_handled_here = models.BooleanField(_("påminn om öppna händelser"), default=False)
    total = models.PositiveIntegerField(_("att läsa in"), default=0)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uppladdad"))
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    run_at = models.DateTimeField(_("inläst"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    undone_at = models.DateTimeField(_("ångrad"), null=True, blank=True)

    objects = DeviationImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläsning av avvikelser")
        verbose_name_plural = _("inläsningar av avvikelser")
        constraints = [
            models.CheckConstraint(
                name="import_waiting_has_its_file",
                condition=~Q(state__in=[ImportState.WAITING, ImportState.RUNNING]) | Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="import_run_says_when_and_by_whom",
                condition=Q(state=ImportState.WAITING, run_by=None, run_at=None)
                | Q(~Q(state=ImportState.WAITING), run_by__isnull=False, run_at__isnull=False),
            ),
            models.CheckConstraint(
                name="import_undone_says_when_and_by_whom",
                condition=Q(state=ImportState.UNDONE, undone_by__isnull=False, undone_at__isnull=False)
                | Q(~Q(state=ImportState.UNDONE), undone_by=None, undone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.pk}"


class ImportedDeviationQuerySet(models.QuerySet["ImportedDeviation"]):
    def touched(self) -> "ImportedDeviationQuerySet":
        """Those that somebody has worked with here since they were read in."""
        related = ("messages", "decided", "doublets", "external", "parts__causes", "parts__team",
                   "parts__contributions", "parts__device")  # fmt: skip
        condition = ~Q(state=models.F("deviation__state")) | Q(deviation__reason_at__isnull=False)
        condition |= Q(deviation__judged_at__isnull=False)
        cases = Deviation.objects.filter(pk=OuterRef("deviation"))
        work = cases.filter(Q(parts__revision__gt=1) | Q(parts__moved_to_lex_at__isnull=False))
        condition |= Q(Exists(work))
        for name in related:
            condition |= Q(Exists(cases.filter(**{f"{name}__isnull": False})))
        return self.filter(condition)


class ImportedDeviation(models.Model):
    """That a case came out of an import, and where it stood then."""

    batch = models.ForeignKey(
        DeviationImport, models.CASCADE, related_name="cases", verbose_name=_("inläsning")
    )
    deviation = models.OneToOneField(
        Deviation, models.CASCADE, related_name="imported", verbose_name=_("avvikelse")
    )
    state = models.CharField(max_length=15)

    objects = ImportedDeviationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläst avvikelse")
        verbose_name_plural = _("inlästa avvikelser")

    def __str__(self) -> str:
        return f"{self.batch_id} {self.deviation_id}"
