"""Who a person or program is to the system: the roles a token carries and a contact has."""

from enum import StrEnum


class Role(StrEnum):
    """A role as it is written in tokens, events and the rights table."""

    CASEWORKER = "caseworker"
    """Opens and follows truancy cases for the municipality."""
    COUNSELLOR = "counsellor"
    """Pupil counsellor of a school (*leerlingenbegeleider*)."""
    CLB = "clb"
    """Centre for pupil guidance (*centrum voor leerlingenbegeleiding*)."""
    YOUTH_COACH = "youth-coach"
    """Municipal coach against dropping out (*jongerencoach*)."""
    COORDINATOR = "coordinator"
    """Coordinates local education policy (*flankerend onderwijsbeleid*)."""
    SCHOOL = "school"
    """A school's software."""
    PARTNER = "partner"
    """Works for an organisation that the municipality works with; sees and writes what is of that organisation."""
    OPERATOR = "operator"
    """Runs the system; sees no names."""
