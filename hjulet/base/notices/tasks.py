"""What need not wait for the timer."""

from django.utils import timezone
from django_tasks import task

from hjulet.base.notices.sending import send_mail


@task()
def send_at_once() -> str:
    """The messages that people want by e-mail directly."""
    sent = send_mail(timezone.now, has_digest=False)  # noqa: TID251 - a claim counts from when the work is done
    return f"{sent.sent} skickade, {sent.failed} misslyckade"
