"""The committee's papers about a report: what was chosen and written, and every copy that was made."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hjulet.base.files.models import StoredFile
from hjulet.base.people.choices import Verb
from hjulet.base.people.models import User, reached_by
from hjulet.base.people.roles import TABLE
from hjulet.report.manuscripts.models.manuscripts import Manuscript
from hjulet.report.manuscripts.papers import Content


class CommitteePapers(models.Model):
    """Nämndens handlingar: covering memo, one page and proposed decision, while people write them."""

    manuscript = models.OneToOneField(Manuscript, models.PROTECT, related_name="papers")
    recipient = models.CharField(_("nämnd"), max_length=120, blank=True)
    meeting_on = models.DateField(_("sammanträde"), null=True, blank=True)
    contact = models.CharField(_("handläggare"), max_length=120, blank=True)
    background = models.TextField(_("ärendet"), blank=True)
    assessment = models.TextField(_("bedömning"), blank=True)
    send_to = models.TextField(_("beslutet skickas till"), blank=True)
    figures = models.JSONField(_("siffror"), default=list)  # ids, in order
    risks = models.JSONField(_("risker"), default=list)  # Markdown with live figures
    decisions = models.JSONField(_("beslut"), default=list)
    revision = models.PositiveIntegerField(default=0)  # so that two who write at once do not undo each other
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(_("ändrad"))

    class Meta:
        verbose_name = _("nämndens handlingar")
        verbose_name_plural = _("nämndens handlingar")

    def __str__(self) -> str:
        return str(self.manuscript_id)

    @property
    def content(self) -> Content:
        return Content(
            self.recipient, self.meeting_on, self.contact, self.background, self.assessment, self.send_to,
            tuple(self.figures), tuple(self.risks), tuple(self.decisions),
        )  # fmt: skip


class PapersCopyQuerySet(models.QuerySet["PapersCopy"]):
    def visible_to(self, user: User, day: date) -> "PapersCopyQuerySet":
        """Who reads the public edition there: it has been signed for secrecy before a copy is made."""
        reads = reached_by(user, day, *TABLE[Verb.READ_PUBLIC_REPORT], path="papers__manuscript__unit__path")
        return self.filter(reads, papers__manuscript__unit__municipality=user.municipality_id)


class PapersCopy(models.Model):
    """One PDF that went to the committee. Only added to: what they got is what stands here."""

    papers = models.ForeignKey(CommitteePapers, models.PROTECT, related_name="copies")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    content = models.JSONField(_("innehåll"))  # the letter's words as they were
    fingerprint = models.CharField(_("fingeravtryck"), max_length=64)  # of the edition that it was drawn from
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("framtagen"))

    objects = PapersCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("exemplar av nämndens handlingar")
        verbose_name_plural = _("exemplar av nämndens handlingar")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.papers_id} {self.made_at}"
