import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.base.people.models import User
from hjulet.base.people.workflows import create_administrator, found_municipality


class Command(BaseCommand):
    help = (
        "Skapa den första systemförvaltaren. Frågar efter lösenord, eller skriver en länk som gäller en gång."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="e-postadress att logga in med")
        parser.add_argument("name", help="namn, till exempel ”Adam Förvaltare”")
        parser.add_argument("--municipality", required=True, help="kommunens kortnamn, till exempel ekvik")
        parser.add_argument("--create", metavar="NAMN", default="", help="skapa kommunen med detta namn")
        parser.add_argument("--link", action="store_true", help="fråga inte efter lösenord, skriv en länk")

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        slug, create = options["municipality"], options["create"]
        _check(validate_email, email, f"”{email}” är ingen e-postadress.")
        _check(
            validate_slug, slug, f"”{slug}” är inget kortnamn: skriv små bokstäver, siffror och bindestreck."
        )
        password = self._ask_for_password() if sys.stdin.isatty() and not options["link"] else None
        try:
            with transaction.atomic():
                municipality = found_municipality(slug, create) if create else _municipality(slug)
                now = timezone.now()
                today = timezone.localdate(now)
                user = create_administrator(email, name, municipality, password=password, today=today, at=now)
        except IntegrityError as error:
            message = f"Adressen {email} eller kommunen {slug} finns redan. Inget är ändrat."
            raise CommandError(message) from error
        self.stdout.write(f"{user.name} är systemförvaltare för {municipality.name}.")
        if password is None:
            self.stdout.write(f"Välj lösenord här. Länken gäller en gång: {_link(user)}")

    def _ask_for_password(self) -> str:
        password = getpass.getpass("Lösenord (minst tolv tecken): ")
        if password != getpass.getpass("En gång till: "):
            message = "Lösenorden var inte lika. Inget är ändrat."
            raise CommandError(message)
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password


def _check(validator: Any, value: str, message: str) -> None:
    try:
        validator(value)
    except ValidationError as error:
        raise CommandError(message) from error


def _municipality(slug: str) -> Municipality:
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        message = f"Kommunen {slug} finns inte. Lägg till --create ”Namn” för att skapa den."
        raise CommandError(message)
    return found


def _link(user: User) -> str:
    keys = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.BASE_URL + reverse("account_reset_password_from_key", kwargs=keys)
