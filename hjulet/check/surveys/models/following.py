"""ISU: the same person before and after, with consent. Not anonymous, but nobody needs to know who to read the result."""

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.surveys.choices import Occasion
from hjulet.check.surveys.models.questionnaires import Questionnaire, Survey

LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
DIGITS = "23456789"


def pseudonym() -> str:
    """'KF-4827': to write on the paper instead of a name. Says nothing of who or when."""
    letters = "".join(secrets.choice(LETTERS) for _place in range(2))
    return f"{letters}-{''.join(secrets.choice(DIGITS) for _place in range(4))}"


class FollowedPersonQuerySet(models.QuerySet["FollowedPerson"]):
    def visible_to(self, user: User, day: date) -> "FollowedPersonQuerySet":
        """A role that follows people reaches the unit."""
        return self.filter(reached_by(user, day, *TABLE[Verb.FOLLOW_PERSON], path="unit__path"))


class FollowedPerson(models.Model):
    """Somebody who has consented to be followed. Who it is stands sealed, and is opened for a reason that is logged."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="followed")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    pseudonym = models.CharField(_("kodnamn"), max_length=10)
    identity = models.ForeignKey(Identity, models.PROTECT, related_name="+", null=True)
    consented_on = models.DateField(_("samtyckte"))
    consent_taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("tog tillbaka samtycket"), null=True, blank=True)
    form_token = models.UUIDField(null=True)

    objects = FollowedPersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person som följs upp")
        verbose_name_plural = _("personer som följs upp")
        ordering = ["pseudonym"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "pseudonym"], name="followed_pseudonym_once"),
            models.UniqueConstraint(fields=["consent_taken_by", "form_token"], name="followed_once_per_form"),
            models.CheckConstraint(
                name="followed_withdrawn_is_nobody", condition=Q(withdrawn_on=None) | Q(identity=None)
            ),
        ]

    def __str__(self) -> str:
        return self.pseudonym


class FollowUpSheet(models.Model):
    """What a person who is followed answered, before or after. The month is enough; the day is not kept."""

    person = models.ForeignKey(FollowedPerson, models.CASCADE, related_name="sheets")
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    occasion = models.PositiveSmallIntegerField(_("när"), choices=Occasion)
    month = models.DateField(_("månad"))
    answers = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("mätning av en person som följs upp")
        verbose_name_plural = _("mätningar av personer som följs upp")
        ordering = ["occasion"]
        constraints = [
            models.UniqueConstraint(fields=["person", "occasion"], name="follow_up_once_per_occasion"),
            models.CheckConstraint(name="follow_up_month_is_its_first_day", condition=Q(month__day=1)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.occasion}"
