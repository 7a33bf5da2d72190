"""What the page of files says in Dutch: kinds of files, counts, and what is wrong with a line."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from attendance.files.cells import DECIMAL
from attendance.files.written_insz import ZEROS_LOST
from attendance.register.application.results import UNKNOWN_CODE
from attendance.register.domain.enrolment import EducationLevel
from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.registration import Outcome
from attendance.web.school.file_imports import ENROLMENTS
from attendance.web.words import LEVELS_OF_EDUCATION
from shared.contracts.vocabulary import Package
from shared.domain.written_days import DAY_EXPECTED, HALF_DAY_EXPECTED, TIME_EXPECTED

_FORMATS: Mapping[str, str] = {
    "csv": "een tabel als CSV",
    "dbf": "een tabel als DBF",
    "ed-fi": "Ed-Fi (XML)",
    "informat": "Informat (tekstbestand)",
    "ods": "een rekenblad (ODS)",
    "smartschool": "Smartschool (JSON)",
    "xlsx": "een rekenblad van Excel (XLSX)",
}

PACKAGES: Sequence[tuple[str, str]] = (
    (Package.OFFICIAL, "de officiële codes (A, M, R, Z, H, P, B)"),
    (Package.SMARTSCHOOL, "de codes van Smartschool"),
    (Package.INFORMAT, "de codes van Informat"),
    (Package.WISA, "de codes van Wisa"),
    (Package.ED_FI, "de codes van Ed-Fi"),
)
LEVELS: Sequence[tuple[EducationLevel, str]] = tuple(LEVELS_OF_EDUCATION.items())

COUNTS: Sequence[tuple[Outcome, str]] = (
    (Outcome.ACCEPTED, "nieuw"),
    (Outcome.UNCHANGED, "stonden er al"),
    (Outcome.SUPERSEDED, "ouder dan wat er al staat"),
    (Outcome.PENDING, "wachten op een inschrijving"),
    (Outcome.REJECTED, "fout, of tellen niet mee"),
)

NO_FILE = "Kies een bestand dat niet leeg is."
UNREADABLE = "Dit bestand kan niet gelezen worden zoals u hieronder koos. Er is niets ingelezen."
OF_ANOTHER_SCHOOL = (
    "In dit bestand staat ook iets van een andere school. Er is niets ingelezen: neem alleen uw eigen school."
)
ANOTHER_FILE = "Dit is een ander bestand dan wat u net bekeek, of u koos iets anders. Er is niets ingelezen."

REFUSED: Mapping[str, str] = {
    "pupil": "Een bestand van Smartschool gaat over één leerling of over één dag. Vul een van de twee in.",
    "date": "Dit bestand gaat over één leerling. Vul het stamnummer in en laat de dag leeg.",
    "level": "Kies het onderwijsniveau: het bestand heeft er geen kolom voor.",
    "columns": "Schrijf telkens onze naam, een dubbele punt en uw naam, met een komma ertussen: pupil:Stamnummer.",
}
"""What is said at a field that the reader of a file refuses."""

_FIELDS: Mapping[str, str] = {
    "pupil": "stamnummer",
    "school": "instellingsnummer",
    "date": "datum",
    "half_day": "deel van de dag",
    "code": "code",
    "recorded_at": "tijdstip van de registratie",
    "valid_from": "eerste dag",
    "given_name": "voornaam",
    "family_name": "achternaam",
    "birth_date": "geboortedatum",
    "class": "klas",
    "level": "onderwijsniveau",
    "structure": "hoofdstructuur",
    "site": "vestigingsplaats",
    "insz": "INSZ",
    "postcode": "postcode",
    "registered_on": "dag van inschrijving in het register",
    "ses": "SES-kenmerk",
}

_OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ACCEPTED: "ingelezen, om na te kijken",
    Outcome.UNCHANGED: "stond er al",
    Outcome.SUPERSEDED: "er is al iets nieuwers",
    Outcome.PENDING: "wacht",
    Outcome.REJECTED: "niet ingelezen",
}

_REASONS: Mapping[str, str] = {
    "no-enrolment": "de leerling is dan niet ingeschreven",
    UNKNOWN_CODE: "niemand kent deze code",
    Verdict.OUTSIDE_CALENDAR: "dan is er geen les",
    FinalRejection.AFTER_TODAY: "de dag ligt nog in de toekomst",
    FinalRejection.RECORDED_AHEAD: "het tijdstip van de registratie ligt in de toekomst",
    FinalRejection.YEAR_NOT_KEPT: "van dat schooljaar wordt niets meer bijgehouden",
    DAY_EXPECTED: "schrijf een dag zoals 2026-10-05 of 5/10/2026",
    TIME_EXPECTED: "schrijf een tijdstip zoals 5/10/2026 8:52",
    HALF_DAY_EXPECTED: "schrijf VM of NM",
    DECIMAL: "hier staat een getal met decimalen: maak er tekst van",
    ZEROS_LOST: "moet elf cijfers hebben; kruis aan dat nullen vooraan weggevallen zijn",
    "Should be 11 digits": "moet elf cijfers hebben",
    "Should be an INSZ with right check digits and a possible birth date": "het controlegetal klopt niet",
    "Is required": "ontbreekt",
    "Should be six digits": "moet zes cijfers hebben",
    "Should be three digits": "moet drie cijfers hebben",
    "Should be ten digits": "moet tien cijfers hebben",
    "Should be 1 to 32 letters (A to Z), digits, dots, hyphens or underscores": (
        "gebruik hoogstens 32 letters, cijfers, punten, streepjes of liggende streepjes"
    ),
    "Should be true or false": "schrijf ja of nee",
}
_TOO_LONG = re.compile(r"Should have at most ([0-9]+) characters")
_TOO_SHORT = re.compile(r"Should have at least ([0-9]+) characters")


class Reason(NamedTuple):
    """What is wrong with a line: the field in Dutch (empty for the line as a whole), and why; not all is in Dutch."""

    field: str
    text: str
    is_dutch: bool = True


class LineSaid(NamedTuple):
    """What became of a line, and why."""

    became: str
    reasons: tuple[Reason, ...]


def kind_in_words(kind: str) -> str:
    """`Meldingen: een tabel als CSV`, for a kind of file."""
    what, _, name = kind.partition(":")
    return f"{'Inschrijvingen' if what == ENROLMENTS else 'Aan- en afwezigheden'}: {_FORMATS.get(name, name)}"


def said_of(outcome: Outcome, reason: str | None) -> LineSaid:
    """What is said of a line with this outcome and the reason that an import answers."""
    return LineSaid(_OUTCOMES[outcome], reasons_of(reason) if reason else ())


def reasons_of(reason: str) -> tuple[Reason, ...]:
    """Why a line was not taken over, by what an import answers."""
    return tuple(_reasons(reason))


def _reasons(reason: str) -> Iterator[Reason]:
    """The reasons of a line, each with its field; one that nobody put into Dutch stays as it is."""
    if reason in _REASONS:
        yield Reason("", _REASONS[reason])
        return
    for part in reason.split("; "):
        name, colon, why = part.partition(": ")
        if not (colon and name in _FIELDS):
            yield Reason("", part, is_dutch=False)
        elif (dutch := _in_dutch(why)) is not None:
            yield Reason(_FIELDS[name], dutch)
        else:
            yield Reason(_FIELDS[name], why, is_dutch=False)


def _in_dutch(why: str) -> str | None:
    if why in _REASONS:
        return _REASONS[why]
    if limit := _TOO_LONG.fullmatch(why):
        return f"gebruik hoogstens {limit[1]} tekens"
    return "ontbreekt" if _TOO_SHORT.fullmatch(why) else None
