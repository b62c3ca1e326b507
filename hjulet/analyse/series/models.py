"""When the way of measuring changed: what comes after is not compared with what came before."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import Law


class BreakQuerySet(models.QuerySet["Break"]):
    def visible_to(self, user: User, day: date) -> BreakQuerySet:
        """The own municipality's, for somebody who has a role there: how we count is no secret."""
        held = user.roles.held_on(day).filter(unit__municipality=OuterRef("municipality"))
        return self.filter(Exists(held))

    def of(self, municipality: Municipality) -> BreakQuerySet:
        return self.filter(municipality=municipality)


class Break(models.Model):
    """A month from which something is counted in another way: a new system, a new list of types. Ändrat mätsätt.

    Charts begin anew there and no verdict crosses it. SOSFS 2011:9 5 kap. 6 §.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("enhet")
    )  # empty: everywhere
    month = models.DateField(_("från och med"))  # its first day; the first month counted in the new way
    title = models.CharField(_("vad som ändrades"), max_length=80)
    law = models.CharField(_("lag"), max_length=3, choices=Law, blank=True)  # empty: all deviations
    type_code = models.CharField(_("typ"), max_length=60, blank=True)  # empty: all types
    measure = models.CharField(
        _("mått"), max_length=120, blank=True
    )  # the slug of an own measurement's measure
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("inskriven"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)

    objects = BreakQuerySet.as_manager()

    class Meta:
        verbose_name = _("ändrat mätsätt")
        verbose_name_plural = _("ändrade mätsätt")
        ordering = ["-month", "pk"]
        constraints = [
            models.CheckConstraint(name="break_month_is_its_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(name="break_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(
                name="break_of_a_type_says_its_law", condition=Q(type_code="") | ~Q(law="")
            ),
            models.CheckConstraint(
                name="break_of_a_measure_or_of_deviations", condition=Q(measure="") | Q(law="", type_code="")
            ),
            models.UniqueConstraint(
                fields=["municipality", "unit", "month", "law", "type_code", "measure"], name="break_once_at_a_unit"
            ),
            models.UniqueConstraint(
                fields=["municipality", "month", "law", "type_code", "measure"], condition=Q(unit=None),
                name="break_once_everywhere",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
