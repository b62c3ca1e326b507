"""Who is responsible for a section of a report while it is written."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from hjulet.base.people.choices import Verb
from hjulet.base.people.models import RoleHolding, User
from hjulet.base.people.roles import TABLE
from hjulet.report.manuscripts.models.manuscripts import Manuscript


class SectionOwnerQuerySet(models.QuerySet["SectionOwner"]):
    def held_by(self, user: User, day: date) -> "SectionOwnerQuerySet":
        """The sections that the person has, while some role in the municipality may have one."""
        here = RoleHolding.objects.filter(
            user=user,
            role__in=TABLE[Verb.OWN_SECTION],
            unit__municipality=OuterRef("manuscript__unit__municipality"),
        )
        return self.filter(Exists(here.held_on(day)), user=user)


class SectionOwner(models.Model):
    """The one person who sees to it that a section is written, and may write in it. SOSFS 2011:9 7 kap. 1 §."""

    manuscript = models.ForeignKey(Manuscript, models.CASCADE, related_name="owners")
    section = models.SlugField(_("avsnitt"), max_length=160)
    section_title = models.CharField(_("avsnittets namn"), max_length=200)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("ansvarig")
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("vald"))

    objects = SectionOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = _("ansvarig för avsnitt")
        verbose_name_plural = _("ansvariga för avsnitt")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["manuscript", "section"], name="section_has_one_owner")
        ]

    def __str__(self) -> str:
        return f"{self.manuscript_id} {self.section}"
