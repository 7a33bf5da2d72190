"""Persons who were erased: their ids are kept for a term, and nothing else is."""

from datetime import timedelta

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.unit_of_work import NotificationsUnits


async def forget_erased(units: NotificationsUnits, *, subjects: Subjects, clocks: Clocks, kept_for: timedelta) -> None:
    """Forget what came in while a person was being erased, and the ids whose term is over."""
    async with units() as uow:
        for subject in subjects.values():
            await uow.stories(subject.stories).forget_erased()
        await uow.persons.forget_erased(clocks.clock.now() - kept_for)
