"""A file of values, from upload to undo: what it is, what was said of it, and what it made or changed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.check.indicators.choices import Missing
from hjulet.check.indicators.imports.choices import ImportState
from hjulet.check.indicators.models.values import Value
from hjulet.check.indicators.questions.choices import QuestionState


class ValueMap(models.Model):
    """What the columns and words of a source's files mean, remembered from last time."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    source = models.CharField(_("källa"), max_length=80)
    told = models.JSONField(default=dict)  # imports.columns.Told
    words = models.JSONField(default=dict)  # what is held → their word → ours

    class Meta:
        verbose_name = _("värdekarta")
        verbose_name_plural = _("värdekartor")
        constraints = [models.UniqueConstraint(fields=["municipality", "source"], name="value_map_once")]

    def __str__(self) -> str:
        return self.source


class ValueImportQuerySet(models.QuerySet["ValueImport"]):
    def visible_to(self, user: User, day: date) -> "ValueImportQuerySet":
        """The own municipality's; who may read values in is a verb of its own."""
        return self.filter(municipality=user.municipality_id)


class ValueImport(models.Model):
    """A file of values: kept sealed until it is read in or taken away."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    source = models.CharField(_("källa"), max_length=80)
    filename = models.CharField(_("filnamn"), max_length=150)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("fil")
    )
    told = models.JSONField(default=dict)  # imports.columns.Told, empty until somebody has looked
    is_published = models.BooleanField(_("siffrorna är redan publicerade"), default=False)
    state = models.CharField(_("status"), max_length=10, choices=ImportState, default=ImportState.WAITING)
    made = models.PositiveIntegerField(_("nya värden"), default=0)
    changed = models.PositiveIntegerField(_("rättade värden"), default=0)
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

    objects = ValueImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläsning av värden")
        verbose_name_plural = _("inläsningar av värden")
        constraints = [
            models.CheckConstraint(
                name="value_import_waiting_has_its_file",
                condition=~Q(state=ImportState.WAITING) | Q(file__isnull=False),
            ),
            models.CheckConstraint(
                name="value_import_run_says_when_and_by_whom",
                condition=Q(state=ImportState.WAITING, run_by=None, run_at=None)
                | Q(~Q(state=ImportState.WAITING), run_by__isnull=False, run_at__isnull=False),
            ),
            models.CheckConstraint(
                name="value_import_undone_says_when_and_by_whom",
                condition=Q(state=ImportState.UNDONE, undone_by__isnull=False, undone_at__isnull=False)
                | Q(~Q(state=ImportState.UNDONE), undone_by=None, undone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"


class ImportedValueQuerySet(models.QuerySet["ImportedValue"]):
    def touched(self) -> "ImportedValueQuerySet":
        """Those whose value somebody has corrected, or a later file told of, since it was read in."""
        later = ImportedValue.objects.filter(
            value=OuterRef("value"), pk__gt=OuterRef("pk"), batch__state=ImportState.DONE
        )
        counted = self.annotate(now=models.Count("value__revisions"))
        return counted.filter(~Q(now=F("revisions")) | Q(Exists(later.exclude(batch=OuterRef("batch")))))

    def asked(self) -> "ImportedValueQuerySet":
        """New ones that somebody has asked about: taking them away would take the question away."""
        standing = Q(value__questions__state__in=[QuestionState.OPEN, QuestionState.ANSWERED])
        return self.filter(standing, is_new=True)


class ImportedValue(models.Model):
    """A value that an import made or changed: where it stood in the file, and what it was before."""

    batch = models.ForeignKey(ValueImport, models.CASCADE, related_name="values", verbose_name=_("inläsning"))
    value = models.ForeignKey(Value, models.CASCADE, related_name="imported", verbose_name=_("värde"))
    row = models.PositiveIntegerField(_("rad"))
    column = models.CharField(_("kolumn"), max_length=120)
    is_new = models.BooleanField()
    was = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    was_decimals = models.PositiveSmallIntegerField(null=True)  # as it was written: 94 or 94,0
    was_missing = models.CharField(max_length=15, choices=Missing, blank=True)
    was_respondents = models.PositiveIntegerField(null=True)
    was_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    revisions = models.PositiveSmallIntegerField(default=0)  # of the value, when this import was done with it

    objects = ImportedValueQuerySet.as_manager()

    class Meta:
        verbose_name = _("inläst värde")
        verbose_name_plural = _("inlästa värden")
        constraints = [
            models.UniqueConstraint(fields=["batch", "value"], name="imported_value_once_per_file")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.value_id}"
