"""Who turned out to be whom, by a service's own copy of persons."""

import pytest
import sqlalchemy as sa

from shared.copies.persons import Merges, erased_person, keys_of_erased, person_table
from shared.messaging import keys
from shared.messaging.errors import InvalidEvent
from shared.runtime.ids import new_id

A, B, C, D, STRANGER = (new_id() for _ in range(5))


@pytest.fixture
async def merge(connection):
    """``await merge(a, b)``: a turned out to be b."""
    metadata = sa.MetaData()
    person = person_table(metadata, sa.Column("enrolments", sa.Integer))
    await connection.run_sync(metadata.create_all)

    async def merge(person_id, into):
        await connection.execute(sa.insert(person).values(person_id=person_id, sequence=1, merged_into=into))

    return merge


async def test_a_person_is_who_it_turned_out_to_be_in_the_end(connection, merge):
    await merge(A, B)
    await merge(B, C)
    await merge(C, None)

    assert await Merges(connection).living([A, B, C, STRANGER]) == {A: C, B: C, C: C, STRANGER: STRANGER}


async def test_a_person_of_whom_nothing_was_told_yet_is_the_end_of_a_chain(connection, merge):
    await merge(A, STRANGER)

    assert await Merges(connection).living([A]) == {A: STRANGER}


async def test_a_circle_is_walked_once(connection, merge):
    await merge(A, B)
    await merge(B, A)

    assert await Merges(connection).living([A, B]) == {A: A, B: B}
    assert set(await Merges(connection).predecessors(A)) == {A, B}


async def test_the_predecessors_are_all_who_turned_out_to_be_a_person(connection, merge):
    await merge(A, C)
    await merge(B, C)
    await merge(C, D)
    await merge(D, None)

    assert set(await Merges(connection).predecessors(D)) == {A, B, C}
    assert await Merges(connection).predecessors(A) == []


async def test_without_persons_there_is_nobody_to_follow(connection, merge):
    assert await Merges(connection).living([]) == {}


def test_a_tombstone_names_the_person_that_is_erased():
    assert erased_person(str(A)) == A
    assert keys_of_erased(str(A)) == (keys.person(A),)


@pytest.mark.parametrize("key", ["", "not an id", "125001"])
def test_a_tombstone_of_anything_else_is_refused(key):
    with pytest.raises(InvalidEvent, match="key"):
        erased_person(key)
