"""What is left of a report that was written without a net: when it was written, or what the form could not take."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.identities.fields import SealedTextField
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, within
from hjulet.check.deviations.choices import Door, WhyStranded
from hjulet.check.deviations.models.deviations import Deviation


class OfflineReport(models.Model):
    """A deviation that was written on a telephone without a net, and sent later."""

    deviation = models.OneToOneField(
        Deviation, models.CASCADE, related_name="offline", verbose_name=_("avvikelse")
    )
    written_at = models.DateTimeField(_("skriven"))
    is_late = models.BooleanField(_("skriven efter tillståndets tid"), default=False)

    class Meta:
        verbose_name = _("rapport utan nät")
        verbose_name_plural = _("rapporter utan nät")

    def __str__(self) -> str:
        return f"{self.deviation_id} {self.written_at}"


class StrandedReportQuerySet(models.QuerySet["StrandedReport"]):
    def visible_to(self, user: User, day: date) -> "StrandedReportQuerySet":
        """Who wrote it, or who would have received it; never the manager that it is about."""
        managed = within(paths_reached(user, day, Role.MANAGER, Role.PROVIDER))
        headed = within(paths_reached(user, day, Role.DEPARTMENT_HEAD))
        social = within(paths_reached(user, day, Role.SAS))
        past = headed | Q(social, concerns_manager=True)
        return self.filter(Q(user=user) | Q(managed, concerns_manager=False) | past)


class StrandedReport(models.Model):
    """A report that came in from a telephone and could not be received as it was. Kept, sealed, until somebody mends it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("skriven av"),
    )  # fmt: skip
    door = models.CharField(_("väg in"), max_length=10, choices=Door)
    concerns_manager = models.BooleanField(_("gäller din chef"), default=False)
    client_id = models.UUIDField(unique=True)  # sent twice, it strands once
    why = models.CharField(_("varför"), max_length=11, choices=WhyStranded)
    said = SealedTextField(_("det som är skrivet"))  # JSON: the form's fields, or the envelope as it came
    written_at = models.DateTimeField(_("skriven"))
    is_late = models.BooleanField(default=False)
    received_at = models.DateTimeField(_("kom fram"))

    objects = StrandedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("rapport som behöver kompletteras")
        verbose_name_plural = _("rapporter som behöver kompletteras")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return str(self.client_id)
