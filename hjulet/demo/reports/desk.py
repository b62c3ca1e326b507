"""Everything that is done with one report, with the same verbs as people use, at the times the story tells."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.utils.timezone import localtime

from hjulet.base.people.models import User
from hjulet.demo.events.writing import name
from hjulet.demo.reports.plan import Approved, Asked, Offered, Papers, Returned, Said, Step, Written
from hjulet.report.manuscripts.choices import Point
from hjulet.report.manuscripts.drafts import drawn
from hjulet.report.manuscripts.mentions import standouts
from hjulet.report.manuscripts.merging import known_figures
from hjulet.report.manuscripts.models import Manuscript, SectionText
from hjulet.report.manuscripts.offers import offer
from hjulet.report.manuscripts.outline import outline
from hjulet.report.manuscripts.rules import REFERENCE, reference
from hjulet.report.manuscripts.workflows import (
    approving,
    asking,
    commenting,
    owning,
    papering,
    publishing,
    reviewing,
    writing,
)
from hjulet.report.manuscripts.workflows.approving import Approval
from hjulet.report.manuscripts.workflows.asking import Question
from hjulet.report.manuscripts.workflows.owning import Choice
from hjulet.report.manuscripts.workflows.writing import Place
from hjulet.report.reports.blocks import Report
from hjulet.report.reports.choices import Edition

Act = tuple[int, Callable[[], object]]


@dataclass(frozen=True)
class Desk:
    """A report that has been begun, who works on it, and the facts that they see."""

    manuscript: Manuscript
    people: Mapping[str, User]
    begun: datetime
    internal: Report

    def at(self, day: int) -> datetime:
        """In working hours, whatever the clock was when the demonstration was loaded."""
        return self.begun + timedelta(days=day, minutes=17 * (day % 7))

    def day(self, day: int) -> date:
        return localtime(self.at(day)).date()

    @property
    def titles(self) -> dict[str, str]:
        return {section.anchor: section.title for section in outline(self.internal)}

    def live(self, words: str) -> str:
        """The figures as the editor puts them in: with what they say now."""
        known = known_figures(self.internal)
        return REFERENCE.sub(lambda found: reference(found[1], known[found[1]].text), words)

    def carry_out(self, steps: tuple[Step, ...]) -> None:
        """What happened first is done first."""
        acts = [act for step in steps for act in self._acts(step)]
        for _day, act in sorted(acts, key=lambda one: one[0]):
            act()

    def give(self, owners: tuple[tuple[str, str], ...], by: str) -> None:
        """Who is responsible for which section, on the first day."""
        choices = [Choice(section, self.titles[section], self.people[who]) for section, who in owners]
        owning.choose_owners(self.manuscript, choices, by=self.people[by], at=self.at(0), day=self.day(0))

    def send(self, day: int, who: str) -> None:
        reviewing.send(self.manuscript, by=self.people[who], at=self.at(day), day=self.day(day))

    def send_back(self, turn: Returned, who: str) -> None:
        reviewing.send_back(
            self.manuscript, turn.reason, by=self.people[who], at=self.at(turn.returned), day=self.day(turn.returned)
        )  # fmt: skip

    def approve(self, said: Approved, public: Report) -> None:
        """Frozen with the facts of the day, signed for secrecy and published."""
        self.manuscript.refresh_from_db()
        draft = drawn(self.manuscript, self.internal, public)
        seen = Approval(said.registry_number, draft.fingerprint)
        editions = approving.approve_as_read(draft, seen, by=self.people["director"], at=self.at(said.day))
        open_one = next(one for one in editions if one.edition == Edition.PUBLIC)
        signer, publisher = self.people[said.signed_by], self.people[said.published_by]
        publishing.sign(open_one, Point.values, said.remark, by=signer, at=self.at(said.signed))
        publishing.publish(open_one, by=publisher, at=self.at(said.published))

    def make_papers(self, papers: Papers, *, recipient: str, by: str) -> None:
        said = asdict(papers) | {"recipient": recipient}
        said |= {name: list(map(self.live, said[name])) for name in ("risks", "decisions")}
        said |= {name: self.live(said[name]) for name in ("background", "assessment")}
        said["figures"], at = list(papers.figures), self.at(said.pop("day"))
        self.manuscript.refresh_from_db()
        kept = papering.keep_papers(self.manuscript, said, revision=0, by=self.people[by], at=at)
        papering.make_papers(kept, by=self.people[by], at=at)

    def _acts(self, step: Step) -> Iterator[Act]:
        match step:
            case Written():
                yield step.day, partial(self._write, step)
            case Offered():
                yield step.day, partial(self._offer, step)
            case Said():
                yield from self._comment(step)
            case Asked():
                yield from self._ask(step)

    def _token(self, said: Said | Asked) -> UUID:
        return name(f"report-{self.manuscript.pk}-{type(said).__name__}-{said.section}-{said.day}")

    def _write(self, said: Written) -> None:
        place = Place(self.manuscript, said.section, said.part)
        revision = 0 if said.is_unseen else self._revision(place)
        writer = self.people[said.who]
        writing.save_text(place, self.live(said.words), revision=revision, by=writer, at=self.at(said.day))

    def _revision(self, place: Place) -> int:
        texts = SectionText.objects.filter(
            manuscript=place.manuscript, section=place.section, part=place.part
        )
        return texts.values_list("revision", flat=True).first() or 0

    def _offer(self, said: Offered) -> None:
        section = next(one for one in outline(self.internal) if one.anchor == said.section)
        draft = offer(section, said.part, standouts(section))
        place = Place(self.manuscript, said.section, said.part)
        writing.offer_text(place, draft, by=self.people[said.who], at=self.at(said.day))

    def _comment(self, said: Said) -> Iterator[Act]:
        made = []

        def write() -> None:
            token = self._token(said)
            words = commenting.Said(said.section, said.words)
            who, at, day = self.people[said.who], self.at(said.day), self.day(said.day)
            made.append(commenting.comment(self.manuscript, words, token, by=who, at=at, day=day))

        yield said.day, write
        if said.resolved_by:
            resolver, at = self.people[said.resolved_by], self.at(said.resolved)
            yield said.resolved, lambda: commenting.resolve(made[0], by=resolver, at=at)

    def _ask(self, said: Asked) -> Iterator[Act]:
        to, who = self.people[said.to], self.people[said.who]
        question = Question(said.section, self.titles[said.section], to, said.question, self.day(said.due))
        made = []

        def ask() -> None:
            token, at = self._token(said), self.at(said.day)
            made.append(asking.ask(self.manuscript, question, token, by=who, at=at, day=self.day(said.day)))

        def answer() -> None:
            at, day = self.at(said.answered), self.day(said.answered)
            asking.answer(made[0], said.answer, revision=1, by=to, at=at, day=day)
            if said.part:
                asking.take(made[0], said.part, by=who, at=at)

        yield said.day, ask
        if said.answer:
            yield said.answered, answer
