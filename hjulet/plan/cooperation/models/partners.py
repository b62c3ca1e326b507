"""Those we cooperate with. Part, SOSFS 2011:9 4 kap. 5 §."""

from __future__ import annotations

from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import TABLE
from hjulet.base.sources.rewriting import locked, rewrite
from hjulet.plan.cooperation.choices import PartnerKind

NAMES = ("name", "kind", "contact")


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: User, day: date) -> PartnerQuerySet:
        """The register of partners is the municipality's, for those who work with cooperation there."""
        held = RoleHolding.objects.filter(
            user=user, role__in=TABLE[Verb.SEE_COOPERATION], unit__municipality=OuterRef("municipality")
        )
        return self.filter(Exists(held.held_on(day)))


class Partner(models.Model):
    """Somebody we cooperate with: a part of our own, an authority, an association."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    name = models.CharField(_("namn"), max_length=160)
    kind = models.CharField(
        _("slag"), max_length=20, choices=PartnerKind, blank=True
    )  # empty: nobody has said
    contact = models.CharField(_("kontakt"), max_length=300, blank=True)

    objects = PartnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("municipality", Lower("name"), name="partner_once_in_a_municipality"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("cooperation:partner", args=[self.pk])

    @transaction.atomic
    def rewrite(self, said: dict[str, str], *, seen: str, by: User, at: datetime) -> None:
        """Another name, kind or contact. Raises SomebodyWasFaster."""
        locked(self, NAMES, seen=seen)
        if changed := rewrite(self, said):
            record("partner.rewritten", self, by=by, at=at, **changed)
