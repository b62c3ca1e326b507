"""Actions (åtgärder): what we change, for which need, by whom and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions import rules
from hjulet.act.actions.choices import (
    ActionKind,
    Obstacle,
    ReviewObstacle,
    Shown,
    Status,
    Strength,
    StrengthShown,
)
from hjulet.act.actions.models.needs import Need
from hjulet.act.actions.models.sources import KnownSources, Source, known_sources, sources_of
from hjulet.base.law import AREA_BY_KEY, AREA_CHOICES, Area
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.models import Sourced

if TYPE_CHECKING:
    from hjulet.act.actions.models.reviews import EffectReview


class CannotChangeStatus(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class CannotReview(Exception):
    """An effect review cannot be booked, moved or concluded; the list says why."""

    def __init__(self, obstacles: list[ReviewObstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User, day: date) -> ActionQuerySet:
        """Some role of the user reaches the unit; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> ActionQuerySet:
        """A role that gives the verb reaches the unit: what a list may hold."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def below(self, unit: Unit) -> ActionQuerySet:
        return self.filter(unit__path__startswith=unit.path)

    def open(self) -> ActionQuerySet:
        return self.filter(status__in=rules.OPEN)

    def under_way(self) -> ActionQuerySet:
        return self.filter(status__in=rules.UNDER_WAY)

    def overdue(self, today: date) -> ActionQuerySet:
        return self.open().filter(due_on__lt=today)

    def without_owner(self) -> ActionQuerySet:
        return self.open().filter(owner=None)

    def without_effect_review(self) -> ActionQuerySet:
        """Those whose effect nobody has concluded yet. What is not carried out has no effect to look for."""
        return self.exclude(status=Status.NOT_DONE).exclude(reviews__reviewed_on__isnull=False)

    def shown_as(self, shown: Shown, today: date) -> ActionQuerySet:
        """The actions behind a word of the list's sentence."""
        found = self.filter(status__in=rules.STATUSES_SHOWN[shown])
        if shown == Shown.OVERDUE:
            return found.overdue(today)
        return found.without_owner() if shown == Shown.NO_OWNER else found

    def as_strong_as(self, shown: StrengthShown) -> ActionQuerySet:
        return self.filter(strength=rules.STRENGTHS_SHOWN[shown])

    def counted(self, today: date) -> dict[str, int]:
        """The sums above a list, in one query."""
        return self.order_by().aggregate(
            total=Count("pk"),
            open=Count("pk", filter=Q(status__in=rules.OPEN)),
            under_way=Count("pk", filter=Q(status__in=rules.UNDER_WAY)),
            overdue=Count("pk", filter=Q(status__in=rules.OPEN, due_on__lt=today)),
            done=Count("pk", filter=Q(status=Status.DONE)),
        )

    def after(self, year: int, number: int) -> ActionQuerySet:
        """The rows after this one: newest year first, then in the order they were written (keyset)."""
        return self.order_by("-year", "pk").filter(Q(year__lt=year) | Q(year=year, pk__gt=number))


class Action(Sourced):
    """Something we change. Åtgärd, SOSFS 2011:9 5 kap. 7 §."""

    slug = models.SlugField(
        _("kortnamn"), max_length=40, blank=True
    )  # "a25-001" when it was read from a report
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    area = models.CharField(_("område"), max_length=20, choices=AREA_CHOICES)
    subject = models.CharField(_("ämne"), max_length=60, blank=True)
    title = models.CharField(_("åtgärd"), max_length=200)
    description = models.TextField(_("beskrivning"), blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    kind = models.CharField(_("slag"), max_length=15, choices=ActionKind, blank=True)
    strength = models.CharField(_("styrka"), max_length=12, choices=Strength, blank=True)  # empty: not judged
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    status_reason = models.CharField(_("varför"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("ansvarig"),
    )  # fmt: skip
    starts_on = models.DateField(_("börjar"), null=True, blank=True)
    due_on = models.DateField(_("klar senast"), null=True, blank=True)
    done_on = models.DateField(_("klar"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other
    form_token = models.UUIDField(null=True, blank=True)  # one form makes one row, however often it is sent
    needs = models.ManyToManyField(Need, related_name="actions", blank=True, verbose_name=_("svarar mot"))

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        ordering = ["-year", "area", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_done_on_only_when_done", condition=Q(done_on=None) | Q(status=Status.DONE)
            ),
            models.CheckConstraint(
                name="action_due_after_start",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=models.F("starts_on")),
            ),
            models.UniqueConstraint(fields=["created_by", "form_token"], name="action_once_per_form"),
            models.UniqueConstraint(
                fields=["document", "slug"], condition=~Q(slug=""), name="action_slug_once_per_document"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actions:detail", args=[self.pk])

    @property
    def about(self) -> Area:
        return AREA_BY_KEY[self.area]

    def is_overdue(self, today: date) -> bool:
        return rules.is_overdue(Status(self.status), self.due_on, today)

    def sources(self) -> list[Source]:
        """Everything the action answers, one group for each kind: needs, deviations, risks …"""
        return sources_of(self)

    def sources_known_to(self, user: User, day: date) -> KnownSources:
        """What this person may read of it, and how many more there are."""
        return known_sources(self, user, day)

    def obstacles_to(self, wanted: Status, *, reason: str = "") -> list[Obstacle]:
        return rules.obstacles_to_status(
            Status(self.status), wanted, has_owner=self.owner_id is not None, reason=reason
        )

    @transaction.atomic
    def move_to(self, wanted: Status, *, by: User, at: datetime, reason: str = "") -> None:
        """Change status: lock, check, change, log. Raises CannotChangeStatus with the list of reasons."""
        self.refresh_from_db(from_queryset=Action.objects.select_for_update(of=("self",)))
        if obstacles := self.obstacles_to(wanted, reason=reason):
            raise CannotChangeStatus(obstacles)
        was = self.status
        self.status, self.status_reason = wanted, reason.strip()
        self.done_on = localtime(at).date() if wanted == Status.DONE else None
        self.changed_by, self.changed_at, self.revision = by, at, self.revision + 1
        self.save(
            update_fields=["status", "status_reason", "done_on", "changed_by", "changed_at", "revision"]
        )
        record("action.moved", self, by=by, at=at, was=was, now=wanted)

    @transaction.atomic
    def book_review(self, due_on: date, *, by: User, at: datetime) -> EffectReview:
        """Decide on which day to see what came of it; the same day twice is one review. Raises CannotReview."""
        self.refresh_from_db(from_queryset=Action.objects.select_for_update(of=("self",)))
        if booked := self.reviews.filter(due_on=due_on, reviewed_on=None).first():
            return booked
        if obstacles := rules.obstacles_to_booking(Status(self.status), due_on, localtime(at).date()):
            raise CannotReview(obstacles)
        review = self.reviews.create(due_on=due_on, booked_by=by, booked_at=at)
        record("effectreview.booked", self, by=by, at=at, review=review.pk, due_on=due_on)
        return review
