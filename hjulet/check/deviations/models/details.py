"""What only some deviations have: a medical device, a counterpart outside, words between reporter and manager."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.identities.fields import SealedTextField
from hjulet.base.people.models import User
from hjulet.check.deviations.choices import CounterpartKind, Direction
from hjulet.check.deviations.models.deviations import Deviation
from hjulet.check.deviations.models.parts import Part


class Device(models.Model):
    """A medical device in an event. HSLF-FS 2021:52 5 kap.: the maker and Läkemedelsverket are told."""

    part = models.OneToOneField(Part, models.CASCADE, related_name="device", verbose_name=_("del"))
    maker = models.CharField(_("tillverkare"), max_length=120, blank=True)
    model = models.CharField(_("modell"), max_length=120, blank=True)
    serial_number = models.CharField(_("serienummer"), max_length=80, blank=True)
    is_kept_aside = models.BooleanField(_("undanställd"), default=False)
    told_maker_on = models.DateField(_("tillverkaren fick veta"), null=True, blank=True)
    told_agency_on = models.DateField(_("anmäld till Läkemedelsverket"), null=True, blank=True)
    agency_number = models.CharField(_("Läkemedelsverkets nummer"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("medicinteknisk produkt")
        verbose_name_plural = _("medicintekniska produkter")

    def __str__(self) -> str:
        return f"{self.maker} {self.model}"


class ExternalMatter(models.Model):
    """A deviation that goes to, or comes from, somebody outside: the region, a pharmacy, a health centre."""

    deviation = models.OneToOneField(
        Deviation, models.CASCADE, related_name="external", verbose_name=_("avvikelse")
    )
    direction = models.CharField(_("riktning"), max_length=12, choices=Direction)
    counterpart_kind = models.CharField(_("motpart"), max_length=15, choices=CounterpartKind)
    counterpart = models.CharField(_("motpartens namn"), max_length=120)
    their_number = models.CharField(_("deras nummer"), max_length=40, blank=True)  # in Synergi, say
    sent_on = models.DateField(_("skickad"), null=True, blank=True)
    answer_due_on = models.DateField(_("svar senast"), null=True, blank=True)
    answered_on = models.DateField(_("besvarad"), null=True, blank=True)
    answer = SealedTextField(_("svar"), blank=True)

    class Meta:
        verbose_name = _("extern avvikelse")
        verbose_name_plural = _("externa avvikelser")
        constraints = [
            models.CheckConstraint(
                name="external_answered_after_sent",
                condition=Q(answered_on=None) | Q(sent_on=None) | Q(answered_on__gte=F("sent_on")),
            )
        ]

    def __str__(self) -> str:
        return self.counterpart


class Message(models.Model):
    """Words between the one who reported and those who handle it. Also without a name, by the receipt code."""

    deviation = models.ForeignKey(
        Deviation, models.CASCADE, related_name="messages", verbose_name=_("avvikelse")
    )
    is_from_reporter = models.BooleanField(_("från den som rapporterade"))
    is_answer = models.BooleanField(_("svar på rapporten"), default=False)  # what closing waits for
    text = SealedTextField(_("text"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
    )
    written_at = models.DateTimeField(_("skrivet"))
    form_token = models.UUIDField(unique=True)

    class Meta:
        verbose_name = _("meddelande om en avvikelse")
        verbose_name_plural = _("meddelanden om avvikelser")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="message_to_reporter_has_a_writer",
                condition=Q(is_from_reporter=True) | Q(written_by__isnull=False),
            ),
            models.CheckConstraint(
                name="message_answer_is_ours", condition=Q(is_answer=False) | Q(is_from_reporter=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deviation_id} {self.written_at}"


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: User, day: date) -> "DraftQuerySet":
        """One's own."""
        return self.filter(user=user)


class Draft(models.Model):
    """A report that somebody signed in has begun. Kept until it is sent, or for thirty days."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    client_id = models.UUIDField(unique=True)
    said = SealedTextField(_("det som är skrivet"))  # JSON of the form's fields
    saved_at = models.DateTimeField(_("sparat"))

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("påbörjad rapport")
        verbose_name_plural = _("påbörjade rapporter")
        ordering = ["-saved_at"]

    def __str__(self) -> str:
        return str(self.client_id)
