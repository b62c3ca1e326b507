"""What stands in a lex case: the papers that came in, the items of the investigation, notes, conflicts, masked copies."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.people.models import User
from hjulet.check.lex.checklists import Item, item_of
from hjulet.check.lex.choices import Doing, NoteKind
from hjulet.check.lex.models.cases import LexCase

PERSON = settings.AUTH_USER_MODEL


class LexPaper(models.Model):
    """A text as it came in. It is never changed."""

    case = models.ForeignKey(LexCase, models.CASCADE, related_name="papers", verbose_name=_("ärende"))
    title = models.CharField(_("vad det är"), max_length=80)
    text = SealedTextField(_("text"))
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    written_at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("inkommen text i ett lex-ärende")
        verbose_name_plural = _("inkomna texter i lex-ärenden")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class LexItem(models.Model):
    """One demand on the investigation, and what is written. SOSFS 2011:5 5 kap., HSLF-FS 2017:40 3 kap."""

    case = models.ForeignKey(LexCase, models.CASCADE, related_name="items", verbose_name=_("ärende"))
    key = models.CharField(_("punkt"), max_length=20)
    order = models.PositiveSmallIntegerField(_("ordning"))
    is_last = models.BooleanField(default=False)  # written after the decision, before the case is closed
    text = SealedTextField(_("text"), blank=True)
    revision = models.PositiveIntegerField(default=1)  # so that two who write at once do not undo each other
    changed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    changed_at = models.DateTimeField(_("ändrad"), null=True, blank=True)
    is_done = models.BooleanField(_("klar"), default=False)
    done_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    done_at = models.DateTimeField(_("klar sedan"), null=True, blank=True)

    class Meta:
        verbose_name = _("punkt i en lex-utredning")
        verbose_name_plural = _("punkter i lex-utredningar")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["case", "key"], name="lex_item_once_per_case"),
            models.CheckConstraint(
                name="lex_item_done_says_when_and_by_whom",
                condition=Q(is_done=True, done_by__isnull=False, done_at__isnull=False)
                | Q(is_done=False, done_by=None, done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"

    @property
    def about(self) -> Item | None:
        return item_of(self.case.kind, self.key)

    @property
    def title(self) -> "str | Promise":
        return self.about.title if self.about else self.key


class LexNote(models.Model):
    """What the story tells beside the texts: sent back, unlocked, opened again, an earlier decision."""

    case = models.ForeignKey(LexCase, models.CASCADE, related_name="notes", verbose_name=_("ärende"))
    kind = models.CharField(_("slag"), max_length=20, choices=NoteKind)
    text = SealedTextField(_("text"), blank=True)
    written_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("skriven"))

    class Meta:
        verbose_name = _("anteckning i ett lex-ärende")
        verbose_name_plural = _("anteckningar i lex-ärenden")
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class ConflictOfInterest(models.Model):
    """Whether somebody may be partial (jäv), asked before they investigate or decide. Förvaltningslagen 16–18 §§.

    One answer for each person and case, for one thing to do: whoever investigates never decides.
    """

    case = models.ForeignKey(LexCase, models.CASCADE, related_name="conflicts", verbose_name=_("ärende"))
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("person"))
    doing = models.CharField(_("uppgift"), max_length=12, choices=Doing)
    has_conflict = models.BooleanField(_("kan vara jävig"))
    reason = SealedTextField(_("varför"), blank=True)
    answered_at = models.DateTimeField(_("besvarad"))

    class Meta:
        verbose_name = _("svar om jäv")
        verbose_name_plural = _("svar om jäv")
        ordering = ["answered_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="lex_conflict_once_per_person")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class MaskedCopyQuerySet(models.QuerySet["MaskedCopy"]):
    def visible_to(self, user: User, day: date) -> "MaskedCopyQuerySet":
        """Whoever reads the case."""
        return self.filter(case__in=LexCase.objects.visible_to(user, day))


class MaskedCopy(models.Model):
    """A copy for handing out: what is secret is not in the file at all. OSL 25 and 26 kap."""

    case = models.ForeignKey(LexCase, models.PROTECT, related_name="copies", verbose_name=_("ärende"))
    marks = models.JSONField(_("maskerade ställen"))  # [section, start, end, paragraph]: places, never words
    reason = SealedTextField(_("varför"))
    recipient = SealedTextField(_("till"), blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("fil"))
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name=_("beslutad av"))
    decided_at = models.DateTimeField(_("beslutad"))
    form_token = models.UUIDField(unique=True)

    objects = MaskedCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("maskad kopia")
        verbose_name_plural = _("maskade kopior")
        ordering = ["-decided_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.decided_at}"
