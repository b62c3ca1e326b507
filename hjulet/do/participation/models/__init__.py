"""What staff read, learn, are trusted with and say, in tables."""

from hjulet.do.participation.models.completions import (
    Attempt,
    AttemptQuerySet,
    Completion,
    CompletionQuerySet,
)
from hjulet.do.participation.models.delegations import (
    CannotDelegate,
    Delegation,
    DelegationQuerySet,
    Delegator,
    MedicalTask,
)
from hjulet.do.participation.models.ideas import CannotAnswerIdea, Idea, IdeaQuerySet
from hjulet.do.participation.models.meetings import Meeting, MeetingQuerySet
from hjulet.do.participation.models.reading import (
    CannotRead,
    Reading,
    ReadingQuerySet,
    ReadingQuestion,
    Receipt,
)
from hjulet.do.participation.models.roles import QualityRole, QualityRoleQuerySet, RoleMeeting
from hjulet.do.participation.models.terms import Terms, set_terms, terms_of
from hjulet.do.participation.models.training import (
    Course,
    CourseQuerySet,
    CourseSession,
    Requirement,
    Seat,
    TestQuestion,
)

__all__ = [
    "Attempt",
    "AttemptQuerySet",
    "CannotAnswerIdea",
    "CannotDelegate",
    "CannotRead",
    "Completion",
    "CompletionQuerySet",
    "Course",
    "CourseQuerySet",
    "CourseSession",
    "Delegation",
    "DelegationQuerySet",
    "Delegator",
    "Idea",
    "IdeaQuerySet",
    "MedicalTask",
    "Meeting",
    "MeetingQuerySet",
    "QualityRole",
    "QualityRoleQuerySet",
    "Reading",
    "ReadingQuerySet",
    "ReadingQuestion",
    "Receipt",
    "Requirement",
    "RoleMeeting",
    "Seat",
    "Terms",
    "TestQuestion",
    "set_terms",
    "terms_of",
]
