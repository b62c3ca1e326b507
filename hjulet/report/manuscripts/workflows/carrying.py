"""What a new edition takes with it from the one before, and a new year from the last."""

from hjulet.report.manuscripts.models import Manuscript, SectionOwner, SectionText, TextVersion
from hjulet.report.manuscripts.rules import years_on


def carry_texts(earlier: Manuscript, made: Manuscript) -> None:
    """Every text as it was approved, in the name of the one who wrote it. The caller holds the transaction."""
    texts = SectionText.objects.filter(manuscript=earlier).exclude(markdown="").order_by("pk")
    carried = [
        SectionText(
            manuscript=made, section=text.section, part=text.part, markdown=text.markdown,
            is_offered=text.is_offered, revision=1, changed_by_id=text.changed_by_id, changed_at=text.changed_at,
        )
        for text in texts
    ]  # fmt: skip
    stored = SectionText.objects.bulk_create(carried)
    TextVersion.objects.bulk_create(
        TextVersion(
            text=text, revision=1, markdown=text.markdown, written_by_id=text.changed_by_id, written_at=text.changed_at
        )
        for text in stored
        if text.changed_by_id and text.changed_at
    )  # fmt: skip


def carry_owners(made: Manuscript) -> None:
    """Who has which section: as in the edition before, else as in the report of the year before. The caller holds the transaction.

    Whoever has left comes with it too, so that the board can say that somebody else is needed.
    """
    alike = Manuscript.objects.filter(kind=made.kind, unit=made.unit, year__in=[made.year, made.year - 1])
    earlier = alike.exclude(pk=made.pk).order_by("-year", "-number").first()
    if earlier is None:
        return
    SectionOwner.objects.bulk_create(
        SectionOwner(
            manuscript=made, section=owner.section,
            section_title=years_on(owner.section_title, made.year - earlier.year), user_id=owner.user_id, set_by_id=owner.set_by_id, set_at=owner.set_at,
        )
        for owner in SectionOwner.objects.filter(manuscript=earlier).order_by("pk")
    )  # fmt: skip
