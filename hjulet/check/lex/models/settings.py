"""What a municipality decides for itself: who may decide, and how soon."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User
from hjulet.check.lex import rules
from hjulet.check.lex.choices import Kind


class LexDelegationQuerySet(models.QuerySet["LexDelegation"]):
    def visible_to(self, user: User, day: date) -> "LexDelegationQuerySet":
        """The own municipality's: who may decide is no secret to those who work with lex."""
        return self.filter(municipality=user.municipality_id)

    def valid_on(self, day: date) -> "LexDelegationQuerySet":
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class LexDelegation(models.Model):
    """That the committee lets a person, or whoever holds a role, decide in cases of one kind. Kommunallagen 6 kap. 37 §."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("person"),
    )
    role = models.CharField(_("roll"), max_length=20, choices=Role, blank=True)
    decision_reference = models.CharField(_("beslut"), max_length=120)  # "SN 2026-02-11 § 14"
    valid_from = models.DateField(_("från"))
    valid_to = models.DateField(_("till"), null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("inskriven"))

    objects = LexDelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation i lex-ärenden")
        verbose_name_plural = _("delegationer i lex-ärenden")
        ordering = ["kind", "-valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                name="lex_delegation_to_a_person_or_a_role",
                condition=Q(user__isnull=False, role="") | Q(Q(user=None), ~Q(role="")),
            ),
            models.CheckConstraint(
                name="lex_delegation_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.decision_reference


class LexTimes(models.Model):
    """How soon a municipality means to investigate and notify. The law says genast and snarast, and no days."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun")
    )
    sarah_days = models.PositiveSmallIntegerField(_("utred lex Sarah inom (dagar)"), default=60)
    maria_days = models.PositiveSmallIntegerField(_("utred lex Maria inom (dagar)"), default=60)
    notify_workdays = models.PositiveSmallIntegerField(_("anmäl till IVO inom (arbetsdagar)"), default=1)
    remind_days_before = models.PositiveSmallIntegerField(_("påminn (dagar före)"), default=7)

    class Meta:
        verbose_name = _("tidsgränser för lex-ärenden")
        verbose_name_plural = _("tidsgränser för lex-ärenden")

    def __str__(self) -> str:
        return str(self.municipality_id)

    @property
    def times(self) -> rules.Times:
        return rules.Times(self.sarah_days, self.maria_days, self.notify_workdays, self.remind_days_before)


def times_of(municipality: Municipality | int) -> LexTimes:
    """The municipality's own, or the defaults for one that has decided none."""
    number = municipality if isinstance(municipality, int) else municipality.pk
    return LexTimes.objects.filter(municipality=number).first() or LexTimes(municipality_id=number)
