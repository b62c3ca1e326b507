"""A lex case: what came in, who has it, what was decided and what the inspectorate said."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hjulet.act.actions.models import Action
from hjulet.base.files.models import StoredFile
from hjulet.base.identities.fields import SealedTextField
from hjulet.base.identities.models import Identity
from hjulet.base.organisation.models import Municipality, Unit
from hjulet.base.people.choices import Role
from hjulet.base.people.models import User, reached_by, roles_reaching
from hjulet.check.deviations.choices import Law
from hjulet.check.deviations.models import Deviation, Message
from hjulet.check.lex import rules
from hjulet.check.lex.choices import Door, Informed, Kind, Obstacle, Outcome, ReporterRole, State
from hjulet.check.lex.models.settings import LexDelegation

ANSWERING: dict[Kind, tuple[Role, ...]] = {
    Kind.LEX_SARAH: (Role.LEX_SARAH, Role.SAS),
    Kind.LEX_MARIA: (Role.LEX_MARIA, Role.MAS, Role.MAR),
}
LAW_OF: dict[Kind, Law] = {Kind.LEX_SARAH: Law.SOL, Kind.LEX_MARIA: Law.HSL}
PERSON = settings.AUTH_USER_MODEL


class Refused(Exception):
    """Something about a lex case cannot be done; the obstacles say why, in words."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class LexCaseQuerySet(models.QuerySet["LexCase"]):
    def visible_to(self, user: User, day: date) -> "LexCaseQuerySet":
        """Those who read the text (access.md): the lex group of the kind, the investigator of the case, and who decides.

        Lex Sarah: SAS and the one in charge of lex Sarah. Lex Maria: MAS, MAR and the one in charge of lex Maria. Who
        decides by delegation reads it once there is a proposal. Whoever has answered yes about a conflict of interest
        reads nothing more. Nobody else knows of it: not the unit's manager, not the one who reported.
        """
        group = Q()
        for kind, roles in ANSWERING.items():
            group |= Q(reached_by(user, day, *roles, path="unit__path"), kind=kind)
        own = Q(reached_by(user, day, Role.LEX_INVESTIGATOR, path="unit__path"), investigator=user)
        conflicts = self.model._meta.apps.get_model("lex", "ConflictOfInterest")  # noqa: SLF001 - defined beside this
        barred = Exists(conflicts.objects.filter(case=OuterRef("pk"), user=user, has_conflict=True))
        delegated = _is_delegated(user, day) & Q(state__in=rules.AFTER_PROPOSAL)
        return self.filter(group | own | delegated).exclude(barred)

    def known_to(self, user: User, day: date) -> "LexCaseQuerySet":
        """That a case exists is as secret as its text (`Action.sources_known_to`)."""
        return self.visible_to(user, day)

    def decidable_by(self, user: User, day: date) -> "LexCaseQuerySet":
        """Cases of a kind that the committee lets this person decide in."""
        return self.filter(_is_delegated(user, day))

    def to_register(self, user: User, day: date) -> "LexCaseQuerySet":
        """What waits for a registry number; the registrar sees number, kind, day and way in (OSL 5 kap. 2 §)."""
        return self.filter(reached_by(user, day, Role.REGISTRAR, path="unit__path"), registry_number="")

    def outcomes_to(self, user: User, day: date) -> "LexCaseQuerySet":
        """Decided cases whose outcome the director may see, without a word of their text."""
        return self.filter(reached_by(user, day, Role.DIRECTOR, path="unit__path"), state__in=rules.DECIDED)

    def reported_by(self, user: User) -> "LexCaseQuerySet":
        """The own reports: number and state, nothing else."""
        return self.filter(reported_by=user)

    def open(self) -> "LexCaseQuerySet":
        return self.filter(state__in=rules.OPEN)

    def late(self, today: date) -> "LexCaseQuerySet":
        return self.filter(
            Q(state__in=rules.UNDECIDED, investigate_by__lt=today)
            | Q(state=State.DECIDED, notify_by__lt=today, notified_on=None)
        )

    def earlier_decisions(self, case: "LexCase") -> "LexCaseQuerySet":
        """What the municipality has decided in other cases of the kind, where the decider left a summary without persons."""
        same = self.filter(municipality=case.municipality_id, kind=case.kind, state__in=rules.DECIDED)
        return same.exclude(pk=case.pk).exclude(public_summary="").order_by("-decided_at", "-pk")

    def counted(self, municipality: Municipality | int, year: int) -> list[rules.Cell]:
        """Cases received in a year by kind, unit, state and outcome, and whether IVO was told: no texts.

        For the yearly report and the series. Who may see a cell under five is the reader's matter (access.md).
        """
        cases = self.filter(municipality=municipality, year=year).order_by()
        is_notified = models.ExpressionWrapper(
            Q(notified_on__isnull=False), output_field=models.BooleanField()
        )
        told = cases.annotate(is_notified=is_notified).values_list(
            "kind", "unit", "state", "outcome", "is_notified"
        )
        counted = told.annotate(amount=Count("pk")).order_by(
            "kind", "unit", "state", "outcome", "is_notified"
        )
        return [rules.Cell(*row) for row in counted]


def _is_delegated(user: User, day: date) -> Q:
    """A valid delegation to the person, or to a role that the person holds where it reaches the case's unit."""
    here = LexDelegation.objects.valid_on(day)
    by_name = here.filter(municipality=OuterRef("municipality"), kind=OuterRef("kind"), user=user)
    titles = here.filter(
        municipality=OuterRef(OuterRef("municipality")),
        kind=OuterRef(OuterRef("kind")),
        role=OuterRef("role"),
    )
    by_title = roles_reaching(OuterRef("unit__path"), user, day).filter(Exists(titles))
    return Q(Exists(by_name), reached_by(user, day, path="unit__path")) | Q(Exists(by_title))


class LexCase(models.Model):
    """A report of a missförhållande (lex Sarah) or of an event that could have injured a patient seriously (lex Maria).

    SoL 27 kap. 2–7 §§, LSS 24 b–f §§; PSL 3 kap. 3–8 §§. Its texts stand sealed, in no index and in no message.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", verbose_name=_("kommun"))
    kind = models.CharField(_("slag"), max_length=10, choices=Kind)
    year = models.PositiveSmallIntegerField(_("år"))
    sequence = models.PositiveIntegerField(_("löpnummer"))
    client_id = models.UUIDField(unique=True)  # one form makes one case, however often it is sent
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("enhet"))
    is_sol = models.BooleanField(_("SoL"), default=False)
    is_lss = models.BooleanField(_("LSS"), default=False)
    # how it came
    deviation = models.ForeignKey(
        Deviation, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("avvikelse")
    )
    door = models.CharField(_("väg in"), max_length=10, choices=Door)
    received_at = models.DateTimeField(_("inkommen"))
    received_by = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("mottagen av")
    )
    reported_by = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("rapporterad av")
    )
    reporter_name = SealedTextField(_("namn"), blank=True)
    reporter_role = models.CharField(
        _("den som rapporterade är"), max_length=11, choices=ReporterRole, blank=True
    )
    provider = models.CharField(_("privat utförare"), max_length=120, blank=True)
    happened_on = models.DateField(_("dag"), null=True, blank=True)
    concerns_manager = models.BooleanField(_("gäller chefen"), default=False)
    identity = models.ForeignKey(
        Identity, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("den det gäller")
    )
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True, verbose_name=_("bilagor"))
    # where it stands
    state = models.CharField(_("status"), max_length=12, choices=State, default=State.RECEIVED)
    investigator = models.ForeignKey(
        PERSON, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("utredare")
    )
    assigned_at = models.DateTimeField(_("utsedd"), null=True, blank=True)
    assigned_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    investigate_by = models.DateField(_("utreds senast"))
    registry_number = models.CharField(_("diarienummer"), max_length=40, blank=True)
    registered_at = models.DateTimeField(_("diarieförd"), null=True, blank=True)
    registered_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    # what is proposed, and what is decided
    proposed_outcome = models.CharField(_("föreslaget utfall"), max_length=24, choices=Outcome, blank=True)
    proposal = SealedTextField(_("varför det föreslås"), blank=True)
    proposed_at = models.DateTimeField(_("föreslagen"), null=True, blank=True)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    outcome = models.CharField(_("utfall"), max_length=24, choices=Outcome, blank=True)
    motivation = SealedTextField(_("motivering"), blank=True)
    public_summary = SealedTextField(_("sammanfattning utan personer"), blank=True)
    decided_at = models.DateTimeField(_("beslutad"), null=True, blank=True)
    decided_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    # the inspectorate (IVO)
    notify_by = models.DateField(_("anmäls senast"), null=True, blank=True)
    notified_on = models.DateField(_("anmäld till IVO"), null=True, blank=True)
    notified_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    ivo_number = models.CharField(_("IVO:s ärendenummer"), max_length=40, blank=True)
    ivo_decision = SealedTextField(_("IVO:s beslut"), blank=True)
    ivo_decided_on = models.DateField(_("IVO beslutade"), null=True, blank=True)
    # the person concerned
    informed = models.CharField(_("den det gäller är informerad"), max_length=3, choices=Informed, blank=True)
    informed_on = models.DateField(_("informerad den"), null=True, blank=True)
    not_informed_reason = SealedTextField(_("varför inte"), blank=True)
    noted_in_record_on = models.DateField(_("antecknat i journalen"), null=True, blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    closed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", null=True, blank=True)
    actions = models.ManyToManyField(Action, related_name="lex_cases", blank=True, verbose_name=_("åtgärder"))

    objects = LexCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("lex-ärende")
        verbose_name_plural = _("lex-ärenden")
        ordering = ["-year", "kind", "-sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "year", "sequence"], name="lex_number_once_per_municipality"
            ),
            models.UniqueConstraint(fields=["deviation", "kind"], name="lex_case_once_per_deviation_and_kind"),
            models.CheckConstraint(
                name="lex_sarah_is_by_sol_or_lss",
                condition=Q(kind=Kind.LEX_MARIA, is_sol=False, is_lss=False)
                | Q(Q(is_sol=True) | Q(is_lss=True), kind=Kind.LEX_SARAH),
            ),
            models.CheckConstraint(
                name="lex_never_investigated_and_decided_by_one",
                condition=Q(decided_by=None) | ~Q(decided_by=F("investigator")) & ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="lex_decided_says_what_when_and_by_whom",
                condition=Q(state__in=sorted(rules.UNDECIDED), decided_at=None, decided_by=None, outcome="")
                | Q(
                    ~Q(outcome=""), ~Q(registry_number=""), state__in=sorted(rules.DECIDED),
                    decided_at__isnull=False, decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="lex_notified_says_when", condition=~Q(state=State.NOTIFIED) | Q(notified_on__isnull=False)
            ),
            models.CheckConstraint(
                name="lex_closed_says_when_and_by_whom",
                condition=Q(state=State.CLOSED, closed_at__isnull=False, closed_by__isnull=False)
                | Q(~Q(state=State.CLOSED), closed_at=None, closed_by=None),
            ),
            models.CheckConstraint(
                name="lex_informed_says_when", condition=~Q(informed=Informed.YES) | Q(informed_on__isnull=False)
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["municipality", "kind", "state"], name="lex_case_by_state")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("lex:detail", args=[self.pk])

    @property
    def number(self) -> str:
        return rules.number(Kind(self.kind), self.year, self.sequence)

    @property
    def laws(self) -> str:
        """ "SoL", "LSS", "SoL och LSS", or the act on patient safety."""
        if self.kind == Kind.LEX_MARIA:
            return "PSL"
        return " och ".join(name for name, is_so in (("SoL", self.is_sol), ("LSS", self.is_lss)) if is_so)

    @property
    def is_notifiable(self) -> bool:
        return rules.is_notifiable(self.outcome)

    def later_messages(self) -> models.QuerySet[Message]:
        """What the one who reported the deviation has written back since its text moved here."""
        messages = Message.objects.filter(deviation=self.deviation_id, is_from_reporter=True)
        return messages.filter(
            deviation__parts__law=LAW_OF[Kind(self.kind)],
            written_at__gt=F("deviation__parts__moved_to_lex_at"),
        )

    def deadline(self) -> date | None:
        return rules.deadline(
            State(self.state), self.investigate_by, self.notify_by, is_notified=self.notified_on is not None
        )

    def is_late(self, today: date) -> bool:
        return rules.is_late(
            State(self.state),
            self.investigate_by,
            self.notify_by,
            today,
            is_notified=self.notified_on is not None,
        )

    def facts(self, items: Iterable[tuple[bool, bool]] | None = None) -> rules.CaseFacts:
        """What the rules ask for; one query unless whether each item is last and done is handed in."""
        known = self.items.values_list("is_last", "is_done") if items is None else items
        open_items = [is_last for is_last, is_done in known if not is_done]
        return rules.CaseFacts(
            kind=Kind(self.kind),
            state=State(self.state),
            outcome=self.outcome,
            has_investigator=self.investigator_id is not None,
            registry_number=self.registry_number,
            open_items=open_items.count(False),
            open_last_items=open_items.count(True),
            is_notified=self.notified_on is not None,
            has_ivo_decision=self.ivo_decided_on is not None,
            informed=self.informed,
            has_not_informed_reason=bool(self.not_informed_reason),
            noted_in_record=self.noted_in_record_on is not None,
        )
