"""Whether a notice goes now, or at the receiver's hours, or with the digest of a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from notifications.domain.directory import Contact
from notifications.domain.hours import Hours, next_at
from notifications.domain.notice import Notice
from notifications.domain.open_days import NEVER_CLOSED, ClosedDays, OpenDays, open_days
from notifications.domain.preferences import NO_PREFERENCES
from notifications.domain.preparation import DIGEST, HOURS, Ready, Waits
from notifications.domain.reaching import must_be_told
from notifications.domain.telling import Urgency
from shared.domain.roles import Role
from shared.domain.school_calendar import CalendarOf

_EIGHT = time(8)


@dataclass(frozen=True, slots=True)
class Timing:
    """What the municipality agreed for notices that can wait: at once, unless there is something here.

    ``hours`` are when they go. With ``digest`` they go once a day, together, at ``digest_at``. ``clb_closed`` are the
    closing days of its centres for pupil guidance (CLB).
    """

    hours: Hours | None = None
    digest: bool = False
    digest_at: time = _EIGHT
    clb_closed: ClosedDays = NEVER_CLOSED

    @property
    def count_days(self) -> bool:
        """Whether they make notices wait for a day, so that calendars of schools are kept."""
        return self.digest or self.hours is not None


NO_TIMING = Timing()


def turn_of(
    notice: Notice,
    ready: Ready,
    contact: Contact | None,
    *,
    calendars: Mapping[str, CalendarOf],
    timing: Timing,
    now: datetime,
) -> Waits | None:
    """What a notice for this contact waits for; None if it goes now. What must be told waits for no preference."""
    if ready.telling.urgency is Urgency.AT_ONCE or _had_its_turn(notice, now):
        return None
    free = contact is None or must_be_told(notice, ready.telling)
    own = NO_PREFERENCES if contact is None or free else contact.preferences
    days = _days_of(contact, calendars, timing)
    in_digest = timing.digest if own.digest is None else own.digest
    if in_digest or ready.telling.urgency is Urgency.IN_DIGEST:
        at = next_at(own.digest_at or timing.digest_at, now, days)
        return Waits(f"{DIGEST}:{ready.receiver.contact_id}", until=at)
    hours = own.window or timing.hours
    if hours is None or hours.include(now, days):
        return None
    return Waits(f"{HOURS}:", until=hours.next_opening(now, days))


def _days_of(contact: Contact | None, calendars: Mapping[str, CalendarOf], timing: Timing) -> OpenDays:
    if contact is None:
        return open_days((), calendars)
    closed = timing.clb_closed if contact.role is Role.CLB else NEVER_CLOSED
    return open_days(contact.schools, calendars, closed)


def _had_its_turn(notice: Notice, now: datetime) -> bool:
    """Whether it waited for a digest whose hour came: what then does not go at once is tried again as any other."""
    return notice.bundle_id is not None or (notice.digest_at is not None and notice.digest_at <= now)
