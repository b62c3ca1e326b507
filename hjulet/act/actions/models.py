"""Needs (utvecklingsbehov) and the actions that answer them."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions import rules
from hjulet.act.actions.choices import Obstacle, Shown, Status
from hjulet.base.law import AREA_BY_KEY, AREA_CHOICES, Area
from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.models import Sourced


class CannotChangeStatus(Exception):
    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class NeedQuerySet(models.QuerySet["Need"]):
    def visible_to(self, user: User, day: date) -> "NeedQuerySet":
        """Some role of the user reaches the unit; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> "NeedQuerySet":
        """A role that gives the verb reaches the unit: what a list may hold."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def below(self, unit: Unit) -> "NeedQuerySet":
        return self.filter(unit__path__startswith=unit.path)


class Need(Sourced):
    """A development need (utvecklingsbehov) found in an area of SOSFS 2011:9."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    area = models.CharField(_("område"), max_length=20, choices=AREA_CHOICES)
    title = models.CharField(_("behov"), max_length=200)
    description = models.TextField(_("beskrivning"), blank=True)
    year = models.PositiveSmallIntegerField(_("år"))
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    raised_at = models.DateTimeField(_("väckt"), null=True, blank=True)
    form_token = models.UUIDField(null=True, blank=True)  # one form makes one row, however often it is sent
    is_derived = models.BooleanField(
        _("härlett"), default=False
    )  # read out of a rating or risk, not written so

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("utvecklingsbehov")
        verbose_name_plural = _("utvecklingsbehov")
        ordering = ["-year", "area", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["raised_by", "form_token"], name="need_once_per_form"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> Area:
        return AREA_BY_KEY[self.area]


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, user: User, day: date) -> "ActionQuerySet":
        """Some role of the user reaches the unit; what the role may do there is asked apart."""
        return self.filter(reached_by(user, day, path="unit__path"))

    def open_to(self, user: User, day: date, verb: Verb = Verb.SEE_ACTIONS) -> "ActionQuerySet":
        """A role that gives the verb reaches the unit: what a list may hold."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def below(self, unit: Unit) -> "ActionQuerySet":
        return self.filter(unit__path__startswith=unit.path)

    def open(self) -> "ActionQuerySet":
        return self.filter(status__in=rules.OPEN)

    def under_way(self) -> "ActionQuerySet":
        return self.filter(status__in=rules.UNDER_WAY)

    def overdue(self, today: date) -> "ActionQuerySet":
        return self.open().filter(due_on__lt=today)

    def without_owner(self) -> "ActionQuerySet":
        return self.open().filter(owner=None)

    def shown_as(self, shown: Shown, today: date) -> "ActionQuerySet":
        """The actions behind a word of the list's sentence."""
        found = self.filter(status__in=rules.STATUSES_SHOWN[shown])
        if shown == Shown.OVERDUE:
            return found.overdue(today)
        return found.without_owner() if shown == Shown.NO_OWNER else found

    def counted(self, today: date) -> dict[str, int]:
        """The sums above a list, in one query."""
        return self.order_by().aggregate(
            total=Count("pk"),
            open=Count("pk", filter=Q(status__in=rules.OPEN)),
            under_way=Count("pk", filter=Q(status__in=rules.UNDER_WAY)),
            overdue=Count("pk", filter=Q(status__in=rules.OPEN, due_on__lt=today)),
            done=Count("pk", filter=Q(status=Status.DONE)),
        )

    def after(self, year: int, number: int) -> "ActionQuerySet":
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

    @property
    def about(self) -> Area:
        return AREA_BY_KEY[self.area]

    def is_overdue(self, today: date) -> bool:
        return rules.is_overdue(Status(self.status), self.due_on, today)

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
