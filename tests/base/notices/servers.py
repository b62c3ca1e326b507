"""Mail servers that misbehave."""

from collections.abc import Callable, Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.locmem import EmailBackend

HERE = "tests.base.notices.servers."


class Killed(BaseException):
    """The power goes: nothing in the process may catch it."""


class KilledAfter(EmailBackend):
    """Takes the letter, and then the process dies."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        super().send_messages(messages)
        raise Killed


class Down(EmailBackend):
    """Nobody answers."""

    asked = 0

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        type(self).asked += 1
        raise ConnectionRefusedError


class Meanwhile(EmailBackend):
    """Something else happens while the letter is on its way."""

    happens: Callable[[], object] = staticmethod(lambda: None)

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        type(self).happens()
        return super().send_messages(messages)


class RefusesOne(EmailBackend):
    """One address does not exist."""

    address = "manager@example.se"

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        if messages[0].to == [self.address]:
            raise OSError(550, self.address)
        return super().send_messages(messages)
