"""What the pages of the control of compulsory education call things in Dutch."""

from collections.abc import Mapping, Sequence

from attendance.files.tables import TableFormat
from attendance.residents.domain.outcomes import LineStatus
from attendance.web.school.words.files import Reason, reasons_of

FORMATS: Sequence[tuple[TableFormat, str]] = (
    ("csv", "een tabel als CSV"),
    ("xlsx", "een rekenblad van Excel (XLSX)"),
    ("ods", "een rekenblad (ODS)"),
    ("dbf", "een tabel als DBF"),
)
COUNTS: Sequence[tuple[str, str]] = (
    ("accepted", "nieuw of gewijzigd"),
    ("unchanged", "stonden er al zo"),
    ("superseded", "staan op een lijst met een latere datum"),
    ("rejected", "fout, of al eerder in dit bestand"),
)
STATUSES: Mapping[str, str] = {"missing": "niet gekend", "found": "toch gevonden"}
REFUSED: Mapping[str, str] = {
    "columns": "Schrijf onze naam, een dubbele punt en uw naam, met een komma ertussen: insz:Rijksregisternummer.",
    "reference_date": "Deze dag ligt niet in het schooljaar.",
}
"""What is said at a field that is refused."""

_LINES: Mapping[LineStatus, str] = {
    LineStatus.SUPERSEDED: "niet overgenomen",
    LineStatus.REJECTED: "niet ingelezen",
}
_REASONS: Mapping[str, str] = {
    "a list of a later reference date has this child": "dit kind staat al op een lijst met een latere datum",
    "insz: Is that of an earlier line of this file": "dit INSZ staat al op een eerdere regel van dit bestand",
}


def became(status: LineStatus) -> str:
    """What became of a line that was not taken over."""
    return _LINES[status]


def why(reason: str) -> tuple[Reason, ...]:
    """Why it was not."""
    return (Reason("", _REASONS[reason]),) if reason in _REASONS else reasons_of(reason)
