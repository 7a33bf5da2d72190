"""What somebody who does not work with the system is in a case or at a meeting."""

from enum import StrEnum


class GuestRole(StrEnum):
    """What a guest is."""

    PARENT = "parent"
    """A parent, or who else has custody."""
    PUPIL = "pupil"
    HEAD = "head"
    """The head of a school (*directie*)."""
    POLICE = "police"
    """The contact at the police."""
    NAFT = "naft"
    """Who guides the pupil in a NAFT, a trajectory of education and welfare."""
    OTHER = "other"
