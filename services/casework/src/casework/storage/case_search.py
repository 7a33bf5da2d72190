"""Finding cases by words: parts of the reference, of the pupil's name, or of the class that is shown with the case."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from casework.domain.lists import Search
from casework.storage.tables import case_record, person, person_enrolment


def class_of_case(today: date) -> sa.ScalarSelect[str | None]:
    """The class of the pupil's enrolment at the case's school: of the newest that has begun, else of the next."""
    enrolments = person_enrolment.alias("of_case")
    has_begun = enrolments.c.valid_from <= today
    return (
        sa.select(enrolments.c.class_name)
        .where(
            enrolments.c.person_id == case_record.c.person_id,
            enrolments.c.school == case_record.c.school,
            enrolments.c.pupil == case_record.c.pupil,
        )
        .order_by(has_begun.desc(), sa.case((has_begun, enrolments.c.valid_from)).desc(), enrolments.c.valid_from)
        .limit(1)
        .correlate(case_record)
        .scalar_subquery()
    )


def found_by(search: Search, today: date) -> list[sa.ColumnElement[bool]]:
    """Cases that have every word somewhere: the longest is looked up, the others are looked for in what that finds."""
    if not search.words:
        return []
    longest, *others = sorted(search.words, key=len, reverse=True)
    looked_up = case_record.c.case_id.in_(_cases_with(longest, search, today))
    return [looked_up, *(_has(word, search, today) for word in others)]


def _cases_with(word: str, search: Search, today: date) -> sa.CompoundSelect[Any]:
    """Each kind of place has an index of its own, so a word is the union of what they find."""
    part = _part(word)
    cases = sa.select(case_record.c.case_id)
    is_enrolment_of_case = sa.and_(
        person_enrolment.c.person_id == case_record.c.person_id,
        person_enrolment.c.school == case_record.c.school,
        person_enrolment.c.pupil == case_record.c.pupil,
    )
    is_class_of_case = person_enrolment.c.class_name == class_of_case(today)
    return sa.union(
        cases.where(case_record.c.reference.ilike(part)),
        cases.join(person, person.c.person_id == case_record.c.person_id).where(_named(part, search)),
        cases.join(person_enrolment, is_enrolment_of_case).where(
            person_enrolment.c.plain_class.like(part), is_class_of_case
        ),
    )


def _has(word: str, search: Search, today: date) -> sa.ColumnElement[bool]:
    part = _part(word)
    return sa.or_(
        case_record.c.reference.ilike(part),
        sa.exists().where(person.c.person_id == case_record.c.person_id, _named(part, search)),
        sa.func.plain_text(class_of_case(today), type_=sa.Text).like(part),
    )


def _named(part: sa.ColumnElement[str], search: Search) -> sa.ColumnElement[bool]:
    names = [person.c.plain_given, person.c.plain_family] if search.family_names else [person.c.plain_given]
    return sa.or_(*(name.like(part) for name in names))


def _part(word: str) -> sa.ColumnElement[str]:
    """A pattern for what holds the word anywhere; its own ``%``, ``_`` and ``\\`` are letters like others."""
    plain = sa.func.plain_text(sa.literal(word, sa.Text), type_=sa.Text)
    return sa.literal("%", sa.Text) + sa.func.regexp_replace(plain, r"([\\%_])", r"\\\1", "g", type_=sa.Text) + "%"
