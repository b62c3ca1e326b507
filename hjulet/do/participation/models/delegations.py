"""Medical tasks that are delegated: by whom, to whom, until when. The patient is never named."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by, units_visible_to
from hjulet.base.people.roles import TABLE
from hjulet.do.participation import rules
from hjulet.do.participation.choices import DelegationObstacle, DelegationState
from hjulet.do.participation.models.training import Course


class CannotDelegate(Exception):
    def __init__(self, obstacles: list[DelegationObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class TaskQuerySet(models.QuerySet["MedicalTask"]):
    def visible_to(self, user: User, day: date) -> TaskQuerySet:
        return self.filter(municipality__in=units_visible_to(user, day).values("municipality"))


class MedicalTask(models.Model):
    """A task in health care that may be delegated here, and the course it needs. MAS decides the list."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    name = models.CharField(_("uppgift"), max_length=120)
    is_medication = models.BooleanField(_("gäller läkemedel"), default=False)
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("kräver kursen")
    )
    is_in_use = models.BooleanField(_("används"), default=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("uppgift att delegera")
        verbose_name_plural = _("uppgifter att delegera")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="medical_task_once")]

    def __str__(self) -> str:
        return self.name


class DelegatorQuerySet(models.QuerySet["Delegator"]):
    def visible_to(self, user: User, day: date) -> DelegatorQuerySet:
        return self.filter(reached_by(user, day, path="unit__path"))

    def on(self, day: date) -> DelegatorQuerySet:
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day)


class Delegator(models.Model):
    """Somebody licensed whom MAS or MAR has named to delegate at a unit and below it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    profession = models.CharField(_("yrke"), max_length=60)
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"), null=True, blank=True)
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)

    objects = DelegatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegerare")
        verbose_name_plural = _("delegerare")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "unit"], condition=Q(ends_on=None), name="delegator_once_at_a_unit"
            ),
            models.CheckConstraint(
                name="delegator_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id}"

    @transaction.atomic
    def end(self, day: date, *, by: User, at: datetime) -> None:
        self.refresh_from_db(from_queryset=Delegator.objects.select_for_update(of=("self",)))
        if self.ends_on is None:
            self.ends_on = max(day, self.starts_on)
            self.save(update_fields=["ends_on"])
            record("delegator.ended", self, by=by, at=at, user=self.user_id)


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def visible_to(self, user: User, day: date) -> DelegationQuerySet:
        """One's own, given or received, and those of the units that one follows up."""
        followed = reached_by(user, day, *TABLE[Verb.SEE_DELEGATIONS], path="unit__path")
        here = Q(unit__municipality__in=units_visible_to(user, day).values("municipality"))
        return self.filter(Q(here, given_to=user) | Q(here, given_by=user) | Q(followed))

    def in_force(self, day: date) -> DelegationQuerySet:
        return self.not_withdrawn(day).filter(starts_on__lte=day, valid_to__gte=day)

    def not_withdrawn(self, day: date) -> DelegationQuerySet:
        return self.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=day))

    def overlapping(self, first: date, last: date) -> DelegationQuerySet:
        return self.filter(withdrawn_on=None, starts_on__lte=last, valid_to__gte=first)

    def below(self, unit: Unit) -> DelegationQuerySet:
        return self.filter(unit__path__startswith=unit.path)


class Delegation(models.Model):
    """A medical task given to a person at a unit, for a time. PSL 6 kap. 3 §."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    task = models.ForeignKey(MedicalTask, models.PROTECT, related_name="+", verbose_name=_("uppgift"))
    given_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("till")
    )
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av")
    )
    limits = models.CharField(_("begränsningar"), max_length=300, blank=True)
    starts_on = models.DateField(_("från"))
    valid_to = models.DateField(_("till och med"))
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(_("mottagen"), null=True, blank=True)  # by the one it is given to
    withdrawn_on = models.DateField(_("återkallad"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    withdrawn_reason = models.CharField(_("varför"), max_length=300, blank=True)
    form_token = models.UUIDField()

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegering")
        verbose_name_plural = _("delegeringar")
        ordering = ["valid_to", "pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_starts", condition=Q(valid_to__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="delegation_to_another", condition=~Q(given_to=F("given_by"))),
            models.CheckConstraint(
                name="delegation_withdrawn_says_by_whom_and_why",
                condition=Q(withdrawn_on=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_on__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason=""),
            ),
            models.UniqueConstraint(fields=["given_by", "form_token"], name="delegation_once_per_form"),
        ]
        indexes = [models.Index(fields=["unit", "valid_to"], name="delegation_by_unit")]

    def __str__(self) -> str:
        return f"{self.task_id} {self.given_to_id}"

    def get_absolute_url(self) -> str:
        return reverse("participation:delegation", args=[self.pk])

    def state(self, today: date) -> DelegationState:
        return rules.delegation_state(self.starts_on, self.valid_to, self.withdrawn_on, today)

    @transaction.atomic
    def accept(self, *, by: User, at: datetime) -> None:
        """The one who got it says that it is understood; once is enough."""
        self.refresh_from_db(from_queryset=Delegation.objects.select_for_update(of=("self",)))
        if self.accepted_at is not None:
            return
        if self.state(localtime(at).date()) in {DelegationState.EXPIRED, DelegationState.WITHDRAWN}:
            raise CannotDelegate([DelegationObstacle.ENDED])
        self.accepted_at = at
        self.save(update_fields=["accepted_at"])
        record("delegation.accepted", self, by=by, at=at)

    @transaction.atomic
    def withdraw(self, reason: str, *, by: User, at: datetime) -> None:
        """It holds no longer, from this day. Raises CannotDelegate."""
        self.refresh_from_db(from_queryset=Delegation.objects.select_for_update(of=("self",)))
        today = localtime(at).date()
        if obstacles := rules.obstacles_to_withdrawing(self.state(today), reason):
            raise CannotDelegate(obstacles)
        self.withdrawn_on, self.withdrawn_by, self.withdrawn_reason = today, by, reason.strip()
        self.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
        record("delegation.withdrawn", self, by=by, at=at, to=self.given_to_id, task=self.task_id)
