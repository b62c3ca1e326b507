"""An effect review is booked, moved and concluded by its verbs, and units answer whether they take it up."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from hjulet.act.actions.choices import Answer, AnswerObstacle, NextStep, ReviewObstacle, Status, Verdict
from hjulet.act.actions.models import (
    Action,
    CannotAnswer,
    CannotReview,
    Conclusion,
    EffectReview,
    Spread,
)
from hjulet.act.actions.workflows import answer_spread, conclude_review
from hjulet.base.log.models import Entry
from hjulet.base.notices.models import Notice
from tests.factories import ActionFactory, EffectReviewFactory, SpreadFactory

AT = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # half past midnight the day after, in Sweden
DAY = date(2026, 11, 22)


def conclusion(**changes) -> Conclusion:
    said = {
        "verdict": Verdict.IMPROVED, "facts": {"before": 12, "after": 5}, "judged": Verdict.TOO_EARLY,
        "judgement": " Lugnare nätter. ", "next_step": NextStep.KEEP, "spread_to": (),
    }  # fmt: skip
    return Conclusion(**said | changes)


def booked(world, **changes) -> EffectReview:
    said = {"due_on": DAY, "booked_by": world.people["manager"]} | changes
    if "action" not in said:
        under_way = {"status": Status.ONGOING, "owner": world.people["staff"]}
        said["action"] = ActionFactory(unit=world.units["solgarden"], **under_way)
    return EffectReviewFactory(**said)


def events() -> list[str]:
    return [entry.event for entry in Entry.objects.exclude(event__startswith="notice.").order_by("pk")]


def test_a_review_is_booked_once_however_often_it_is_asked_for(world):
    action = ActionFactory(unit=world.units["solgarden"])

    first = action.book_review(date(2027, 2, 1), by=world.people["manager"], at=AT)
    second = action.book_review(date(2027, 2, 1), by=world.people["sas"], at=AT)
    later = action.book_review(date(2027, 8, 1), by=world.people["manager"], at=AT)

    assert first == second != later
    assert (first.booked_by, first.booked_at) == (world.people["manager"], AT)
    assert events() == ["effectreview.booked", "effectreview.booked"]


def test_yesterday_in_sweden_cannot_be_booked(world):
    action = ActionFactory(unit=world.units["solgarden"])

    with pytest.raises(CannotReview) as refused:
        action.book_review(DAY - timedelta(days=1), by=world.people["manager"], at=AT)

    assert refused.value.obstacles == [ReviewObstacle.IN_PAST]
    assert (EffectReview.objects.count(), events()) == (0, [])


def test_a_moved_review_says_why_and_counts_as_a_change(world):
    review = booked(world)

    review.move_to(date(2027, 1, 1), reason=" För få månader ", revision=1, by=world.people["sas"], at=AT)
    with pytest.raises(CannotReview) as refused:
        review.move_to(date(2027, 2, 1), reason="Semester", revision=1, by=world.people["manager"], at=AT)

    review.refresh_from_db()
    assert refused.value.obstacles == [ReviewObstacle.CHANGED]
    assert (review.due_on, review.moved_because, review.revision) == (date(2027, 1, 1), "För få månader", 2)
    entry = Entry.objects.get()
    assert (entry.event, entry.details["was"], entry.details["now"]) == (
        "effectreview.moved",
        "2026-11-22",
        "2027-01-01",
    )
    assert "månader" not in str(entry.details)


def test_two_reviews_of_an_action_cannot_be_moved_to_one_day(world):
    review = booked(world)
    booked(world, action=review.action, due_on=date(2027, 1, 1))

    with pytest.raises(CannotReview) as refused:
        review.move_to(date(2027, 1, 1), reason="Samma dag", revision=1, by=world.people["sas"], at=AT)

    assert refused.value.obstacles == [ReviewObstacle.TAKEN]


def test_a_conclusion_keeps_both_words_and_the_figures_behind(world):
    review = booked(world)

    conclude_review(review, conclusion(), by=world.people["manager"], at=AT, day=DAY)

    review.refresh_from_db()
    assert (review.verdict, review.judged) == (Verdict.IMPROVED, Verdict.TOO_EARLY)
    assert review.verdict_facts == {"before": 12, "after": 5}
    assert (review.judgement, review.next_step) == ("Lugnare nätter.", NextStep.KEEP)
    assert (review.reviewed_on, review.reviewed_by, review.revision) == (DAY, world.people["manager"], 2)
    assert events() == ["effectreview.concluded"]
    assert "Lugnare" not in str(Entry.objects.values_list("details", flat=True))


@pytest.mark.parametrize(
    ("review_changes", "said", "expected"),
    [
        ({}, {"judgement": " "}, [ReviewObstacle.NO_JUDGEMENT]),
        ({}, {"next_step": NextStep.SPREAD}, [ReviewObstacle.NO_UNITS]),
        ({"due_on": DAY + timedelta(days=1)}, {}, [ReviewObstacle.TOO_EARLY]),
        ({"action__status": Status.PLANNED}, {"judgement": ""}, [ReviewObstacle.NOT_STARTED, ReviewObstacle.NO_JUDGEMENT]),
    ],
)  # fmt: skip
def test_a_refused_conclusion_changes_nothing_and_says_all_of_why(world, review_changes, said, expected):
    status = review_changes.pop("action__status", None)
    review = booked(world, **review_changes)
    if status:
        Action.objects.update(status=status)

    with pytest.raises(CannotReview) as refused:
        review.conclude(conclusion(**said), by=world.people["manager"], at=AT)

    review.refresh_from_db()
    assert refused.value.obstacles == expected
    assert (review.is_concluded, Spread.objects.count(), events()) == (False, 0, [])


def test_a_review_is_concluded_once(world):
    review, other = booked(world), EffectReview.objects
    review.conclude(conclusion(), by=world.people["manager"], at=AT)

    with pytest.raises(CannotReview) as refused:
        other.get().conclude(conclusion(judgement="Mina ord"), by=world.people["sas"], at=AT)

    assert refused.value.obstacles == [ReviewObstacle.CONCLUDED]
    assert other.get().judgement == "Lugnare nätter."


def test_only_a_spread_asks_units_and_never_across_the_border(world):
    here, there = world.units["lonnen"], world.units["granby"]
    kept, spread = booked(world), booked(world)

    kept.conclude(conclusion(spread_to=(here,)), by=world.people["manager"], at=AT)
    said = conclusion(next_step=NextStep.SPREAD, spread_to=(here, there))
    with pytest.raises(CannotReview) as refused:
        spread.conclude(said, by=world.people["manager"], at=AT)

    assert refused.value.obstacles == [ReviewObstacle.OTHER_MUNICIPALITY]
    assert Spread.objects.count() == 0


def test_the_units_that_are_asked_are_told_without_a_word_of_the_action(world):
    review = booked(world)
    units = (world.units["lonnen"], world.units["bjorkgarden"], world.units["lss"])

    said = conclusion(next_step=NextStep.SPREAD, spread_to=units)
    conclude_review(review, said, by=world.people["manager"], at=AT, day=DAY)

    told = {notice.user.name: notice.path for notice in Notice.objects.all()}
    assert set(told) == {"Xena Extern", "Anna Granne", "Disa Direktör"}  # LSS has no head: the next above
    assert told["Anna Granne"] == Spread.objects.get(unit=world.units["bjorkgarden"]).get_absolute_url()
    assert all(review.action.title not in notice.title for notice in Notice.objects.all())


def test_an_answer_is_kept_and_told_to_the_one_who_asked(world):
    review = booked(world, is_concluded=True)
    spread = SpreadFactory(review=review, unit=world.units["bjorkgarden"], asked_by=world.people["manager"])
    by = {"by": world.people["other_manager"], "at": AT, "day": DAY}

    answer_spread(spread, Answer.LATER, "", **by)
    answer_spread(spread, Answer.NO, " Vi har larm ", **by)
    with pytest.raises(CannotAnswer) as refused:
        answer_spread(spread, Answer.YES, "", **by)

    spread.refresh_from_db()
    assert refused.value.obstacles == [AnswerObstacle.ANSWERED]
    assert (spread.answer, spread.answer_text, spread.answered_by) == (
        Answer.NO,
        "Vi har larm",
        world.people["other_manager"],
    )
    assert [notice.user for notice in Notice.objects.all()] == [world.people["manager"]] * 2
    assert events() == ["spread.answered", "spread.answered"]


def test_the_database_itself_refuses_half_a_conclusion_and_half_an_answer(world):
    review = booked(world)
    spread = SpreadFactory(review=booked(world, is_concluded=True), unit=world.units["lonnen"])

    for rows, half in [
        (EffectReview.objects.filter(pk=review.pk), {"reviewed_on": DAY}),
        (EffectReview.objects.filter(pk=review.pk), {"verdict": Verdict.IMPROVED}),
        (Spread.objects.filter(pk=spread.pk), {"answer": Answer.YES}),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**half)


def test_reviews_are_found_by_their_day_and_what_is_not_done_has_none(world):
    today = booked(world)
    late = booked(world, due_on=DAY - timedelta(days=1))
    ahead = booked(world, due_on=DAY + timedelta(days=1))
    booked(world, is_concluded=True)
    dropped = booked(world, due_on=DAY - timedelta(days=1))
    dropped.action.status = Status.NOT_DONE
    dropped.action.save(update_fields=["status"])

    reviews = EffectReview.objects
    assert set(reviews.unreviewed()) == {today, late, ahead}
    assert set(reviews.due(DAY)) == {today, late}
    assert set(reviews.overdue(DAY)) == {late}


def test_an_action_lacks_a_review_until_one_is_concluded(world):
    waiting, seen = booked(world).action, booked(world, is_concluded=True).action
    booked(world, action=seen, due_on=date(2027, 1, 1))
    none = ActionFactory(unit=world.units["solgarden"])
    ActionFactory(unit=world.units["solgarden"], status=Status.NOT_DONE)

    assert set(Action.objects.without_effect_review()) == {waiting, none}


@pytest.mark.parametrize(
    ("key", "reviews", "asked", "answers"),
    [
        ("manager", 1, 0, 0), ("staff", 1, 0, 0), ("other_manager", 0, 1, 1), ("department_head", 1, 1, 1),
        ("sas", 1, 1, 1), ("politician", 1, 1, 0), ("administrator", 1, 1, 0), ("neighbour", 0, 0, 0), ("former", 0, 0, 0),
    ],
)  # fmt: skip
def test_a_review_is_seen_where_the_action_stands_and_a_question_where_it_is_put(
    world, key, reviews, asked, answers
):
    review = booked(world, is_concluded=True)
    SpreadFactory(review=review, unit=world.units["bjorkgarden"])
    user = world.people[key]

    assert EffectReview.objects.visible_to(user, DAY).count() == reviews
    assert Spread.objects.visible_to(user, DAY).count() == asked
    assert Spread.objects.open_to(user, DAY).count() == answers
