"""What the pages of enrolments say in Dutch."""

from collections.abc import Mapping

DONE: Mapping[str, str] = {
    "ingeschreven": "De leerling is ingeschreven.",
    "uitgeschreven": "De leerling is uitgeschreven.",
    "blijft": "De uitschrijving is ingetrokken: de leerling blijft.",
}

WRONG: Mapping[str, str] = {
    "pupil": "Gebruik hoogstens 32 letters, cijfers, punten, streepjes of liggende streepjes.",
    "birth_date": "De leerling is dan geboren na de eerste dag op school. Kijk beide dagen na.",
    "insz": "Dit is geen INSZ: het heeft elf cijfers, en de laatste twee controleren de rest.",
    "structure": "Geef drie cijfers, zoals 311.",
    "site": "Gebruik hoogstens 32 letters, cijfers, punten, streepjes of liggende streepjes.",
    "postcode": "Gebruik hoogstens 12 letters en cijfers.",
}
"""What is said at a field that holds something else than it can."""

IN_USE = "Dit stamnummer is al van {name}. Is het dezelfde leerling? Kruis dat dan onderaan aan."
NOT_ENROLLED_THEN = "Op die dag was de leerling niet ingeschreven. Er is niets gewijzigd."
