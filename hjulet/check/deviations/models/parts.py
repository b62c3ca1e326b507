"""The SoL/LSS part and the HSL part of an event: text, judgement, causes. Each has its own readers (OSL 8 kap. 2 §)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.base.people.reach import paths_reached, within
from hjulet.check.deviations import rules
from hjulet.check.deviations.choices import (
    CareInjury,
    CauseCategory,
    Informed,
    Law,
    Probability,
    RoutineFault,
    Severity,
)
from hjulet.check.deviations.models.deviations import Deviation
from hjulet.check.deviations.models.registers import DeviationType
from hjulet.check.deviations.rules import ENDED
from hjulet.plan.procedures.models import Routine

SEES_ALL_PARTS = (Role.MANAGER, Role.PROVIDER)


class PartQuerySet(models.QuerySet["Part"]):
    def visible_to(self, user: User, day: date) -> "PartQuerySet":
        """Who reads the text of a part: the unit's manager both, SAS the SoL/LSS part, MAS and MAR the HSL part.

        And the team named on the case until it closes. What has become a lex case is read there alone.
        """
        place = "deviation__unit__path"
        managed = within(paths_reached(user, day, *SEES_ALL_PARTS), place)
        headed = within(paths_reached(user, day, Role.DEPARTMENT_HEAD), place)
        social = within(paths_reached(user, day, Role.SAS), place)
        medical = within(paths_reached(user, day, Role.MAS, Role.MAR), place)
        named = TeamMember.objects.filter(user=user).values("part")
        return self.filter(
            Q(managed, deviation__concerns_manager=False)
            | Q(social, law=Law.SOL)
            | Q(medical, law=Law.HSL)
            | Q(headed, deviation__escalated_at__isnull=False)
            | Q(headed | social, deviation__concerns_manager=True)
            | Q(~Q(deviation__state__in=ENDED), pk__in=named),
            moved_to_lex_at=None,
        )

    def of(self, deviation: Deviation) -> "PartQuerySet":
        return self.filter(deviation=deviation)


class Part(models.Model):
    """One law's part of a deviation."""

    deviation = models.ForeignKey(
        Deviation, models.CASCADE, related_name="parts", verbose_name=_("avvikelse")
    )
    law = models.CharField(_("lag"), max_length=3, choices=Law)
    what_happened = SealedTextField(_("vad hände"), blank=True)
    done_at_once = SealedTextField(_("vad gjordes direkt"), blank=True)
    words = models.TextField(blank=True)  # blinded stems, for search; empty in a lex case
    type = models.ForeignKey(
        DeviationType, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("typ")
    )
    severity = models.PositiveSmallIntegerField(_("allvarlighet"), choices=Severity, null=True, blank=True)
    probability = models.PositiveSmallIntegerField(
        _("sannolikhet"), choices=Probability, null=True, blank=True
    )
    care_injury = models.CharField(_("vårdskada"), max_length=10, choices=CareInjury, blank=True)
    judgement = SealedTextField(_("bedömning"), blank=True)
    course = SealedTextField(_("händelseförlopp"), blank=True)
    barriers = SealedTextField(_("vad hindrade, och vad kunde ha hindrat"), blank=True)
    no_cause_reason = SealedTextField(_("varför ingen orsak finns"), blank=True)
    informed = models.CharField(_("den enskilde är informerad"), max_length=3, choices=Informed, blank=True)
    informed_on = models.DateField(_("informerad den"), null=True, blank=True)
    not_informed_reason = SealedTextField(_("varför inte"), blank=True)
    noted_in_record_on = models.DateField(_("antecknat i journalen"), null=True, blank=True)
    investigated_at = models.DateTimeField(_("utredd"), null=True, blank=True)
    investigated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    lex_considered_at = models.DateTimeField(_("lex övervägd"), null=True, blank=True)
    lex_considered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    no_lex_reason = SealedTextField(_("varför inte lex Sarah eller lex Maria"), blank=True)
    moved_to_lex_at = models.DateTimeField(_("utreds enligt lex sedan"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("del av en avvikelse")
        verbose_name_plural = _("delar av avvikelser")
        ordering = ["law"]
        constraints = [
            models.UniqueConstraint(fields=["deviation", "law"], name="part_once_per_law"),
            models.CheckConstraint(
                name="part_severity_within_scale", condition=Q(severity=None) | Q(severity__range=(1, 4))
            ),
            models.CheckConstraint(
                name="part_probability_within_scale",
                condition=Q(probability=None) | Q(probability__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="part_care_injury_is_hsl", condition=Q(care_injury="") | Q(law=Law.HSL)
            ),
            models.CheckConstraint(
                name="part_in_lex_is_in_no_index", condition=Q(moved_to_lex_at=None) | Q(words="")
            ),
            models.CheckConstraint(
                name="part_informed_says_when",
                condition=~Q(informed=Informed.YES) | Q(informed_on__isnull=False),
            ),
            models.CheckConstraint(
                name="part_lex_considered_says_when_by_whom_and_why",
                condition=Q(lex_considered_at=None, lex_considered_by=None, no_lex_reason="")
                | Q(
                    Q(lex_considered_at__isnull=False, lex_considered_by__isnull=False), ~Q(no_lex_reason="")
                ),
            ),
        ]
        indexes = [  # the few that SAS, MAS and MAR are to see to, among all
            models.Index(
                fields=["deviation", "law", "severity"], name="part_grave",
                condition=Q(severity__gte=rules.GRAVE, moved_to_lex_at=None),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.deviation_id} {self.law}"

    @property
    def score(self) -> int | None:
        return self.severity * self.probability if self.severity and self.probability else None


class Cause(models.Model):
    """What contributed. `parent` makes a tree, or five whys."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="causes", verbose_name=_("del"))
    category = models.CharField(_("slag"), max_length=15, choices=CauseCategory)
    explanation = SealedTextField(_("beskrivning"), blank=True)
    routine_fault = models.CharField(_("rutinen"), max_length=15, choices=RoutineFault, blank=True)
    routine = models.ForeignKey(
        Routine, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("vilken rutin")
    )  # that was unknown, not followed or wrong
    parent = models.ForeignKey(
        "self", models.CASCADE, related_name="because", null=True, blank=True, verbose_name=_("därför att")
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("orsak")
        verbose_name_plural = _("orsaker")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cause_names_a_routine_only_with_what_was_wrong",
                condition=Q(routine=None) | ~Q(routine_fault=""),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_category_display())


class DecidedAction(models.Model):
    """That an action answers a deviation, and which of its causes."""

    deviation = models.ForeignKey(
        Deviation, models.CASCADE, related_name="decided", verbose_name=_("avvikelse")
    )
    action = models.ForeignKey(Action, models.PROTECT, related_name="+", verbose_name=_("åtgärd"))
    cause = models.ForeignKey(
        Cause, models.SET_NULL, related_name="answered_by", null=True, blank=True, verbose_name=_("orsak")
    )

    class Meta:
        verbose_name = _("beslutad åtgärd")
        verbose_name_plural = _("beslutade åtgärder")
        constraints = [
            models.UniqueConstraint(fields=["deviation", "action"], name="action_once_per_deviation")
        ]

    def __str__(self) -> str:
        return f"{self.deviation_id} {self.action_id}"


class TeamMember(models.Model):
    """Somebody named on one part of a case, until it closes."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="team", verbose_name=_("del"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person")
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("inbjuden"))

    class Meta:
        verbose_name = _("teammedlem")
        verbose_name_plural = _("teammedlemmar")
        constraints = [models.UniqueConstraint(fields=["part", "user"], name="team_member_once_per_part")]

    def __str__(self) -> str:
        return f"{self.part_id} {self.user_id}"


class Contribution(models.Model):
    """What somebody in the team knows or thinks about a part."""

    part = models.ForeignKey(Part, models.CASCADE, related_name="contributions", verbose_name=_("del"))
    text = SealedTextField(_("text"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))
    form_token = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("bidrag till analysen")
        verbose_name_plural = _("bidrag till analysen")
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["written_by", "form_token"], name="contribution_once_per_form")
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.written_at}"
