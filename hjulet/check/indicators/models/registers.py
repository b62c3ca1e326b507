"""Quality registers, comparisons and methods that the self-inspection leans on."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.sources.models import Sourced


class Register(Sourced):
    """A register, comparison or method that a year's self-inspection used. SOSFS 2011:9 5 kap. 2 §."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    year = models.PositiveSmallIntegerField(_("år"))
    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=60, blank=True)
    area = models.CharField(_("område"), max_length=160, blank=True)
    note = models.CharField(_("anmärkning"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("register")
        verbose_name_plural = _("register")
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year", "name"], name="register_once_a_year")
        ]

    def __str__(self) -> str:
        return self.name
