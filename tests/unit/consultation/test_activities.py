"""Activities: their states and sessions, what points hand out, what is counted, and what a subsidy file lacks."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from consultation.activities.domain.activity import Activity, ActivityDetails, Attachment
from consultation.activities.domain.activity_kind import ActivityKind, Per
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.activity_session import ActivitySession, Came, Presence
from consultation.activities.domain.counting import all_of, counts_of
from consultation.activities.domain.counts import Counts, OrganisationCounts, Period
from consultation.activities.domain.registration import Attendee, Registration, RegistrationStatus
from consultation.activities.domain.states import ActivityStatus, ActivityStep, after
from consultation.activities.domain.stock import Moved, StockMove, redemption_rate, stock_of
from consultation.activities.domain.subsidy import Part, subsidy_file
from consultation.activities.kinds.definition import read_activity_kind
from consultation.activities.kinds.registry import activity_kinds
from consultation.kinds.definition import DefinitionError
from consultation.testing.factories import NOW
from shared.domain.errors import Conflict, IllegalTransition, InvalidField, NotFound
from shared.runtime.clock import BRUSSELS

KINDS = activity_kinds()
SINCE, UNTIL = date(2026, 9, 1), date(2027, 6, 30)
FIRST, SECOND = UUID(int=1), UUID(int=2)
LATER = NOW + timedelta(days=400)


def details(kind: str = "brede-school", **fields: Any) -> ActivityDetails:
    plain = {"title": "Circus", "provider": "jeugd", "since": SINCE, "until": UNTIL, "target_group": "Lager"}
    return ActivityDetails(kind=kind, **{**plain, "capacity": 20, **fields})


def activity(kind: str = "brede-school", **fields: Any) -> Activity:
    return Activity(activity_id=UUID(int=9), details=details(kind, **fields), created_at=NOW, changed_at=NOW)


def session(number: int, day: date = date(2026, 11, 5), **fields: Any) -> ActivitySession:
    begin = datetime(day.year, day.month, day.day, 15, tzinfo=BRUSSELS)
    return ActivitySession(session_id=UUID(int=number), starts_at=begin, ends_at=begin + timedelta(hours=1), **fields)


def registration(number: int, **fields: Any) -> Registration:
    plain = {"organisation_id": "school-1", "label": f"{number}A", "registered_at": NOW, "places": 5}
    return Registration(registration_id=UUID(int=number), number=number, **{**plain, **fields})


def move(number: int, moved: Moved = Moved.RECEIVED, point: str = "Bib", on: date = SINCE) -> StockMove:
    return StockMove(move_id=UUID(int=5), point=point, moved=moved, number=number, on=on)


def held(*sessions: ActivitySession, kind: str = "brede-school", **fields: Any) -> Activity:
    made = activity(kind, **fields)
    for row in sessions:
        made = made.with_session(KINDS[kind], row, NOW)
    return made


class TestStates:
    def test_what_is_cancelled_stays_so(self):
        cancelled = activity().cancelled("Te weinig inschrijvingen", NOW)
        assert (cancelled.status, cancelled.version) == (ActivityStatus.CANCELLED, 2)
        with pytest.raises(IllegalTransition) as refused:
            cancelled.opened(KINDS["brede-school"], NOW)
        assert refused.value.allowed == ()

    def test_registration_opens_again_while_it_runs_and_never_for_kinds_without_it(self):
        running = activity().opened(KINDS["brede-school"], NOW).running(NOW)
        assert running.opened(KINDS["brede-school"], NOW).status is ActivityStatus.OPEN
        with pytest.raises(Conflict, match="nobody registers"):
            activity("boekstart").opened(KINDS["boekstart"], NOW)

    def test_a_step_that_changes_nothing_is_no_new_version(self):
        assert activity().changed(KINDS["brede-school"], NOW, title="Circus") == activity()

    def test_registering_is_for_what_is_open(self):
        assert after(ActivityStatus.OPEN, ActivityStep.REGISTER) is ActivityStatus.OPEN
        with pytest.raises(IllegalTransition):
            activity().allows(ActivityStep.REGISTER)

    def test_it_is_held_once_it_began_and_all_is_noted(self):
        kind = KINDS["brede-school"]
        with pytest.raises(Conflict, match="not begun"):
            activity().held(kind, NOW, today=date(2026, 8, 31))
        with pytest.raises(Conflict, match="nobody noted"):
            held(session(1)).held(kind, NOW, today=UNTIL)
        with pytest.raises(Conflict, match="no session"):
            held(session(1)).without_session(FIRST, NOW).held(kind, NOW, today=UNTIL)
        noted = held(session(1)).noted(kind, FIRST, presence=Presence(others=4), at=LATER)
        assert noted.held(kind, NOW, today=UNTIL).status is ActivityStatus.HELD
        with pytest.raises(Conflict, match="held already"):
            noted.cancelled("Toch niet", NOW)


class TestDetails:
    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"title": ""}, "title"),
            ({"theme": " a"}, "theme"),
            ({"provider": "no id"}, "provider"),
            ({"until": date(2026, 8, 31)}, "until"),
            ({"capacity": 0}, "capacity"),
            ({"least": 21}, "least"),
            ({"cost": Decimal(-1)}, "cost"),
        ],
    )
    def test_what_is_wrong_is_named(self, fields: dict[str, Any], field: str):
        with pytest.raises(InvalidField) as refused:
            details(**fields)
        assert refused.value.field == field

    def test_what_a_kind_needs_is_named(self):
        with pytest.raises(InvalidField, match="target_group: says for whom it is"):
            details(target_group="").check(KINDS["brede-school"])
        with pytest.raises(InvalidField, match="confirmed_by"):
            details(confirmed_by="personeel").check(KINDS["brede-school"])
        with pytest.raises(InvalidField, match="kind"):
            ActivityRules(KINDS, {}, 5).kind("skiing")

    def test_a_period_keeps_the_days_that_are_noted(self):
        with pytest.raises(InvalidField, match="until"):
            held(session(1)).changed(KINDS["brede-school"], NOW, until=date(2026, 11, 4))

    def test_a_document_has_a_safe_address(self):
        with pytest.raises(InvalidField, match="https"):
            Attachment("Verslag", "http://voorbeeld.test")
        made = activity().attached(Attachment("Verslag", "https://voorbeeld.test"), NOW)
        assert len(made.attachments) == 1
        with pytest.raises(Conflict, match="50"):
            replace(made, attachments=made.attachments * 50).attached(made.attachments[0], NOW)


class TestSessions:
    def test_they_stand_in_order_of_time(self):
        made = held(session(1, date(2026, 12, 1)), session(2, date(2026, 11, 5)))
        assert [row.session_id for row in made.sessions] == [SECOND, FIRST]
        moved = made.with_changed_session(FIRST, NOW, place="Sporthal", starts_at=session(1).starts_at)
        assert [row.place for row in moved.sessions] == ["Sporthal", ""]

    def test_a_day_outside_the_activity_a_strange_session_and_a_kind_without_them_are_refused(self):
        with pytest.raises(InvalidField, match="starts_at"):
            held(session(1, date(2026, 8, 1)))
        with pytest.raises(NotFound):
            activity().session(FIRST)
        with pytest.raises(Conflict, match="no sessions"):
            held(session(1), kind="boekstart")
        full = replace(activity(), sessions=tuple(session(number) for number in range(300)))
        with pytest.raises(Conflict, match="300"):
            full.with_session(KINDS["brede-school"], session(301), NOW)

    def test_who_came_is_noted_once_it_began_and_not_of_what_is_off(self):
        kind = KINDS["brede-school"]
        with pytest.raises(Conflict, match="not begun"):
            held(session(1)).noted(kind, FIRST, presence=Presence(), at=NOW - timedelta(days=300))
        off = held(session(1)).without_session(FIRST, NOW)
        with pytest.raises(Conflict, match="called off"):
            off.noted(kind, FIRST, presence=Presence(), at=LATER)
        noted = held(session(1)).noted(kind, FIRST, presence=Presence(others=2), at=LATER)
        with pytest.raises(Conflict, match="noted already"):
            noted.without_session(FIRST, NOW)
        with pytest.raises(InvalidField, match="hours"):
            noted.noted(kind, FIRST, presence=Presence(guides=1), at=LATER)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"came": (Came(FIRST, 1), Came(FIRST, 2))}, "came"),
            ({"others": -1}, "others"),
            ({"guides": -1}, "guides"),
            ({"hours": 0.3}, "hours"),
            ({"hours": 1001.0}, "hours"),
        ],
    )
    def test_numbers_out_of_range_are_named(self, fields: dict[str, Any], field: str):
        with pytest.raises(InvalidField) as refused:
            Presence(**fields)
        assert refused.value.field == field
        with pytest.raises(InvalidField, match="number"):
            Came(FIRST, -1)
        with pytest.raises(InvalidField, match="ends_at"):
            replace(session(1), ends_at=session(1).starts_at)
        with pytest.raises(InvalidField, match="instructor"):
            session(1, instructor=" Mia")

    def test_a_school_sees_of_who_came_its_own_alone(self):
        came = Presence(came=(Came(FIRST, 4), Came(SECOND, 2)), others=3)
        made = held(session(1), session(2)).noted(KINDS["brede-school"], FIRST, presence=came, at=LATER)
        seen = made.seen_by([SECOND])
        assert [row.presence and row.presence.participants for row in seen.sessions] == [2, None]


class TestStock:
    def test_points_stand_by_name_with_what_they_have(self):
        moves = [move(10, point="Zaal"), move(50), move(20, Moved.HANDED_OUT), move(5, Moved.REDEEMED)]
        points = stock_of(moves)
        assert [(row.point, row.left) for row in points] == [("Bib", 30), ("Zaal", 10)]
        assert redemption_rate(points) == 0.25
        assert redemption_rate(stock_of([move(10)])) is None

    def test_no_point_hands_out_what_it_has_not(self):
        kind = KINDS["boekstart"]
        made = activity("boekstart").moved(kind, move(10), NOW)
        with pytest.raises(InvalidField, match="more than"):
            made.moved(kind, move(11, Moved.HANDED_OUT), NOW)
        with pytest.raises(InvalidField, match="below 0"):
            made.moved(kind, move(-1, Moved.REDEEMED), NOW)
        with pytest.raises(InvalidField, match="number"):
            move(0)
        with pytest.raises(InvalidField, match="on"):
            made.moved(kind, move(1, on=date(2026, 1, 1)), NOW)
        with pytest.raises(Conflict, match="hand out nothing"):
            activity().moved(KINDS["brede-school"], move(1), NOW)
        with pytest.raises(Conflict, match="2000"):
            replace(made, stock=made.stock * 2000).moved(kind, move(1), NOW)


class TestCounts:
    def test_who_registers_before_the_first_day_counts_with_the_school_year_of_the_activity(self):
        early = datetime(2026, 6, 12, 9, tzinfo=BRUSSELS)
        rows = [
            registration(1, registered_at=early).placed(early),
            replace(registration(2, registered_at=early), status=RegistrationStatus.WAITING),
        ]
        before = counts_of(activity(), rows, Period(date(2025, 9, 1), date(2026, 8, 31)))
        of_year = counts_of(activity(), rows, Period(date(2026, 9, 1), date(2027, 8, 31)))
        assert (before.registrations, before.places, before.waiting) == (0, 0, 0)
        assert (of_year.registrations, of_year.places, of_year.waiting) == (1, 5, 5)
        assert of_year.by_organisation == {"school-1": OrganisationCounts(1, 5, 0, 0)}

    def test_nobody_counts_twice_and_a_period_counts_its_own_days(self):
        came = [Presence(came=(Came(FIRST, 4), Came(SECOND, 2)), others=3), Presence(came=(Came(FIRST, 5),), others=1)]
        kind = KINDS["brede-school"]
        made = held(session(1), session(2, date(2027, 1, 12)))
        for number, presence in enumerate(came, 1):
            made = made.noted(kind, UUID(int=number), presence=presence, at=LATER)
        rows = [
            registration(1),
            registration(2, organisation_id="school-2", certificates=1),
            registration(3, status=RegistrationStatus.WAITING),
            registration(4, status=RegistrationStatus.WITHDRAWN),
        ]
        counts = all_of(made, rows)
        assert (counts.sessions, counts.participants, counts.attendances) == (2, 5 + 2 + 3, 9 + 6)
        assert (counts.registrations, counts.places, counts.waiting) == (2, 10, 5)
        assert counts.by_organisation == {
            "school-1": OrganisationCounts(1, 5, 5, 0),
            "school-2": OrganisationCounts(1, 5, 2, 1),
        }
        spring = counts_of(made, rows, Period(date(2027, 1, 1), date(2027, 12, 31)))
        assert (spring.sessions, spring.participants, spring.registrations) == (1, 6, 0)
        assert spring.by_organisation == {"school-1": OrganisationCounts(0, 0, 5, 0)}
        nothing = counts_of(made, rows, Period(date(2028, 1, 1), date(2028, 12, 31)))
        assert nothing == Counts()
        assert counts_of(replace(made, status=ActivityStatus.CANCELLED), rows, Period(SINCE, UNTIL)) == Counts()

    def test_without_sessions_the_places_of_what_was_held_count_on_its_last_day(self):
        ended = replace(activity("stages"), status=ActivityStatus.HELD)
        counts = all_of(ended, [registration(1), registration(2, status=RegistrationStatus.WAITING)])
        assert (counts.activities, counts.participants) == (1, 5)
        assert all_of(activity("stages"), [registration(1)]).participants == 0

    def test_counts_add_up_organisation_by_organisation(self):
        some = Counts(sessions=1, hours=1.5, by_organisation={"a": OrganisationCounts(1, 2, 3, 0)})
        more = Counts(
            sessions=2, hours=2.0, by_organisation={"a": OrganisationCounts(1, 1, 1, 1), "b": OrganisationCounts(1)}
        )
        total = some + more
        assert (total.sessions, total.hours) == (3, 3.5)
        assert total.by_organisation == {"a": OrganisationCounts(2, 3, 4, 1), "b": OrganisationCounts(1)}

    def test_numbers_that_are_small_are_not_shown(self):
        shown = Counts(participants=4, places=5, handed_out=0).shown(5)
        assert (shown["participants"], shown["places"], shown["handed_out"]) == (None, 5, 0)


class TestSubsidyFile:
    def test_it_lacks_everything_at_first(self):
        file = subsidy_file(activity(), KINDS["brede-school"], Counts())
        wanted = {Part.DATES, Part.PLACE, Part.BUDGET, Part.LEAST, Part.PARTICIPANTS, Part.ATTACHMENTS}
        assert set(file.missing) == wanted
        stock = subsidy_file(activity("boekstart"), KINDS["boekstart"], Counts())
        assert stock.missing == (Part.BUDGET, Part.ATTACHMENTS)

    def test_a_place_of_each_session_is_as_good_as_one_of_the_activity(self):
        made = held(session(1, place="Sporthal"), session(2, date(2026, 11, 6), place="Bib", instructor="Mia"))
        missing = subsidy_file(made, KINDS["brede-school"], Counts()).missing
        assert Part.PLACE not in missing
        assert Part.INSTRUCTOR in missing
        ended = replace(made, status=ActivityStatus.HELD)
        assert Part.COST in subsidy_file(ended, KINDS["brede-school"], Counts()).missing


class TestRegistrations:
    def test_a_kind_says_what_a_registration_needs(self):
        registration(1).check(Per.GROUP)
        person = registration(1, label="", attendee=Attendee("Kind Voorbeeld", "4A"), places=1)
        person.check(Per.PERSON)
        registration(1, label="").check(Per.SCHOOL)
        for row, per, field in (
            (registration(1, label=""), Per.GROUP, "label"),
            (registration(1), Per.SCHOOL, "label"),
            (person, Per.SCHOOL, "name"),
            (registration(1, label=""), Per.PERSON, "name"),
            (replace(person, places=2), Per.PERSON, "places"),
        ):
            with pytest.raises(InvalidField) as refused:
                row.check(per)
            assert refused.value.field == field

    @pytest.mark.parametrize(
        ("fields", "field"),
        [({"places": 0}, "places"), ({"label": " 4A"}, "label"), ({"certificates": 6}, "certificates")],
    )
    def test_what_is_wrong_is_named(self, fields: dict[str, Any], field: str):
        with pytest.raises(InvalidField) as refused:
            registration(1, **fields)
        assert refused.value.field == field
        with pytest.raises(InvalidField, match="class"):
            Attendee("Kind Voorbeeld", " 4A")


class TestKinds:
    def test_every_kind_of_the_documents_is_there(self):
        assert list(KINDS) == [
            "brede-school",
            "huiswerkbegeleiding",
            "boekstart",
            "instapboekjes",
            "stages",
            "vormingen",
            "talentontwikkeling",
            "okan-acties",
            "antipestacties",
            "kleuterparticipatie",
        ]
        assert [kind for kind, row in KINDS.items() if row.registers is Per.PERSON] == ["huiswerkbegeleiding"]
        assert all(isinstance(row, ActivityKind) and row.title for row in KINDS.values())

    @pytest.mark.parametrize(
        ("more", "said"),
        [
            ("waiting_list = true", "waiting_list"),
            ("hours = true", "hours"),
            ('requires = ["colour"]', "colour"),
            ('registers = "school"\nconfirmation = true', "confirmed_by"),
            ('registers = "everybody"', "registers"),
            ("= 3", "not TOML"),
        ],
    )
    def test_a_definition_that_contradicts_itself_is_refused_by_name(self, tmp_path, more: str, said: str):
        file = tmp_path / "club.toml"
        file.write_text(
            f'kind = "club"\ntheme = "culture"\n{more}\n[words]\ntitle = "Club"\nparticipants = "leden"\n',
            encoding="utf-8",
        )
        with pytest.raises(DefinitionError, match=said):
            read_activity_kind(file)
