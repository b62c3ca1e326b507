"""What is approved stands as it was: facts, texts, article and files, with a fingerprint over them."""

import json
from decimal import Decimal

import pytest

from hjulet.base.notices.models import Notice
from hjulet.check.indicators.models import Value
from hjulet.report.manuscripts import rules
from hjulet.report.manuscripts.choices import State
from hjulet.report.manuscripts.drafts import draft_of
from hjulet.report.manuscripts.models import Approved, Manuscript, SectionText
from hjulet.report.manuscripts.pages.editions import as_csv, as_json, is_whole
from hjulet.report.manuscripts.workflows import approving
from hjulet.report.manuscripts.workflows.approving import Approval
from hjulet.report.reports.choices import Edition
from tests.report.manuscripts.approving.making import AT, SECTION, approved_by_the_director


def test_both_editions_are_frozen_with_text_and_files(approved):
    assert set(approved) == {Edition.INTERNAL, Edition.PUBLIC}
    for edition in approved.values():
        assert edition.texts[SECTION]["analysis"].startswith("Vi har")
        assert "Vi har <strong>kartlagt</strong> processerna." in edition.document
        assert "KOS 2026/326" in edition.document
        assert edition.pdf.content().startswith(b"%PDF")
        assert edition.docx.content().startswith(b"PK")
        assert edition.fingerprint == rules.fingerprint(edition.facts, edition.texts)


def test_report_says_who_approved_it_and_under_which_number(world, approved):
    found = Manuscript.objects.get()

    assert (found.state, found.registry_number) == (State.APPROVED, "KOS 2026/326")
    assert found.approved_by == world.people["director"]


def test_approving_again_gives_the_same_editions(world, approved, in_review):
    again = approved_by_the_director(in_review, by=world.people["director"], number="KOS 9")

    assert {one.pk for one in again} == {one.pk for one in approved.values()}
    assert Manuscript.objects.get().registry_number == "KOS 2026/326"


def test_later_data_changes_nothing_in_what_is_approved(world, approved):
    before = {one.edition: (one.document, one.facts, one.fingerprint) for one in approved.values()}
    Value.objects.update(value=Decimal(1))
    SectionText.objects.update(markdown="Ändrad efteråt.")

    found = Approved.objects.all()
    assert {one.edition: (one.document, one.facts, one.fingerprint) for one in found} == before
    assert all(is_whole(one) for one in found)


def test_edition_that_was_tampered_with_is_found_out(approved):
    found = approved[Edition.PUBLIC]
    found.texts[SECTION]["analysis"] = "Något annat."

    assert not is_whole(found)


def test_public_edition_has_no_way_into_the_installation(approved):
    body = approved[Edition.PUBLIC].document

    assert 'href="/' not in body


def test_figures_are_open_data(approved):
    found = approved[Edition.PUBLIC]
    content = json.loads(as_json(found))

    assert content["fingerprint"] == found.fingerprint
    assert len(as_csv(found).splitlines()) == len(content["figures"]) + 1


@pytest.mark.parametrize(
    ("written", "stands"), [("=1+1", "'=1+1"), (-2.5, "-2,5"), (None, ""), ("94 %", "94 %")]
)
def test_csv_runs_nothing_and_reads_as_swedish(approved, written, stands):
    found = approved[Edition.PUBLIC]
    found.facts["figures"] = [{"id": "a", "value": written}]

    assert as_csv(found).splitlines()[1].split(";")[3] == stands


def test_two_who_approve_at_once_get_the_same_editions(world, in_review):
    """The second has made its files when the first is through."""
    draft, by = draft_of(in_review, fresh=True), world.people["director"]
    said = Approval("KOS 9", draft.fingerprint)
    ready = approving._ready(draft, said, by=by, at=AT)
    first = approved_by_the_director(in_review, by=by)
    second = approving._store(in_review, said, ready, by=by, at=AT)

    assert [one.pk for one in first] == [one.pk for one in second]
    assert Manuscript.objects.get().registry_number == "KOS 2026/326"


def test_those_who_sign_for_secrecy_are_told_where_the_public_edition_is(world, approved):
    notice = Notice.objects.get(user=world.people["registrar"])

    assert notice.path == approved[Edition.PUBLIC].get_absolute_url()
