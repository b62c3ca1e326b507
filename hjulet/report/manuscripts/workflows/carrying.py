"""What a new edition takes with it from the one before."""

from hjulet.report.manuscripts.models import Manuscript, SectionText, TextVersion


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
