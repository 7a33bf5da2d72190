"""What stands beside a case on its page: the cases it is linked to, and its guests."""

from dataclasses import dataclass
from typing import Any

from casework.api.links import visible_links
from casework.api.readers import Reader
from casework.api.rights import Deed
from casework.domain.case import Case
from casework.domain.states import Action
from casework.unit_of_work import CaseworkUnitOfWork

MOST_GUESTS = 200


async def beside(reader: Reader, uow: CaseworkUnitOfWork, case: Case) -> dict[str, Any]:
    """The links that the reader may see with the number of others; the guests for whoever acts on the case."""
    links, hidden = await visible_links(uow, reader, case)
    acts = reader.may(Deed.FILE, case)
    guests = await uow.guests.of_case(case.case_id, None, MOST_GUESTS) if acts else ()
    return {"links": links, "hidden_links": hidden, "guests": guests, "merges": reader.may(Deed.MERGE, case)}


@dataclass(frozen=True, slots=True)
class OtherRegister:
    """A register of the pupil at another school; ``school_name`` is None where the directory does not say it."""

    school: str
    number: str
    school_name: str | None


async def registers_of(reader: Reader, uow: CaseworkUnitOfWork, case: Case) -> list[OtherRegister]:
    """The registers of the pupil at other schools, to which the reader can transfer the case; else none."""
    if case.school is None or Action.TRANSFER not in reader.actions(case):
        return []
    person = await uow.persons.get(case.person_id)
    others = sorted(pupil for pupil in person.pupils if pupil.school != case.school) if person else []
    names = await uow.school_names.of(pupil.school for pupil in others)
    return [OtherRegister(pupil.school, pupil.number, names.get(pupil.school)) for pupil in others]
