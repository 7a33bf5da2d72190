"""What the codes of each school package say."""

from collections.abc import Mapping
from enum import Enum, auto
from types import MappingProxyType

from shared.contracts.vocabulary import Package


class Meaning(Enum):
    """What the school says of a half day."""

    TRUANT = auto()
    ILL_BY_NOTE = auto()
    ILL_BY_CERTIFICATE = auto()
    BY_LAW = auto()
    PERSONAL = auto()
    LATE = auto()
    PRESENT = auto()
    NOT_YET_KNOWN = auto()


ILL = frozenset({Meaning.ILL_BY_NOTE, Meaning.ILL_BY_CERTIFICATE})

_SHARED = {
    Meaning.TRUANT: "B",
    Meaning.ILL_BY_NOTE: "Z",
    Meaning.PERSONAL: "P",
    Meaning.LATE: "L",
    Meaning.PRESENT: "|",
    Meaning.NOT_YET_KNOWN: "-",
}

CODES: Mapping[Package, Mapping[Meaning, str]] = MappingProxyType(
    {
        Package.SMARTSCHOOL: {**_SHARED, Meaning.ILL_BY_CERTIFICATE: "D", Meaning.BY_LAW: "R"},
        Package.INFORMAT: {**_SHARED, Meaning.ILL_BY_CERTIFICATE: "D", Meaning.BY_LAW: "R03"},
        Package.WISA: {**_SHARED, Meaning.ILL_BY_CERTIFICATE: "Z", Meaning.BY_LAW: "R"},
    }
)
"""The official codes, and those the packages kept for themselves (AGODI, codes since 1 September 2019)."""
