"""What the page that corrects a half day says in Dutch."""

from collections.abc import Mapping, Sequence

from attendance.register.domain.mark import FinalRejection, Verdict

CODES: Sequence[tuple[str, str]] = (
    ("|", "aanwezig"),
    ("B", "B: problematisch afwezig, zonder geldige reden"),
    ("Z", "Z: ziek, met een briefje of attest"),
    ("R", "R: van rechtswege gewettigd"),
    ("P", "P: persoonlijke redenen, met akkoord van de school"),
    ("H", "H: revalidatie tijdens de lestijden"),
    ("M", "M: werkplekleren niet ingevuld, niet door onwil"),
    ("A", "A: afwezig, kleuter die niet leerplichtig is"),
    ("-", "nog niet opgehelderd"),
)
"""The official codes since 1 September 2019 in words, with `|` and `-`.

Source: the table of AGODI's codes that school packages were converted to in 2019.
"""

REFUSED: Mapping[str, str] = {
    Verdict.OUTSIDE_CALENDAR: "Op deze halve dag is er geen les. Er is niets gewijzigd.",
    FinalRejection.AFTER_TODAY: "Deze dag moet nog komen. Er is niets gewijzigd.",
    FinalRejection.YEAR_NOT_KEPT: "Van dat schooljaar wordt niets meer bijgehouden. Er is niets gewijzigd.",
}
UNKNOWN_REFUSAL = "Dit kan niet geregistreerd worden. Er is niets gewijzigd."
SUPERSEDED = "Ondertussen staat er iets nieuwers. Kijk wat er nu staat."
NOTHING_CHOSEN = "Kies wat er was, in de voormiddag of in de namiddag."
DONE = "De halve dag is geregistreerd."
