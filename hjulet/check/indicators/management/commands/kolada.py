from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from hjulet.base.organisation.models import Municipality
from hjulet.check.indicators.kolada import rules
from hjulet.check.indicators.kolada.choosing import UnknownKpi, choose_code, keep_catalogue
from hjulet.check.indicators.kolada.storing import AnotherFetches
from hjulet.check.indicators.kolada.sync import Asked, CannotSync, Plan, Progress, look_ahead, sync
from hjulet.check.indicators.kolada.talking import kolada
from hjulet.check.indicators.models import KoladaChoice, KoladaKpi, KoladaRevision, KoladaSync
from hjulet.check.indicators.sources.kolada import Fault, Unavailable
from hjulet.check.indicators.sources.kolada.ready_made import BY_KEY, SETS

MOST_SHOWN = 40


class Command(BaseCommand):
    help = "Hämta nyckeltal från Kolada (sync) eller leta i katalogen (search). Kan köras flera gånger."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        one = verbs.add_parser("sync", help="hämta det som kommunen följer")
        one.add_argument("--municipality", help="kommunens kortnamn; behövs när det finns flera")
        one.add_argument("--code", help="kommunkod att spara på kommunen först, till exempel 2029")
        one.add_argument("--kpi", nargs="+", default=[], help="följ och hämta de här, till exempel U23471")
        one.add_argument(
            "--set", nargs="+", default=[], choices=list(BY_KEY), dest="sets", help="färdiga urval"
        )
        one.add_argument("--years", help="till exempel 2019-2025; annars de senaste sju")
        one.add_argument("--everything", action="store_true", help="också det som inte väntas vara nytt")
        one.add_argument("--dry-run", action="store_true", help="visa vad som skulle hämtas, spara inget")
        two = verbs.add_parser("search", help="leta i den hämtade katalogen")
        two.add_argument("words", nargs="+")
        verbs.add_parser("catalogue", help="hämta katalogen")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        now = timezone.now()
        try:
            if verb == "search":
                self._search(" ".join(options["words"]))
            elif verb == "catalogue":
                self._fetch_catalogue(timezone.localdate(now))
            else:
                self._sync(now, options)
        except (Unavailable, Fault, CannotSync, AnotherFetches, UnknownKpi, ValueError) as error:
            raise CommandError(str(error)) from error

    def _search(self, words: str) -> None:
        found = KoladaKpi.objects.matching(words)
        for kpi in found[:MOST_SHOWN]:
            self.stdout.write(f"{kpi.pk}  {kpi.title}")
        amount = found.count()
        self.stdout.write(
            f"{amount} nyckeltal." + (f" De första {MOST_SHOWN} visas." if amount > MOST_SHOWN else "")
        )
        if not KoladaKpi.objects.exists():
            self.stdout.write("Katalogen är inte hämtad. Kör: manage.py kolada catalogue")

    def _fetch_catalogue(self, today: date) -> None:
        with kolada() as client:
            self.stdout.write(f"{keep_catalogue(client.catalogue(), today)} nyckeltal i katalogen.")

    def _sync(self, now: datetime, options: dict[str, Any]) -> None:
        place = _municipality(options["municipality"])
        years = (
            rules.years_said(options["years"])
            if options["years"]
            else rules.usual_years(timezone.localdate(now))
        )
        kpis = _asked(place, options["kpi"], options["sets"])
        asked = Asked.of(kpis, years, everything=options["everything"])
        with kolada() as client:
            if options["dry_run"]:
                self._tell_plan(look_ahead(place, asked, client, now))
                return
            if options["code"]:
                choose_code(place, options["code"], by=None, at=now)
            run = sync(place, asked, client, now, tell=self._tell)
        self._summary(run)

    def _tell(self, progress: Progress) -> None:
        if progress.what:
            self.stdout.write(f"{progress.done + 1} av {progress.total}: {progress.what}")

    def _tell_plan(self, plan: Plan) -> None:
        for number, batch in enumerate(plan.batches, 1):
            self.stdout.write(f"{number}: {batch.said()}")
        self.stdout.write(
            f"{len(plan.batches)} omgångar. {len(plan.skipped)} nyckeltal väntas inte ha något nytt."
        )
        self.stdout.write("Inget är hämtat, inget är sparat.")

    def _summary(self, run: KoladaSync) -> None:
        self.stdout.write("Vad som ändrats sedan sist:")
        own = KoladaRevision.objects.filter(
            sync=run, of__area=run.municipality.code, of__unit_code="", of__gender="T"
        )
        for one in own.select_related("of__kpi")[:MOST_SHOWN]:
            self.stdout.write(f"  {one.of.kpi_id} {one.of.year}: {one.was} → {one.now}")
        self.stdout.write(
            f"{run.added} nya värden, {run.revised} ändrade, {run.unchanged} oförändrade. "
            f"{run.skipped} nyckeltal väntas inte ha något nytt. {rules.ATTRIBUTION}."
        )
        if run.kept:
            self.stdout.write(f"{run.kept} värden är rättade för hand och står kvar.")


def _municipality(slug: str | None) -> Municipality:
    places = Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all()
    found = list(places[:2])
    if len(found) == 1:
        return found[0]
    message = f"Kommunen {slug} finns inte." if slug else "Säg vilken kommun: --municipality KORTNAMN."
    raise CommandError(message)


def _asked(place: Municipality, kpis: list[str], sets: list[str]) -> list[str]:
    asked = [*kpis, *(one for key in sets for one in BY_KEY[key].ids)]
    if not asked:
        asked = list(KoladaChoice.objects.of(place).values_list("kpi_id", flat=True))
    if not asked:
        keys = ", ".join(one.key for one in SETS)
        message = (
            f"Inget är valt. Ange --kpi eller --set ({keys}), eller välj på sidan Mått och värden, Kolada."
        )
        raise CommandError(message)
    return asked
