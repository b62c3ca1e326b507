"""A deviation: what happened, who has seen it, where it stands. The text of each law stands in its own part."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.files.models import StoredFile
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, within
from hjulet.base.search.index import SearchIndex, matching
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import (
    Channel,
    Door,
    EventClass,
    HowBad,
    Law,
    Obstacle,
    Place,
    State,
    Tile,
)

SEARCHED = SearchIndex("deviations_part", "words", purpose="deviations")
SEES_THE_UNIT = (Role.MANAGER, Role.PROVIDER)


class Refused(Exception):
    """Something about a deviation cannot be done; the obstacles say why, in words."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class DeviationQuerySet(models.QuerySet["Deviation"]):
    def visible_to(self, user: User, day: date) -> "DeviationQuerySet":
        """Who knows that the deviation exists (access.md); what text they read is `Part.visible_to`.

        Whoever a role makes answer for it, the team named on it until it closes, and whoever reported it.
        """
        return self.filter(_known(user, day))

    def known_to(self, user: User, day: date) -> "DeviationQuerySet":
        """Those whose number tells nothing new: a manager does not learn of one about the manager (`Action.sources_known_to`)."""
        return self.filter(Q(concerns_manager=False) | _known(user, day))

    def known_by_role(self, user: User, day: date) -> "DeviationQuerySet":
        """Those that a role of the user reaches: what a list holds."""
        return self.filter(by_role(user, day))

    def below(self, unit: Unit) -> "DeviationQuerySet":
        return self.filter(within([unit.path]))

    def open(self) -> "DeviationQuerySet":
        return self.filter(state__in=rules.OPEN)

    def counted(self) -> "DeviationQuerySet":
        """Those that figures count: not what turned out to be none, not doublets."""
        return self.filter(state__in=rules.COUNTED)

    def late(self, today: date) -> "DeviationQuerySet":
        return self.filter(is_late(today), state__in=rules.TIMED)

    def waiting_for(self, user: User, day: date) -> "DeviationQuerySet":
        """Open ones that are this person's to do: the own units', those led past a manager, and the grave of one's law."""
        grave = _parts().filter(deviation=OuterRef("pk"), moved_to_lex_at=None, severity__gte=rules.GRAVE)
        return (
            self.open()
            .filter(is_in_lex=False)
            .filter(
                in_place_of_manager(user, day) | _by_law(user, day, lambda **law: Exists(grave.filter(**law)))
            )
        )

    def with_part(self, user: User, day: date, **about: Any) -> "DeviationQuerySet":
        """Those with a part like this that the user reads by a role (`Part.visible_to`)."""
        parts = _parts().filter(deviation=OuterRef("pk"), moved_to_lex_at=None, **about)
        readable = _by_law(user, day, lambda **law: Exists(parts.filter(**law)) if law else Q())
        return self.filter(Exists(parts)).filter(in_place_of_manager(user, day) | readable)

    def with_words(self, user: User, day: date, words: str) -> "DeviationQuerySet":
        """Those with all the words, in any form of them, in a part that the user reads by a role."""
        hits = matching(_parts().filter(moved_to_lex_at=None), SEARCHED, words)
        readable = _by_law(
            user, day, lambda **law: Q(pk__in=hits.filter(**law).values("deviation")) if law else Q()
        )
        return self.filter(in_place_of_manager(user, day) | readable, pk__in=hits.values("deviation"))

    def newest_first(self) -> "DeviationQuerySet":
        return self.order_by("-reported_at", "-pk")

    def after(self, reported_at: datetime, number: int) -> "DeviationQuerySet":
        """The rows after this one, newest first (keyset). The plain bound lets PostgreSQL begin there in its index."""
        return self.newest_first().filter(
            Q(reported_at__lt=reported_at) | Q(pk__lt=number), reported_at__lte=reported_at
        )


def is_late(today: date) -> Q:
    """A condition: not judged, or not investigated, after the day it should have been (`rules.is_late`)."""
    unjudged = Q(state=State.RECEIVED, judge_by__lt=today)
    unfinished = Q(~Q(state=State.RECEIVED), state__in=rules.TIMED, investigate_by__lt=today)
    return (unjudged | unfinished) & Q(is_in_lex=False)  # what is in lex has the lex group's deadlines


def _known(user: User, day: date) -> Q:
    """A condition: by a role, by having reported it, or by being named on it while it is open."""
    team = apps.get_model("deviations", "TeamMember")  # defined above this file
    named = team.objects.filter(user=user, part__moved_to_lex_at=None).values("part__deviation")
    return by_role(user, day) | Q(reported_by=user) | Q(Q(pk__in=named), ~Q(state__in=rules.ENDED))


def by_role(user: User, day: date) -> Q:
    """A condition: some role of the user answers for the deviation.

    The unit's manager, unless it is about the manager: then the department's head and SAS. SAS by SoL/LSS, MAS and MAR
    by HSL, the department's head once it is escalated.
    """
    return in_place_of_manager(user, day) | _by_law(user, day, lambda **_law: Q())


def in_place_of_manager(user: User, day: date) -> Q:
    """A condition: the manager's, or of those whom it goes to past the manager."""
    managed = within(paths_reached(user, day, *SEES_THE_UNIT))
    headed = within(paths_reached(user, day, Role.DEPARTMENT_HEAD))
    social = within(paths_reached(user, day, Role.SAS))
    return (
        Q(managed, concerns_manager=False)
        | Q(headed, escalated_at__isnull=False)
        | Q(headed | social, concerns_manager=True)
    )


def _by_law(user: User, day: date, about: Callable[..., Exists | Q]) -> Q:
    """A condition: SAS by the SoL/LSS part, MAS and MAR by the HSL part, and something ABOUT parts of that law."""
    social, medical = paths_reached(user, day, Role.SAS), paths_reached(user, day, Role.MAS, Role.MAR)
    if social == medical:  # somebody with both reads every part: asked once
        return within(social) & Q(about())
    return Q(within(social), has_sol=True) & Q(about(law=Law.SOL)) | Q(within(medical), has_hsl=True) & Q(
        about(law=Law.HSL)
    )


def _parts() -> "models.QuerySet[Any]":
    """Every part; defined above this file, hence by its name."""
    found: models.QuerySet[Any] = apps.get_model("deviations", "Part")._base_manager.all()  # noqa: SLF001
    return found


class Deviation(models.Model):
    """Something that did not go as it should, or might not have. Avvikelse: SOSFS 2011:9 5 kap. 4–5 §§."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    year = models.PositiveSmallIntegerField(_("år"))
    sequence = models.PositiveIntegerField(_("löpnummer"))
    client_id = models.UUIDField(
        unique=True, default=uuid4
    )  # one form makes one report, however often it is sent
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    # what the reporter said
    door = models.CharField(_("väg in"), max_length=10, choices=Door, default=Door.SIGNED_IN)
    channel = models.CharField(_("kom genom"), max_length=10, choices=Channel, blank=True)
    tile = models.CharField(_("vad det gällde"), max_length=12, choices=Tile)
    happened_on = models.DateField(_("dag"))
    happened_time = models.TimeField(_("klockslag"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=10, choices=Place, blank=True)
    place_note = SealedTextField(_("var"), blank=True)
    how_bad = models.CharField(_("hur illa"), max_length=8, choices=HowBad)
    concerns_manager = models.BooleanField(_("gäller din chef"), default=False)
    counted_at = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("räknas vid")
    )  # above the unit when it is about its manager, so that the figures do not tell the manager; else empty
    is_staff_injured = models.BooleanField(_("någon i personalen skadades"), default=False)
    identity = models.ForeignKey(
        Identity, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("den det gäller")
    )
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("bilagor"))
    reported_at = models.DateTimeField(_("rapporterad"))
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name=_("rapporterad av"),
    )  # fmt: skip
    reporter_name = SealedTextField(_("namn"), blank=True)  # who told us, when nobody was signed in
    receipt_mark = models.CharField(max_length=64, blank=True)  # blind mark of the receipt code
    source_system = models.CharField(_("läst från"), max_length=40, blank=True)
    source_number = models.CharField(_("deras nummer"), max_length=60, blank=True)
    # where it stands
    state = models.CharField(_("status"), max_length=15, choices=State, default=State.RECEIVED)
    event_class = models.CharField(_("slag"), max_length=9, choices=EventClass, blank=True)
    has_sol = models.BooleanField(default=False)  # which parts there are, so that lists need not ask
    has_hsl = models.BooleanField(default=False)
    is_small = models.BooleanField(_("liten händelse"), default=False)
    is_police_matter = models.BooleanField(_("polisanmäld"), default=False)
    concerns_child = models.BooleanField(_("barn berörs"), default=False)
    is_coercion = models.BooleanField(_("tvång eller begränsning"), default=False)
    is_privacy_incident = models.BooleanField(_("personuppgiftsincident"), default=False)
    judge_by = models.DateField(_("bedöms senast"))
    investigate_by = models.DateField(_("utreds senast"))
    judged_at = models.DateTimeField(_("bedömd"), null=True, blank=True)
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    escalated_at = models.DateTimeField(_("lyft till avdelningschef"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = SealedTextField(_("varför"), blank=True)  # not a deviation, a doublet, or opened again: why
    reason_at = models.DateTimeField(null=True, blank=True)
    reason_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    no_identity_reason = SealedTextField(_("varför vi inte vet vem det gäller"), blank=True)
    no_action_reason = SealedTextField(_("varför ingen åtgärd"), blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, related_name="doublets", null=True, blank=True, verbose_name=_("dubblett av")
    )
    lex_outcome = models.CharField(
        _("utfall enligt lex"), max_length=100, blank=True
    )  # what the stub may show
    is_in_lex = models.BooleanField(_("utreds helt enligt lex"), default=False)  # no part is left outside
    actions = models.ManyToManyField(
        Action, through="DecidedAction", related_name="deviations", blank=True, verbose_name=_("åtgärder")
    )

    objects = DeviationQuerySet.as_manager()

    class Meta:
        verbose_name = _("avvikelse")
        verbose_name_plural = _("avvikelser")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "sequence"], name="deviation_number_once_per_municipality"
            ),
            models.UniqueConstraint(
                fields=["receipt_mark"], condition=~Q(receipt_mark=""), name="deviation_receipt_once"
            ),
            models.UniqueConstraint(
                fields=["municipality", "source_system", "source_number"],
                condition=~Q(source_number=""),
                name="deviation_read_once_from_another_system",
            ),
            models.CheckConstraint(
                name="deviation_closed_says_when_and_by_whom",
                condition=Q(state=State.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                | Q(~Q(state=State.CLOSED), closed_at__isnull=True, closed_by__isnull=True),
            ),
            models.CheckConstraint(
                name="deviation_judged_says_when_and_by_whom",
                condition=Q(judged_at__isnull=True, judged_by__isnull=True)
                | Q(judged_at__isnull=False, judged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="deviation_doublet_says_of_what",
                condition=Q(state=State.DUPLICATE, merged_into__isnull=False)
                | Q(~Q(state=State.DUPLICATE), merged_into__isnull=True),
            ),
            models.CheckConstraint(
                name="deviation_is_no_doublet_of_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=models.F("pk")),
            ),
        ]
        indexes = [
            models.Index(fields=["-reported_at", "-id"], name="deviation_newest"),
            models.Index(fields=["unit", "-reported_at", "-id"], name="deviation_unit_newest"),
            models.Index(fields=["unit", "happened_on"], name="deviation_unit_day"),
            models.Index(fields=["state", "-reported_at", "-id"], name="deviation_state_newest"),
            models.Index(
                fields=["judge_by"], condition=Q(state=State.RECEIVED), name="deviation_waits_for_judgement"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("deviations:detail", args=[self.pk])

    @property
    def number(self) -> str:
        return f"{self.year}-{self.sequence:05}"

    def is_late(self, today: date) -> bool:
        late = rules.is_late(State(self.state), self.judge_by, self.investigate_by, today)
        return late and not self.is_in_lex
