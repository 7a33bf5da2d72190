"""Statements of lists are made once for all requests of a shape; what differs between these are values."""

from datetime import date

from casework.domain.lists import ReadNotes, Search, Seen
from casework.domain.worklist import WorkFilter, WorkOf, WorkReason
from casework.storage.case_lists import ListShape, SeenShape, list_statement
from casework.storage.case_search import SearchShape, search_values
from casework.storage.work_sources import WorkShape, work_values
from casework.storage.worklists import worklist_statement

TODAY = date(2026, 11, 30)


def search(*words: str) -> Search:
    return Search(words, family_names=True, notes=ReadNotes(frozenset({"cw-1"}), acts=True))


def statement_of(name: str, school: str, word: str) -> object:
    work_of = WorkOf(frozenset({name}), coordinates=False)
    wanted = WorkFilter(WorkReason.TASK, "truancy", school, search(word))
    return worklist_statement(WorkShape.of(work_of, wanted, goes_on=False))


def test_worklists_of_one_shape_have_one_statement_whosever_they_are() -> None:
    assert statement_of("cw-1", "100001", "vandeputte") is statement_of("cw-2", "100002", "amina")


def test_no_value_stands_in_a_statement() -> None:
    statement = str(statement_of("cw-1", "100001", "vandeputte"))
    assert not [value for value in ("cw-1", "100001", "vandeputte", "truancy") if value in statement]
    values = work_values(WorkOf(frozenset({"cw-1"}), False), WorkFilter(search=search("amina")), TODAY)
    assert (values["name_0"], values["word_0"], values["note_names"]) == ("cw-1", "amina", ["cw-1"])


def test_a_deputys_worklist_has_room_for_all_names() -> None:
    of = {
        number: WorkOf(frozenset({"cw-0"}), False, frozenset(f"cw-{name}" for name in range(1, number)))
        for number in (1, 3, 4, 5)
    }
    assert [WorkShape.of(work_of, WorkFilter(), goes_on=False).names for work_of in of.values()] == [2, 4, 4, 8]
    for number, work_of in of.items():
        values = work_values(work_of, WorkFilter(), TODAY)
        names = [value for name, value in values.items() if name.startswith("name_")]
        assert (set(names), len(names)) == (
            set(work_of.names),
            WorkShape.of(work_of, WorkFilter(), goes_on=False).names,
        )
        assert (values["own_0"], values["own_1"]) == ("cw-0", "cw-0"), number


def test_the_longest_word_is_looked_up_before_the_others_are_looked_for() -> None:
    """Else a plan that PostgreSQL makes before it knows the words looks for the others in every case."""
    values = search_values(search("bo", "vandeputte"), TODAY)
    assert (values["word_0"], values["word_1"]) == ("vandeputte", "bo")
    shape = ListShape(frozenset(), None, SearchShape.of(search("bo", "vandeputte")), goes_on=False, newest_first=False)
    statement = str(list_statement(shape))
    looked_up, found = statement.index("looked_up AS MATERIALIZED"), statement.index("found AS MATERIALIZED")
    assert looked_up < statement.index(":word_0") < found < statement.index(":word_1")


def test_schools_and_given_cases_are_asked_for_only_where_they_count() -> None:
    everywhere = Seen(frozenset({"truancy"}), None)
    given = Seen(frozenset(), frozenset({"100001"}), frozenset({"coach-1"}), frozenset({"truancy"}))
    assert [SeenShape.of(seen) for seen in (None, everywhere, given)] == [
        None,
        SeenShape(schools=False, given=False),
        SeenShape(schools=True, given=True),
    ]
