"""How a pupil and a school are named to each role."""

from enum import Enum, auto

from notifications.domain.directory import Contact
from notifications.domain.persons import Person
from notifications.domain.views import PupilLabel, SchoolLabel
from shared.domain.roles import Role


class Naming(Enum):
    """How much of a pupil's name a receiver may read."""

    FULL = auto()
    FIRST = auto()
    NONE = auto()


NAMING_IN_MEETINGS: dict[Role, Naming] = {
    Role.COUNSELLOR: Naming.FULL,
    Role.CASEWORKER: Naming.FULL,
    Role.CLB: Naming.FULL,
    Role.YOUTH_COACH: Naming.FIRST,
}
"""Naming in the mail about a meeting; a role that is not here reads no name."""


def pupil_label(person: Person | None, number: str | None, school: str, naming: Naming) -> PupilLabel | None:
    """The pupil as the receiver may name them; one without a name by register number. None when nothing is left."""
    if naming is Naming.NONE or (person and person.erased):
        return None
    name = None
    if person:
        name = person.full_name if naming is Naming.FULL else person.given_name
    if name is None and number is None:
        return None
    return PupilLabel(name, None if name else number, school)


def school_label(school: str, counsellor: Contact | None) -> SchoolLabel:
    """The school; by name when its counsellor works for no other one."""
    works_there_only = counsellor is not None and counsellor.schools == {school}
    return SchoolLabel(school, counsellor.organisation if counsellor and works_there_only else None)
