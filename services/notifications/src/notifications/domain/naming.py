"""How a pupil and a school are named to each role."""

from notifications.domain.directory import Contact, Directory
from notifications.domain.labels import PupilLabel, SchoolLabel
from notifications.domain.persons import Person
from notifications.domain.telling import Naming


def pupil_label(person: Person | None, *, number: str | None, school: SchoolLabel, naming: Naming) -> PupilLabel | None:
    """The pupil as the receiver may read it, by register number where no name is known; None if neither is left."""
    if naming is Naming.NONE or (person and person.erased):
        return None
    name = None
    if person:
        name = person.full_name if naming is Naming.FULL else person.given_name
    if name is None and number is None:
        return None
    return PupilLabel(name, None if name else number, school)


def school_label(school: str, directory: Directory, counsellor: Contact | None = None) -> SchoolLabel:
    """The school by its name if the directory says it, else by the organisation of its counsellor, if of it alone."""
    if name := directory.school_names.get(school):
        return SchoolLabel(school, name)
    works_there_only = counsellor is not None and counsellor.schools == {school}
    return SchoolLabel(school, counsellor.organisation if counsellor and works_there_only else None)
