"""What a municipality has decided about participation: how long before names are shown, and how long a delegation lasts."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User, units_visible_to
from hjulet.do.participation import rules


class TermsQuerySet(models.QuerySet["Terms"]):
    def visible_to(self, user: User, day: date) -> "TermsQuerySet":
        """Nothing secret: everybody who works here may know after how many days names are shown."""
        return self.filter(municipality__in=units_visible_to(user, day).values("municipality"))


class Terms(models.Model):
    """Decided after co-determination (MBL); without a row the ordinary terms hold."""

    municipality = models.OneToOneField(
        Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun")
    )
    names_after_days = models.PositiveSmallIntegerField(
        _("dagar innan chefen ser namn"), default=rules.Terms.names_after_days
    )
    read_within_days = models.PositiveSmallIntegerField(
        _("dagar att läsa på"), default=rules.Terms.read_within_days
    )
    delegation_most_days = models.PositiveSmallIntegerField(
        _("dagar en delegering gäller som längst"), default=rules.Terms.delegation_most_days
    )
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)

    objects = TermsQuerySet.as_manager()

    class Meta:
        verbose_name = _("villkor för medverkan")
        verbose_name_plural = _("villkor för medverkan")
        constraints = [
            models.CheckConstraint(
                name="terms_within_reason",
                condition=Q(names_after_days__lte=90)
                & Q(read_within_days__gte=1, read_within_days__lte=90)
                & Q(delegation_most_days__gte=1, delegation_most_days__lte=1100),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality_id)


def terms_of(municipality: Municipality | int) -> rules.Terms:
    """What holds there today."""
    found = Terms.objects.filter(municipality=municipality).first()
    if found is None:
        return rules.Terms()
    return rules.Terms(found.names_after_days, found.read_within_days, found.delegation_most_days)


@transaction.atomic
def set_terms(municipality: Municipality, said: rules.Terms, *, by: User, at: datetime) -> None:
    """What holds from now on; what it was stands in the log."""
    was = terms_of(municipality)
    if was == said:
        return
    Terms.objects.update_or_create(
        municipality=municipality, defaults={**vars(said), "changed_by": by, "changed_at": at}
    )
    record("terms.set", municipality, by=by, at=at, was=vars(was), now=vars(said))
