"""Reports that are written, reviewed and frozen."""

from hjulet.report.manuscripts.models.editions import Approved, ApprovedQuerySet, Difference, SecrecyCheck
from hjulet.report.manuscripts.models.manuscripts import CannotChange, Manuscript, ManuscriptQuerySet, Round
from hjulet.report.manuscripts.models.owners import SectionOwner, SectionOwnerQuerySet
from hjulet.report.manuscripts.models.papers import CommitteePapers, PapersCopy, PapersCopyQuerySet
from hjulet.report.manuscripts.models.requests import Inquiry, SectionRequest
from hjulet.report.manuscripts.models.texts import Comment, CommentQuerySet, SectionText, TextVersion

__all__ = [
    "Approved",
    "ApprovedQuerySet",
    "CannotChange",
    "Comment",
    "CommentQuerySet",
    "CommitteePapers",
    "Difference",
    "Inquiry",
    "Manuscript",
    "ManuscriptQuerySet",
    "PapersCopy",
    "PapersCopyQuerySet",
    "Round",
    "SecrecyCheck",
    "SectionOwner",
    "SectionOwnerQuerySet",
    "SectionRequest",
    "SectionText",
    "TextVersion",
]
