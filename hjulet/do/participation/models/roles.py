"""Quality roles (ombud) and their meetings."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.models import User
from hjulet.do.participation.choices import RoleKind
from hjulet.do.participation.models.training import for_me


class QualityRoleQuerySet(models.QuerySet["QualityRole"]):
    def visible_to(self, user: User, day: date) -> QualityRoleQuerySet:
        """Who is ombud is no secret to those who work at the unit, above it or below it."""
        return self.filter(for_me(user, day))

    def on(self, day: date) -> QualityRoleQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)

    def not_over(self, day: date) -> QualityRoleQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day))


class QualityRole(models.Model):
    """Somebody is ombud at a unit for a term. It gives no access to cases. SOSFS 2011:9 6 kap."""

    kind = models.CharField(_("uppdrag"), max_length=20, choices=RoleKind)
    title = models.CharField(_("annat uppdrag"), max_length=80, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till och med"), null=True, blank=True)
    appointed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = QualityRoleQuerySet.as_manager()

    class Meta:
        verbose_name = _("ombudsuppdrag")
        verbose_name_plural = _("ombudsuppdrag")
        ordering = ["kind", "title", "unit__path", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quality_role_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="quality_role_other_has_a_title", condition=~Q(kind=RoleKind.OTHER) | ~Q(title="")
            ),
            models.UniqueConstraint(
                fields=["kind", "title", "unit", "user", "starts_on"], name="quality_role_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.title or str(self.get_kind_display())

    @transaction.atomic
    def end(self, day: date, *, by: User, at: datetime) -> None:
        """The term ends with this day."""
        self.refresh_from_db(from_queryset=QualityRole.objects.select_for_update(of=("self",)))
        if self.ends_on is not None and self.ends_on <= day:
            return
        self.ends_on = max(day, self.starts_on)
        self.save(update_fields=["ends_on"])
        record("qualityrole.ended", self, by=by, at=at, user=self.user_id, ends_on=self.ends_on)


class RoleMeetingQuerySet(models.QuerySet["RoleMeeting"]):
    def visible_to(self, user: User, day: date) -> RoleMeetingQuerySet:
        return self.filter(for_me(user, day))


class RoleMeeting(models.Model):
    """A meeting of those with the same quality role, and what they said there."""

    kind = models.CharField(_("uppdrag"), max_length=20, choices=RoleKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("gäller för"))
    held_on = models.DateField(_("dag"))
    place = models.CharField(_("plats"), max_length=120, blank=True)
    notes = models.TextField(_("anteckningar"), blank=True)
    who_came = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    form_token = models.UUIDField(null=True, blank=True)

    objects = RoleMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("ombudsmöte")
        verbose_name_plural = _("ombudsmöten")
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["written_by", "form_token"], name="role_meeting_once_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.held_on}"
