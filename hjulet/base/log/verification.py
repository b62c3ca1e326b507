"""Walk the chain from its first entry and say what does not fit. Memory stays the same however long the log is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hjulet.base.log import rules
from hjulet.base.log.models import Entry, Seal

AT_A_TIME = 2000


@dataclass
class Walk:
    """Where the walk stands; after it, the head of the chain."""

    head: str = rules.BEGINNING
    entries: int = 0
    year: int = 0
    entries_of_year: int = 0
    last_id: int = 0
    looks_for: str = ""
    has_found: bool = False

    def faults(self, looks_for: str = "") -> Iterator[str]:
        """Every fault, in order. `looks_for` is a fingerprint that was kept outside and must stand in the chain."""
        self.looks_for = looks_for
        seals = {seal.year: seal for seal in Seal.objects.all()}
        for entry in Entry.objects.order_by("id").iterator(chunk_size=AT_A_TIME):
            yield from self._faults_of(entry)
            if entry.year != self.year:
                yield from self._faults_of_year(seals.pop(self.year, None))
                self.year, self.entries_of_year = entry.year, 0
            self._step(entry)
        yield from self._faults_of_year(seals.pop(self.year, None))
        for year in sorted(seals):
            yield _("År %(year)s är förseglat men har inga poster i loggen.") % {"year": year}
        if looks_for and not self.has_found:
            yield _(
                "Fingeravtrycket som sparats utanför finns inte i loggen: poster saknas eller har skrivits om."
            )

    def _step(self, entry: Entry) -> None:
        self.head, self.last_id = entry.fingerprint, entry.pk
        self.entries += 1
        self.entries_of_year += 1
        self.has_found = self.has_found or entry.fingerprint == self.looks_for

    def _faults_of(self, entry: Entry) -> Iterator[str]:
        names = {"id": entry.pk, "before": self.last_id}
        if entry.previous != self.head:
            elsewhere = Entry.objects.filter(fingerprint=entry.previous).exists()
            if elsewhere or entry.previous == rules.BEGINNING:
                yield _("Post %(id)s står på fel plats: den följer inte på post %(before)s.") % names
            else:
                yield _("En post saknas mellan post %(before)s och post %(id)s.") % names
        if entry.computed_fingerprint() != entry.fingerprint:
            yield _("Post %(id)s har ändrats efter att den skrevs.") % names
        if entry.year < self.year:
            yield _("Post %(id)s står i ett tidigare år än posten före.") % names

    def _faults_of_year(self, seal: Seal | None) -> Iterator[str]:
        if seal is None:
            return
        if (seal.fingerprint, seal.entries) != (self.head, self.entries_of_year):
            yield _("År %(year)s stämmer inte med sitt sigill.") % {"year": seal.year}
