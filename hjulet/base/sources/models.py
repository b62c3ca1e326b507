"""Where a figure comes from: a published document and the place in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality


class Document(models.Model):
    """A report or decision that has been made public and that figures are read from."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    slug = models.SlugField(_("kortnamn"), max_length=80)
    title = models.CharField(_("titel"), max_length=200)
    year = models.PositiveSmallIntegerField(_("avser år"))
    dated_on = models.DateField(_("daterad"), null=True, blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    issued_by = models.CharField(_("upprättad av"), max_length=120, blank=True)
    note = models.TextField(_("anmärkning"), blank=True)

    class Meta:
        verbose_name = _("källdokument")
        verbose_name_plural = _("källdokument")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "slug"], name="document_slug_once_per_municipality"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"


class Sourced(models.Model):
    """A row that was read from a document (ADR 0004): which one, which section, which line."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name=_("källdokument"), null=True, blank=True
    )
    section = models.CharField(_("avsnitt"), max_length=200, blank=True)
    line = models.PositiveIntegerField(_("rad"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def origin(self) -> str:
        """'Kvalitetsberättelse 2025, avsnitt 4.2.1 KKiK, rad 387'."""
        if self.document is None:
            return ""
        parts = [str(self.document)]
        parts += [_("avsnitt %(section)s") % {"section": self.section}] if self.section else []
        parts += [_("rad %(line)s") % {"line": self.line}] if self.line else []
        return ", ".join(parts)
