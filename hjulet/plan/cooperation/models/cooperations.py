"""Cooperation: with whom, about what, in what form and for how long. SOSFS 2011:9 4 kap. 5–6 §§."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.log.chain import record
from hjulet.base.organisation.choices import LawArea
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.reach import paths_reached, touching
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.models import Sourced
from hjulet.plan.cooperation import rules
from hjulet.plan.cooperation.choices import Form, Lasting, Obstacle, Shown, Standing, State
from hjulet.plan.cooperation.models.partners import Partner
from hjulet.plan.procedures.models import Process


class CannotCooperate(Exception):
    """It cannot be saved, ended or renewed; the list says why."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class CooperationQuerySet(models.QuerySet["Cooperation"]):
    def visible_to(self, user: User, day: date) -> CooperationQuerySet:
        """How we cooperate is no secret to those it holds for, above them or below."""
        here = touching(paths_reached(user, day, *TABLE[Verb.SEE_COOPERATION]))
        named = Cooperation.units.through.objects.filter(here).values("cooperation")
        return self.filter(here | Q(pk__in=named))

    def open_to(self, user: User, day: date, verb: Verb = Verb.CHANGE_COOPERATION) -> CooperationQuerySet:
        """Those whom a role reaches with the verb."""
        return self.filter(reached_by(user, day, *TABLE[verb], path="unit__path"))

    def below(self, unit: Unit) -> CooperationQuerySet:
        """Of the unit and everything under it, and what others have said holds there."""
        return self.filter(
            Q(unit__path__startswith=unit.path)
            | Exists(Cooperation.units.through.objects.filter(
                cooperation=OuterRef("pk"), unit__path__startswith=unit.path
            ))
        )  # fmt: skip

    def not_followed(self) -> CooperationQuerySet:
        """Without those that another one follows."""
        return self.filter(followed_by=None)

    def in_force(self) -> CooperationQuerySet:
        return self.filter(state=State.IN_FORCE).not_followed()

    def expired(self, today: date) -> CooperationQuerySet:
        """Past their last day, and nothing prolongs them."""
        return self.in_force().filter(valid_to__lt=today, prolongs_by=None)

    def expiring(self, today: date, until: date) -> CooperationQuerySet:
        """What goes on by itself expires only while somebody may still give notice."""
        here = self.in_force()
        rolling = [
            one.pk
            for one in here.filter(prolongs_by__isnull=False)
            if (end := one.end_on(today)) and end <= until and not one.is_going_on(today)
        ]
        return here.filter(Q(prolongs_by=None, valid_to__gte=today, valid_to__lte=until) | Q(pk__in=rolling))

    def supporting(self, process: Process, today: date) -> list[Cooperation]:
        """Those in force on the day that say that they support the process."""
        found = self.in_force().filter(processes=process).select_related("followed_by")
        return [one for one in found if one.standing(today) in {Standing.IN_FORCE, Standing.EXPIRES}]

    def without_owner(self) -> CooperationQuerySet:
        return self.exclude(state=State.ENDED).not_followed().filter(owner=None)

    def shown_as(self, shown: Shown, today: date) -> CooperationQuerySet:
        match shown:
            case Shown.EXPIRES:
                return self.expiring(today, rules.add_months(today, rules.MONTHS_AHEAD))
            case Shown.EXPIRED:
                return self.expired(today)
            case Shown.NO_OWNER:
                return self.without_owner()
            case Shown.PLANNED:
                return self.filter(state=State.PLANNED)
            case Shown.ENDED:
                return self.filter(Q(state=State.ENDED) | Q(followed_by__isnull=False))
            case Shown.CURRENT:
                return self.exclude(state=State.ENDED).not_followed()


class Cooperation(Sourced):
    """How we work together with others: an agreement, or something less firm. Samverkan."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("hör till"))
    units = models.ManyToManyField(
        Unit, related_name="+", blank=True, verbose_name=_("gäller också för")
    )  # beside the unit and everything below it
    title = models.CharField(_("rubrik"), max_length=200)
    slug = models.SlugField(_("kortnamn"), max_length=80, blank=True)  # as the source calls it
    form = models.CharField(_("form"), max_length=14, choices=Form, default=Form.AGREEMENT)
    state = models.CharField(_("status"), max_length=10, choices=State, default=State.IN_FORCE)
    state_said = models.CharField(_("status enligt källan"), max_length=120, blank=True)
    partners = models.ManyToManyField(Partner, related_name="cooperations", verbose_name=_("parter"))
    processes = models.ManyToManyField(
        Process, related_name="+", blank=True, verbose_name=_("stödjer processerna")
    )
    law_codes = models.CharField(_("lagområden"), max_length=40, blank=True)  # "SoL LSS"
    purpose = models.TextField(_("vad vi samverkar om"), blank=True)
    practice = models.TextField(_("så samverkar vi"), blank=True)
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    contact = models.CharField(_("kontakt hos den andra parten"), max_length=300, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("ansvarig"),
    )  # fmt: skip
    signed_on = models.DateField(_("undertecknat"), null=True, blank=True)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    lasting = models.CharField(_("hur länge"), max_length=8, choices=Lasting, default=Lasting.UNKNOWN)
    valid_to = models.DateField(_("gäller till och med"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("uppsägningstid, månader"), null=True, blank=True)
    prolongs_by = models.PositiveSmallIntegerField(
        _("förlängs med, månader"), null=True, blank=True
    )  # by itself, unless somebody gives notice
    follows = models.OneToOneField(
        "self", models.PROTECT, related_name="followed_by", null=True, blank=True, verbose_name=_("följer på")
    )
    ended_on = models.DateField(_("avslutad"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    end_reason = models.CharField(_("avslutad därför att"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    form_token = models.UUIDField(null=True, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other

    objects = CooperationQuerySet.as_manager()

    class Meta:
        verbose_name = _("samverkan")
        verbose_name_plural = _("samverkan")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cooperation_has_a_last_day_when_it_lasts_until_one",
                condition=Q(lasting=Lasting.UNTIL, valid_to__isnull=False)
                | Q(~Q(lasting=Lasting.UNTIL), valid_to=None, prolongs_by=None),
            ),
            models.CheckConstraint(
                name="cooperation_ends_after_it_begins",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="cooperation_prolongs_by_months", condition=Q(prolongs_by=None) | Q(prolongs_by__gte=1)
            ),
            models.CheckConstraint(
                name="cooperation_ended_says_why",  # and when, unless a source does not say
                condition=Q(state=State.ENDED) & ~Q(end_reason="")
                | Q(~Q(state=State.ENDED), ended_on=None, ended_by=None, end_reason=""),
            ),
            models.CheckConstraint(
                name="cooperation_follows_another", condition=Q(follows=None) | ~Q(follows=F("pk"))
            ),
            models.UniqueConstraint(fields=["created_by", "form_token"], name="cooperation_once_per_form"),
            models.UniqueConstraint(
                fields=["document", "slug"], condition=Q(document__isnull=False), name="cooperation_once_per_source"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cooperation:detail", args=[self.pk])

    @property
    def law_areas(self) -> tuple[LawArea, ...]:
        return tuple(LawArea(code) for code in self.law_codes.split())

    @property
    def is_renewed(self) -> bool:
        return hasattr(self, "followed_by")

    @property
    def is_agreement(self) -> bool:
        return Form(self.form) in rules.WRITTEN

    def end_on(self, today: date) -> date | None:
        return rules.end_on(self.valid_to, self.prolongs_by, today)

    def last_notice_day(self, today: date) -> date | None:
        return rules.last_notice_day(self.end_on(today), self.notice_months)

    def standing(self, today: date) -> Standing:
        return rules.standing(
            State(self.state), self.end_on(today), today,
            is_renewed=self.is_renewed, is_going_on=self.is_going_on(today),
        )  # fmt: skip

    def is_going_on(self, today: date) -> bool:
        return rules.is_going_on(self.end_on(today), self.notice_months, self.prolongs_by, today)

    def lock(self) -> None:
        """Read anew and kept until the transaction ends."""
        self.refresh_from_db(from_queryset=Cooperation.objects.select_for_update(of=("self",)))

    @transaction.atomic
    def begin(self, *, by: User, at: datetime) -> None:
        """What was planned holds from now on. Raises CannotCooperate."""
        self.lock()
        if State.IN_FORCE not in rules.TRANSITIONS[State(self.state)]:
            raise CannotCooperate([Obstacle.ALREADY])
        if obstacles := self.obstacles_in_force():
            raise CannotCooperate(obstacles)
        self.state, self.revision = State.IN_FORCE, self.revision + 1
        self.save(update_fields=["state", "revision"])
        record("cooperation.begun", self, by=by, at=at)

    def obstacles_in_force(self) -> list[Obstacle]:
        """What it lacks to be in force."""
        return rules.obstacles_to_saving(
            State.IN_FORCE, Form(self.form), Lasting(self.lasting), valid_from=self.valid_from, valid_to=self.valid_to,
            signed_on=self.signed_on, partners=self.partners.count(),
        )  # fmt: skip

    @transaction.atomic
    def end(self, ended_on: date, *, reason: str, by: User, at: datetime) -> None:
        """It holds no more. Raises CannotCooperate. Nobody is told: see workflows.end_cooperation."""
        self.lock()
        today = localtime(at).date()
        obstacles = rules.obstacles_to_ending(
            State(self.state), ended_on, today, reason=reason, is_renewed=self.is_renewed
        )
        if obstacles:
            raise CannotCooperate(obstacles)
        self.state, self.ended_on, self.ended_by = State.ENDED, ended_on, by
        self.end_reason, self.revision = reason.strip(), self.revision + 1
        self.save(update_fields=["state", "ended_on", "ended_by", "end_reason", "revision"])
        record("cooperation.ended", self, by=by, at=at, ended_on=ended_on)

    @transaction.atomic
    def prolong(self, *, at: datetime) -> None:
        """It went on by itself: the new last day, once the old one has been. Nothing happens when there is none."""
        self.lock()
        end = self.end_on(localtime(at).date())
        if self.state != State.IN_FORCE or end is None or end == self.valid_to:
            return
        was, self.valid_to, self.revision = self.valid_to, end, self.revision + 1
        self.save(update_fields=["valid_to", "revision"])
        record("cooperation.prolonged", self, by=None, at=at, was=was, now=end)


class CooperationFile(models.Model):
    """A document that belongs to a cooperation: the signed agreement, an appendix."""

    cooperation = models.ForeignKey(Cooperation, models.PROTECT, related_name="files")
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fil"))

    class Meta:
        verbose_name = _("samverkansdokument")
        verbose_name_plural = _("samverkansdokument")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file_id)
