"""Finding cases by words: parts of the reference, of the pupil's name, or of the class that is shown with the case.

And words of notes, as PostgreSQL's search knows Dutch: a whole word, whatever its ending.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from casework.domain.lists import ReadNotes, Search
from casework.domain.visibility import Visibility
from casework.storage.note_tables import note
from casework.storage.tables import TEXTS, case_record, constant, person, person_enrolment

_TODAY = sa.bindparam("today", type_=sa.Date)
_NOTE_NAMES = sa.bindparam("note_names", type_=TEXTS)


def _class_of_case() -> sa.ScalarSelect[str | None]:
    enrolments = person_enrolment.alias("of_case")
    has_begun = enrolments.c.valid_from <= _TODAY
    return (
        sa.select(enrolments.c.class_name)
        .where(
            enrolments.c.person_id == case_record.c.person_id,
            enrolments.c.school == case_record.c.school,
            enrolments.c.pupil == case_record.c.pupil,
        )
        .order_by(has_begun.desc(), sa.case((has_begun, enrolments.c.valid_from)).desc(), enrolments.c.valid_from)
        .limit(sa.literal_column("1"))
        .correlate(case_record)
        .scalar_subquery()
    )


CLASS_OF_CASE = _class_of_case()
"""The class of the pupil's enrolment at the case's school: of the newest that has begun, else of the next."""


@dataclass(frozen=True, slots=True)
class SearchShape:
    """What the SQL of a search depends on beside its values: how many words, and where they are looked for.

    ``in_notes`` is None for no note, else whether the asker reads those for the team of every case.
    """

    words: int
    family_names: bool
    in_notes: bool | None

    @classmethod
    def of(cls, search: Search | None) -> "SearchShape | None":
        """The shape of a search; None without words."""
        if not search or not search.words:
            return None
        return cls(len(search.words), search.family_names, search.notes.acts if search.notes else None)


def search_values(search: Search | None, today: date) -> Mapping[str, Any]:
    """The values of a search, and of ``CLASS_OF_CASE``. The longest word is the first: it is looked up."""
    values: dict[str, Any] = {"today": today}
    if search:
        words = sorted(search.words, key=len, reverse=True)
        values |= {f"word_{number}": word for number, word in enumerate(words)}
        values |= _note_values(search.notes)
    return values


def _note_values(read: ReadNotes | None) -> Mapping[str, Any]:
    if read is None:
        return {}
    return {
        "note_names": sorted(read.names),
        "note_given_to": sorted(read.given_to),
        "note_types": sorted(read.given_types),
    }


def found_by(shape: SearchShape, *conditions: sa.ColumnElement[bool]) -> sa.CTE:
    """The ids of the cases that have every word somewhere, and fulfil the conditions: looked up once.

    One word is looked up in indexes, all else is looked for in what that finds. A plan of PostgreSQL that is made
    before the words are known would else look for it in every case.
    """
    looked_up = _cases_with(_word(0), shape).cte("looked_up").prefix_with("MATERIALIZED")
    all_else = [*conditions, *(_has(_word(number), shape) for number in range(1, shape.words))]
    if not all_else:
        return looked_up
    statement = sa.select(case_record.c.case_id).join(looked_up, looked_up.c.case_id == case_record.c.case_id)
    return statement.where(*all_else).cte("found").prefix_with("MATERIALIZED")


def _word(number: int) -> sa.BindParameter[str]:
    return sa.bindparam(f"word_{number}", type_=sa.Text)


def _cases_with(word: sa.BindParameter[str], shape: SearchShape) -> sa.CompoundSelect[Any]:
    """Each kind of place has an index of its own, so a word is the union of what they find."""
    part = _part(word)
    cases = sa.select(case_record.c.case_id)
    is_enrolment_of_case = sa.and_(
        person_enrolment.c.person_id == case_record.c.person_id,
        person_enrolment.c.school == case_record.c.school,
        person_enrolment.c.pupil == case_record.c.pupil,
    )
    is_class_of_case = person_enrolment.c.class_name == CLASS_OF_CASE
    return sa.union(
        *_cases_with_note(word, shape),
        cases.where(case_record.c.reference.ilike(part)),
        cases.join(person, person.c.person_id == case_record.c.person_id).where(_named(part, shape)),
        cases.join(person_enrolment, is_enrolment_of_case).where(
            person_enrolment.c.plain_class.like(part), is_class_of_case
        ),
    )


def _cases_with_note(word: sa.BindParameter[str], shape: SearchShape) -> list[sa.Select[Any]]:
    """Cases with a note that has the word, among the notes that the asker reads; nothing where no note is read."""
    if shape.in_notes is None:
        return []
    of_case = case_record.alias("of_note")
    for_team: sa.ColumnElement[bool] = sa.true()
    if not shape.in_notes:
        given_to, types = sa.bindparam("note_given_to", type_=TEXTS), sa.bindparam("note_types", type_=TEXTS)
        for_team = sa.and_(of_case.c.assignee == sa.any_(given_to), of_case.c.case_type == sa.any_(types))
    is_read = sa.or_(
        note.c.by == sa.any_(_NOTE_NAMES),
        note.c.visibility == constant(Visibility.PARTNERS),
        sa.and_(note.c.visibility == constant(Visibility.TEAM), for_team),
    )
    has_word = note.c.words.op("@@")(sa.func.plainto_tsquery(sa.literal_column("'dutch'::regconfig"), word))
    statement = sa.select(note.c.case_id).join(of_case, of_case.c.case_id == note.c.case_id)
    return [statement.where(has_word, is_read)]


def _has(word: sa.BindParameter[str], shape: SearchShape) -> sa.ColumnElement[bool]:
    part = _part(word)
    return sa.or_(
        case_record.c.reference.ilike(part),
        sa.exists().where(person.c.person_id == case_record.c.person_id, _named(part, shape)),
        sa.func.plain_text(CLASS_OF_CASE, type_=sa.Text).like(part),
        *(
            statement.where(note.c.case_id == case_record.c.case_id).correlate(case_record).exists()
            for statement in _cases_with_note(word, shape)
        ),
    )


def _named(part: sa.ColumnElement[str], shape: SearchShape) -> sa.ColumnElement[bool]:
    names = [person.c.plain_given, person.c.plain_family] if shape.family_names else [person.c.plain_given]
    return sa.or_(*(name.like(part) for name in names))


def _part(word: sa.BindParameter[str]) -> sa.ColumnElement[str]:
    """A pattern for what holds the word anywhere; its own ``%``, ``_`` and ``\\`` are letters like others."""
    plain = sa.func.plain_text(word, type_=sa.Text)
    escaped = sa.func.regexp_replace(plain, constant(r"([\\%_])"), constant(r"\\\1"), constant("g"), type_=sa.Text)
    return constant("%") + escaped + constant("%")
