"""What consultation lacks before it does its work: a directory of the municipality's own, with everybody in it."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from consultation.directory.api.directory import found_gaps
from consultation.directory.domain.gaps import GapKind
from consultation.settings import SHIPPED, ConsultationSettings
from consultation.unit_of_work import Units
from consultation.web.setup.words import WORDS
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.service.setup import Matter, Setup, SetupState

_OF_ROLE = {
    "coordinators": Role.COORDINATOR,
    "caseworkers": Role.CASEWORKER,
    "clbs": Role.CLB,
    "youth-coaches": Role.YOUTH_COACH,
}


def setup_of(units: Units, settings: ConsultationSettings, clock: Clock) -> Setup:
    """What consultation says of its set-up."""
    return Setup(partial(_look, units, settings, clock), WORDS)


async def _look(units: Units, settings: ConsultationSettings, clock: Clock) -> Sequence[Matter]:
    async with units.reading() as uow:
        contacts = [contact for contact in await uow.contacts.all() if contact.valid_on(clock.today())]
        gaps, _ = await found_gaps(uow, clock=clock, soon=timedelta(days=settings.contact_ends_soon_days))
    lasting = [gap for gap in gaps if gap.kind is not GapKind.CONTACT_ENDS]
    there = {contact.role for contact in contacts}
    return (
        Matter("directory", _directory(settings, is_empty=not contacts)),
        *(Matter(kind, _there(role in there)) for kind, role in _OF_ROLE.items()),
        Matter("gaps", _there(not lasting), len(lasting)),
    )


def _directory(settings: ConsultationSettings, *, is_empty: bool) -> SetupState:
    if is_empty:
        return SetupState.MISSING
    return SetupState.SHIPPED if settings.contacts_file == SHIPPED else SetupState.READY


def _there(is_there: bool) -> SetupState:
    return SetupState.READY if is_there else SetupState.MISSING
