"""Until when a receiver can answer a notice, and who is told when nobody does."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_calendar import nth_school_day_after

TO_DEPUTY = ":deputy"
TO_COORDINATOR = ":coordinator"
_TO_CONTACT = ":to:"


@dataclass(frozen=True, slots=True)
class SilenceRules:
    """How long a receiver has, in school days, and whether others are told after that. Local agreements.

    The days count by the Flemish calendar, as receivers serve several schools with calendars of their own.
    ``school_days`` is None where no answer is waited for.
    """

    school_days: int | None = None
    tells_others: bool = False

    def answer_by(self, sent_at: datetime) -> datetime | None:
        """The end of the last day to answer; None without such a day."""
        if self.school_days is None:
            return None
        last_day = nth_school_day_after(sent_at.date(), self.school_days, flemish_calendar)
        midnight = sent_at.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        return midnight + timedelta(days=(last_day - sent_at.date()).days + 1)


def is_rung(slot: str) -> bool:
    """Whether a notice with this slot went to somebody because another did not answer."""
    return slot.endswith((TO_DEPUTY, TO_COORDINATOR))


def first_slot(slot: str) -> str:
    """The slot of the notice that was not answered first, or that was sent to another contact too."""
    return slot.partition(_TO_CONTACT)[0].removesuffix(TO_COORDINATOR).removesuffix(TO_DEPUTY)


def slot_to(slot: str, contact_id: str) -> str:
    """The slot of a notice that tells this contact too what a notice with that slot tells."""
    return f"{first_slot(slot)}{_TO_CONTACT}{contact_id}"


def names_receiver(slot: str) -> bool:
    """Whether a notice with this slot was made for one contact, because of what another was told."""
    return slot.endswith(TO_DEPUTY) or _TO_CONTACT in slot
