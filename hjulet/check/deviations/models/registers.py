"""What a municipality decides for itself: types over time, deadlines, standard answers, a unit's door."""

from datetime import date, datetime

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hjulet.base.log.chain import record
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.check.deviations import rules, timing
from hjulet.check.deviations.choices import Law


class DeviationTypeQuerySet(models.QuerySet["DeviationType"]):
    def visible_to(self, user: User, day: date) -> "DeviationTypeQuerySet":
        """The own municipality's register: its words are no secret."""
        return self.filter(municipality=user.municipality_id)

    def valid_on(self, day: date) -> "DeviationTypeQuerySet":
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day), Q(valid_to=None) | Q(valid_to__gte=day)
        )

    def of_law(self, law: Law | str) -> "DeviationTypeQuerySet":
        return self.filter(law=law)


class DeviationType(models.Model):
    """A type in the register of one law, with a period. The lists that we ship are examples (`is_example`)."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    law = models.CharField(_("lag"), max_length=3, choices=Law)
    code = models.SlugField(_("kod"), max_length=60)
    name = models.CharField(_("namn"), max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="subtypes", null=True, blank=True, verbose_name=_("hör till")
    )
    order = models.PositiveSmallIntegerField(_("ordning"), default=0)
    is_medication = models.BooleanField(_("läkemedel"), default=False)  # MAS is told when harm followed
    is_device = models.BooleanField(_("medicinteknik"), default=False)  # asks for maker, model, serial number
    asks_lex = models.BooleanField(_("fråga om lex Sarah"), default=False)  # abuse, neglect …
    is_example = models.BooleanField(_("exempel"), default=False)
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    valid_to = models.DateField(_("gäller till"), null=True, blank=True)
    became = models.ManyToManyField("self", symmetrical=False, related_name="came_from", blank=True)

    objects = DeviationTypeQuerySet.as_manager()

    class Meta:
        verbose_name = _("avvikelsetyp")
        verbose_name_plural = _("avvikelsetyper")
        ordering = ["law", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "valid_from"], name="deviation_type_code_once_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["municipality", "code"], condition=Q(valid_from=None),
                name="deviation_type_code_once_from_the_beginning",
            ),
            models.CheckConstraint(
                name="deviation_type_ends_after_it_starts",
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
            ),
            models.CheckConstraint(name="deviation_type_is_not_its_own_parent", condition=~Q(parent=F("pk"))),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or self.valid_to >= day
        )


class Deadlines(models.Model):
    """How soon a municipality judges and investigates. No statute states days: they are its own."""

    municipality = models.OneToOneField(
        Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun")
    )
    judge_workdays = models.PositiveSmallIntegerField(_("bedöm inom (arbetsdagar)"), default=1)
    investigate_days = models.PositiveSmallIntegerField(_("utred inom (dagar)"), default=14)
    remind_days_before = models.PositiveSmallIntegerField(_("påminn (dagar före)"), default=2)
    escalate_workdays_after = models.PositiveSmallIntegerField(_("lyft uppåt (arbetsdagar efter)"), default=3)
    small_is_on = models.BooleanField(_("liten händelse används"), default=True)
    doors_are_on = models.BooleanField(_("QR-koder används"), default=True)

    class Meta:
        verbose_name = _("tidsgränser för avvikelser")
        verbose_name_plural = _("tidsgränser för avvikelser")
        constraints = [
            models.CheckConstraint(
                name="deadlines_within_bounds",
                condition=Q(
                    judge_workdays__range=timing.JUDGE_WORKDAYS,
                    investigate_days__range=timing.INVESTIGATE_DAYS,
                    remind_days_before__range=timing.REMIND_DAYS,
                    escalate_workdays_after__range=timing.ESCALATE_WORKDAYS,
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality_id)

    @property
    def times(self) -> rules.Times:
        return rules.Times(
            self.judge_workdays, self.investigate_days, self.remind_days_before, self.escalate_workdays_after
        )


def deadlines_of(municipality: Municipality | int) -> Deadlines:
    """The municipality's own, or the defaults for one that has decided none."""
    number = municipality if isinstance(municipality, int) else municipality.pk
    return Deadlines.objects.filter(municipality=number).first() or Deadlines(municipality_id=number)


class StandardAnswerQuerySet(models.QuerySet["StandardAnswer"]):
    def visible_to(self, user: User, day: date) -> "StandardAnswerQuerySet":
        return self.filter(municipality=user.municipality_id)


class StandardAnswer(models.Model):
    """Words at hand for answering the one who reported."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    title = models.CharField(_("rubrik"), max_length=60)
    text = models.TextField(_("svar"))

    objects = StandardAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("standardsvar")
        verbose_name_plural = _("standardsvar")
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "title"], name="standard_answer_title_once")
        ]

    def __str__(self) -> str:
        return self.title


class UnitDoorQuerySet(models.QuerySet["UnitDoor"]):
    def visible_to(self, user: User, day: date) -> "UnitDoorQuerySet":
        return self.filter(reached_by(user, day, *TABLE[Verb.OPEN_DOOR], path="unit__path"))


class UnitDoor(models.Model):
    """A unit's QR code: whoever holds it may write a report, and read nothing."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+", verbose_name=_("enhet"))
    token = models.CharField(
        max_length=40, unique=True
    )  # printed on the wall; a new one makes the old poster void
    is_open = models.BooleanField(_("öppen"), default=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(_("ändrad"), null=True)

    objects = UnitDoorQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhetens QR-kod")
        verbose_name_plural = _("enheternas QR-koder")

    def __str__(self) -> str:
        return str(self.unit_id)

    @transaction.atomic
    def turn(self, *, is_open: bool, by: User, at: datetime) -> None:
        self.refresh_from_db(from_queryset=UnitDoor.objects.select_for_update())
        self.is_open, self.changed_by, self.changed_at = is_open, by, at
        self.save(update_fields=["is_open", "changed_by", "changed_at"])
        record("unitdoor.turned", self.unit, by=by, at=at, is_open=is_open)


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def visible_to(self, user: User, day: date) -> "SavedViewQuerySet":
        """One's own."""
        return self.filter(user=user)


class SavedView(models.Model):
    """A sentence of the list that somebody wants to come back to. Free words are never saved in it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("namn"), max_length=60)
    query = models.CharField(max_length=400, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("sparad vy")
        verbose_name_plural = _("sparade vyer")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_view_name_once")]

    def __str__(self) -> str:
        return self.name


class ColumnMap(models.Model):
    """Which column of another system's file holds what, remembered from last time."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+", verbose_name=_("kommun"))
    system = models.CharField(_("system"), max_length=40)
    columns = models.JSONField(default=dict)  # our name → their heading
    words = models.JSONField(default=dict)  # their word → our type, unit or severity

    class Meta:
        verbose_name = _("kolumnkarta")
        verbose_name_plural = _("kolumnkartor")
        constraints = [models.UniqueConstraint(fields=["municipality", "system"], name="column_map_once")]

    def __str__(self) -> str:
        return self.system
