from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from hjulet.check.deviations.choices import WhyStranded
from hjulet.check.deviations.models import StrandedReport
from hjulet.check.deviations.pages.offline import tried_again


class Command(BaseCommand):
    help = "Ta emot rapporter som skrevs utan nät och vars nyckel hade saknats. Körs en gång varje natt."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = list(StrandedReport.objects.filter(why=WhyStranded.UNKNOWN_KEY))
        taken = sum(tried_again(kept, timezone.now()) for kept in waiting)
        self.stdout.write(f"{taken} rapporter mottagna, {len(waiting) - taken} väntar på sin nyckel.")
