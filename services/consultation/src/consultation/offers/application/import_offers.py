"""Offers are taken over from a file: all of it or nothing."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from consultation.domain.organisation import OrganisationKind
from consultation.offers.domain.import_outcome import LineMistake, OfferImport, OfferLine
from consultation.offers.domain.offer import Offer, OfferDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id
from shared.runtime.logging import get_logger

Lines = Callable[[], Iterator[OfferLine | LineMistake]]

AT_ONCE = 500
"""Lines that are in memory, and written, at once."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What of the directory a line may name.

    `contacts` are ids, each with the organisation that the contact works for. `own` are the providers whose offers the
    sender manages, None for all.
    """

    providers: frozenset[str]
    schools: frozenset[str]
    contacts: frozenset[tuple[str, str | None]]
    own: frozenset[str] | None

    def check(self, details: OfferDetails) -> None:
        """Raises InvalidField for what the directory has not, and for the offers of others."""
        if details.provider not in self.providers:
            raise InvalidField("provider", "is no city service, CLB or partner of the directory")
        if self.own is not None and details.provider not in self.own:
            raise InvalidField("provider", "is not your own organisation")
        if set(details.schools) - self.schools:
            raise InvalidField("schools", "names a school that the directory has not")
        if details.contact_id is not None and (details.contact_id, details.provider) not in self.contacts:
            raise InvalidField("contact_id", "is no contact who works for the provider")


async def import_offers(
    uow: ConsultationUnitOfWork, lines: Lines, *, own: frozenset[str] | None, dry_run: bool, clock: Clock
) -> OfferImport:
    """Take over what `lines` gives; nothing with `dry_run`, or while there is a mistake.

    `lines` begins anew whenever it is called: a file is read once to look for mistakes, and once to take it over.
    A line without an id is the offer of its provider with that title and first day, if there is one. What is not in
    the file stays. Raises InvalidField for a file that can't be read.
    """
    if not dry_run:
        await uow.offers.lock_titles()
    directory = await _known(uow, own)
    outcome = OfferImport()
    seen: dict[int, int] = {}
    async for chunk in _chunks(lines):
        await _look(uow, chunk, directory, outcome=outcome, seen=seen, clock=clock)
    if dry_run or outcome.mistakes:
        return outcome
    async for chunk in _chunks(lines):
        pairs = await _matched(uow, [line for line in chunk if isinstance(line, OfferLine)])
        changed = [new for line, old in pairs if (new := _taken_over(line, old, clock)) is not old]
        await uow.save_offers(changed)
    uow.after_commit(lambda: get_logger().info("offer.imported"))
    return outcome


async def _look(
    uow: ConsultationUnitOfWork,
    chunk: list[OfferLine | LineMistake],
    directory: _Known,
    *,
    outcome: OfferImport,
    seen: dict[int, int],
    clock: Clock,
) -> None:
    """Count what would become of these lines; `seen` are the lines of before by what no two offers have alike."""
    good: list[OfferLine] = []
    for line in chunk:
        mistake = line if isinstance(line, LineMistake) else _mistake_of(line, directory, seen)
        if mistake is not None:
            outcome.mistakes.append(mistake)
        elif isinstance(line, OfferLine):
            good.append(line)
    clashes = await _named_otherwise(uow, good)
    outcome.mistakes += clashes
    clashing = {mistake.line for mistake in clashes}
    for line, old in await _matched(uow, [line for line in good if line.line not in clashing]):
        try:
            new = _taken_over(line, old, clock)
        except InvalidField as error:
            outcome.mistakes.append(LineMistake(line.line, error.field, error.reason))
            continue
        outcome.added += old is None
        outcome.unchanged += new is old
        outcome.changed += old is not None and new is not old


def _mistake_of(line: OfferLine, directory: _Known, seen: dict[int, int]) -> LineMistake | None:
    try:
        directory.check(line.details)
    except InvalidField as error:
        return LineMistake(line.line, error.field, error.reason)
    first = seen.setdefault(hash(line.details.key), line.line)
    if first != line.line:
        return LineMistake(line.line, "title", f"is that of line {first} too, of the same provider and first day")
    return None


async def _named_otherwise(uow: ConsultationUnitOfWork, lines: list[OfferLine]) -> list[LineMistake]:
    """The lines with an id whose provider has another offer of that title and first day."""
    named = [line for line in lines if line.offer_id is not None]
    by_key = {
        offer.details.key: offer.offer_id for offer in await uow.offers.alike([line.details.key for line in named])
    }
    return [
        LineMistake(line.line, "title", "is that of another offer of this provider, from the same day")
        for line in named
        if by_key.get(line.details.key, line.offer_id) != line.offer_id
    ]


async def _matched(uow: ConsultationUnitOfWork, lines: list[OfferLine]) -> list[tuple[OfferLine, Offer | None]]:
    """Each line with the offer that it is; None for a new offer."""
    by_key = {offer.details.key: offer for offer in await uow.offers.alike([line.details.key for line in lines])}
    ids = [line.offer_id for line in lines if line.offer_id is not None]
    by_id = {offer.offer_id: offer for offer in await uow.offers.all_of(ids)}
    return [
        (line, by_key.get(line.details.key) if line.offer_id is None else by_id.get(line.offer_id)) for line in lines
    ]


def _taken_over(line: OfferLine, old: Offer | None, clock: Clock) -> Offer:
    """The offer as the line says it. Raises InvalidField for an id that no offer has."""
    if old is not None:
        return old.loaded(line.details, clock.now())
    if line.offer_id is not None:
        raise InvalidField("offer_id", "is of no offer; leave it empty for a new one")
    now = clock.now()
    return Offer(offer_id=new_id(), details=line.details, created_at=now, changed_at=now).added()


async def _chunks(lines: Lines) -> AsyncIterator[list[OfferLine | LineMistake]]:
    """The lines, some at a time, read in a thread so that others are answered meanwhile."""
    reading = lines()
    while chunk := await asyncio.to_thread(lambda: list(islice(reading, AT_ONCE))):
        yield chunk


async def _known(uow: ConsultationUnitOfWork, own: frozenset[str] | None) -> _Known:
    organisations = await uow.organisations.all()
    return _Known(
        frozenset(row.organisation_id for row in organisations if row.kind is not OrganisationKind.SCHOOL),
        frozenset(row.school for row in organisations if row.school is not None),
        frozenset((row.contact_id, row.details.organisation_id) for row in await uow.contacts.all()),
        own,
    )
