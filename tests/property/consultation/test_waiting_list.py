"""Whatever happens to a register: never more than its capacity, nobody passes, and no place is kept from the first."""

from datetime import timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.property.lengths import examples, steps

from consultation.activities.domain.register import Register
from consultation.activities.domain.registration import Registration, RegistrationStatus
from consultation.testing.factories import NOW
from shared.domain.errors import Conflict, InvalidField

GONE = (RegistrationStatus.WITHDRAWN, RegistrationStatus.DECLINED)


class AnyRegister(RuleBasedStateMachine):
    """A register that groups of all sizes come to and leave, while its capacity changes."""

    @initialize(capacity=st.integers(1, 30))
    def begin(self, capacity: int) -> None:
        self.register = Register(capacity, waits=True)
        self.arrived = 0
        self.at = NOW

    @rule(places=st.integers(1, 12))
    def arrives(self, places: int) -> None:
        self.arrived += 1
        row = Registration(
            registration_id=UUID(int=self.arrived),
            number=1,
            organisation_id="school-1",
            label=f"groep {self.arrived}",
            places=places,
            registered_at=self.at,
        )
        try:
            self.register = self.register.registered(row)
        except InvalidField:
            assert self.register.capacity is not None
            assert places > self.register.capacity
            self.arrived -= 1

    @rule(chosen=st.integers(0, 50), status=st.sampled_from(GONE))
    def leaves(self, chosen: int, status: RegistrationStatus) -> None:
        self.at += timedelta(minutes=1)
        if self.arrived:
            before = self.register
            row = before.registrations[chosen % self.arrived]
            try:
                self.register = before.ended(row.registration_id, status, self.at)
            except Conflict:
                assert not row.stands

    @rule(chosen=st.integers(0, 50), places=st.integers(1, 12))
    def shrinks(self, chosen: int, places: int) -> None:
        if self.arrived:
            row = self.register.registrations[chosen % self.arrived]
            try:
                self.register = self.register.with_places(row.registration_id, places, self.at)
            except (Conflict, InvalidField):
                assert not row.stands or places > row.places

    @rule(capacity=st.none() | st.integers(1, 40))
    def changes_size(self, capacity: int | None) -> None:
        try:
            self.register = self.register.with_capacity(capacity, self.at)
        except InvalidField:
            assert capacity is not None

    @invariant()
    def keeps_what_is_promised(self) -> None:
        rows, capacity = self.register.registrations, self.register.capacity
        taken = sum(row.places for row in rows if row.status is RegistrationStatus.PLACED)
        waiting = [row for row in rows if row.status is RegistrationStatus.WAITING]
        assert [row.number for row in rows] == list(range(1, len(rows) + 1))
        assert capacity is None or taken <= capacity
        if waiting:
            assert capacity is not None
            assert taken + waiting[0].places > capacity
            standing = [row for row in rows if row.status not in GONE]
            assert standing[standing.index(waiting[0]) :] == waiting


def test_a_register_keeps_its_order_and_its_capacity_whatever_happens():
    run_state_machine_as_test(
        AnyRegister, settings=settings(max_examples=examples(25, 300), stateful_step_count=steps(20))
    )
