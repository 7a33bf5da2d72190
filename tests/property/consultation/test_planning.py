"""Whatever the people, their hours and what is asked: no person or place is booked twice, no earlier slot was there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from consultation.domain.availability import Availability, AvailabilityException
from consultation.domain.booking import Booking
from consultation.domain.contact import Contact, ContactDetails
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from consultation.domain.school_time import SchoolTime, half_days_by
from consultation.domain.wanted import Slot, Wanted
from consultation.domain.weekly_hours import WeeklyHours, parse_weekly
from consultation.planning.diary import Diary, Visit, diaries
from consultation.planning.no_slot import explain
from consultation.planning.planner import Planner
from consultation.planning.relaxing import Search
from consultation.settings import SCHOOL_HOURS
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

SCHOOLS = ("125001", "125002")
FIRST_DAY = date(2026, 10, 19)  # two weeks with the end of summer time and the autumn break behind them
DAYS = 14
LENGTH, STEP = timedelta(minutes=45), timedelta(minutes=5)
SCHOOL_TIME = SchoolTime(
    hours=parse_weekly(SCHOOL_HOURS), length=LENGTH, step=STEP, half_days_on=half_days_by(flemish_calendar)
)
ROLES = (Role.COUNSELLOR, Role.CASEWORKER, Role.CLB)

days = st.integers(0, DAYS - 1).map(lambda n: FIRST_DAY + timedelta(days=n))
clocks = st.integers(7 * 12, 17 * 12).map(lambda n: time(n // 12, n % 12 * 5))


@st.composite
def weekly_hours(draw: st.DrawFn) -> WeeklyHours:
    from_, until = sorted(draw(st.lists(clocks, min_size=2, max_size=2, unique=True)))
    return WeeklyHours(draw(st.integers(1, 5)), from_, until)


@st.composite
def exceptions(draw: st.DrawFn) -> AvailabilityException:
    first, last = sorted((draw(days), draw(days)))
    return AvailabilityException(first, last, draw(st.booleans()))


availabilities = st.builds(
    Availability,
    st.lists(weekly_hours(), max_size=4).map(tuple),
    st.lists(exceptions(), max_size=2).map(tuple),
    st.none() | st.integers(0, 3),
)


@st.composite
def directories(draw: st.DrawFn) -> list[Contact]:
    contacts = []
    for number in range(draw(st.integers(2, 7))):
        ids = [contact.contact_id for contact in contacts]
        details = ContactDetails(
            name="Els Voorbeeld",
            role=draw(st.sampled_from(ROLES)),
            schools=tuple(draw(st.sets(st.sampled_from(SCHOOLS), max_size=1))),
            deputy_of=draw(st.none() | st.sampled_from(ids)) if ids else None,
            valid_until=draw(st.none() | days),
        )
        contacts.append(Contact(f"c-{number}", details, draw(availabilities)))
    return contacts


@st.composite
def requests(draw: st.DrawFn) -> Wanted:
    first, last = sorted((draw(days), draw(days)))
    return Wanted(
        school=draw(st.sampled_from(SCHOOLS)),
        required_roles=(Role.COUNSELLOR, Role.CASEWORKER),
        optional_roles=(Role.CLB,),
        not_before=first,
        hold_by=last,
    )


moments = st.builds(lambda day, clock: datetime.combine(day, clock, BRUSSELS), days, clocks)


def plan_all(
    contacts: list[Contact], asked: list[Wanted], after: datetime
) -> Iterator[tuple[Wanted, Planner, Slot | None]]:
    """Plan one request after the other at its school's one place; what was planned is known to the next."""
    busy: list[Visit] = []
    at_place: dict[str, tuple[Booking, ...]] = dict.fromkeys(SCHOOLS, ())
    for wanted in asked:
        planner = Planner(SCHOOL_TIME, diaries(contacts, busy), at_place=at_place[wanted.school])
        slot = planner.earliest(wanted, after)
        yield wanted, planner, slot
        if slot:
            busy += [Visit(person.contact_id, slot.time) for person in slot.participants]
            at_place[wanted.school] += (Booking(UUID(int=len(busy)), slot.time),)


# The model: one look at every grid point, with clocks on the wall and no arithmetic on intervals.


def in_weekly(hours: tuple[WeeklyHours, ...], start: datetime) -> bool:
    """Every five minutes of the meeting lie in some of these hours."""
    ticks = [start + n * STEP for n in range(LENGTH // STEP)]
    return all(
        any(h.weekday == t.isoweekday() and h.from_ <= t.time() and (t + STEP).time() <= h.until for h in hours)
        for t in ticks
    )


def is_there(availability: Availability, start: datetime) -> bool:
    there = not availability.weekly or in_weekly(availability.weekly, start)
    for exception in availability.exceptions:
        if exception.from_ <= start.date() <= exception.until:
            there = exception.available
    return there


def is_free(diary: Diary, start: datetime) -> bool:
    slot = Interval(start, start + LENGTH)
    today = [busy for busy in diary.busy if busy.start.astimezone(BRUSSELS).date() == start.date()]
    limit = diary.contact.availability.max_meetings_per_day
    until = diary.contact.details.valid_until
    return (
        (until is None or start.date() <= until)
        and (limit is None or len(today) < limit)
        and not any(busy.start < slot.end and slot.start < busy.end for busy in diary.busy)
        and is_there(diary.contact.availability, start)
    )


def stands_in(diary: Diary, school: str, by_id: dict[str, Diary]) -> bool:
    """Is a contact of the school, or the deputy of one with the same role."""
    details = diary.contact.details
    if not details.schools or school in details.schools:
        return True
    above = by_id.get(details.deputy_of or "")
    return bool(above) and above.contact.details.role is details.role and stands_in(above, school, by_id)


def is_school_time(start: datetime) -> bool:
    halves = flemish_calendar(SchoolYear.of(start.date())).half_days_on(start.date())
    end = (start + LENGTH).time()
    morning = HalfDay.AM in halves and time(8, 30) <= start.time() and end <= time(12)
    afternoon = HalfDay.PM in halves and start.isoweekday() != 3 and time(13) <= start.time() and end <= time(16)
    return morning or afternoon


def is_place_free(planner: Planner, start: datetime) -> bool:
    return not any(taken.time.overlaps(Interval(start, start + LENGTH)) for taken in planner.at_place)


def first_by_looking(wanted: Wanted, planner: Planner, after: datetime) -> datetime | None:
    people = list(planner.diaries)
    by_id = {diary.contact.contact_id: diary for diary in people}
    for n in range((wanted.hold_by - wanted.not_before).days + 1):
        for tick in range(8 * 12, 16 * 12):
            clock = time(tick // 12, tick % 12 * 5)
            start = datetime.combine(wanted.not_before + timedelta(days=n), clock, BRUSSELS)
            fits = start >= after and is_school_time(start) and is_place_free(planner, start)
            if fits and everyone_can(wanted, people, by_id, start):
                return start
    return None


def everyone_can(wanted: Wanted, people: list[Diary], by_id: dict[str, Diary], start: datetime) -> bool:
    return all(
        any(
            diary.contact.details.role is role and stands_in(diary, wanted.school, by_id) and is_free(diary, start)
            for diary in people
        )
        for role in wanted.required_roles
    )


@settings(deadline=None, max_examples=examples(50, 150))
@given(directories(), st.lists(requests(), min_size=1, max_size=4), moments)
def test_the_slot_is_the_earliest_that_looking_at_every_time_finds(
    contacts: list[Contact], asked: list[Wanted], after: datetime
) -> None:
    for wanted, planner, slot in plan_all(contacts, asked, after):
        assert (slot and slot.time.start) == first_by_looking(wanted, planner, after)


@settings(deadline=None, max_examples=examples(50, 150))
@given(directories(), st.lists(requests(), min_size=2, max_size=12), moments)
def test_nobody_is_ever_in_two_meetings_at_once(contacts: list[Contact], asked: list[Wanted], after: datetime) -> None:
    for _, planner, slot in plan_all(contacts, asked, after):
        for person in slot.participants if slot else ():
            (diary,) = (diary for diary in planner.diaries if diary.contact.contact_id == person.contact_id)
            assert not any(slot.time.overlaps(busy) for busy in diary.busy)
            assert is_free(diary, slot.time.start.astimezone(BRUSSELS))


@settings(deadline=None, max_examples=examples(40, 100))
@given(directories(), st.lists(requests(), min_size=2, max_size=12), moments)
def test_no_place_ever_has_two_meetings_at_once(contacts: list[Contact], asked: list[Wanted], after: datetime) -> None:
    for _, planner, slot in plan_all(contacts, asked, after):
        assert slot is None or not any(slot.time.overlaps(taken.time) for taken in planner.at_place)


@settings(deadline=None, max_examples=examples(40, 100))
@given(directories(), st.lists(requests(), min_size=1, max_size=4), moments)
def test_every_required_role_takes_part_once(contacts: list[Contact], asked: list[Wanted], after: datetime) -> None:
    for wanted, _, slot in plan_all(contacts, asked, after):
        roles = [person.role for person in slot.participants] if slot else list(wanted.required_roles)
        assert len(set(roles)) == len(roles)
        assert set(wanted.required_roles) <= set(roles)


@settings(deadline=None, max_examples=examples(40, 100))
@given(directories(), st.lists(requests(), min_size=1, max_size=4), moments)
def test_no_slot_always_has_a_reason_and_what_helps_really_helps(
    contacts: list[Contact], asked: list[Wanted], after: datetime
) -> None:
    for wanted, planner, slot in plan_all(contacts, asked, after):
        if slot:
            continue
        why = explain(Search.begun(planner, wanted, after))
        assert why.reasons
        if "availability" in why.relax:
            free = [
                replace(
                    diary,
                    contact=replace(diary.contact, availability=diary.with_time_for_everything().contact.availability),
                )
                for diary in planner.diaries
            ]
            assert first_by_looking(wanted, replace(planner, diaries=free), after)
