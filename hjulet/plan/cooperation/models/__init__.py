"""Partners, the cooperation with them, and what is said and signed in it."""

from hjulet.plan.cooperation.models.cooperations import (
    CannotCooperate,
    Cooperation,
    CooperationFile,
    CooperationQuerySet,
)
from hjulet.plan.cooperation.models.meetings import CooperationMeeting
from hjulet.plan.cooperation.models.partners import Partner, PartnerQuerySet

__all__ = [
    "CannotCooperate",
    "Cooperation",
    "CooperationFile",
    "CooperationMeeting",
    "CooperationQuerySet",
    "Partner",
    "PartnerQuerySet",
]
