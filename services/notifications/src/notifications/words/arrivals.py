"""What mails that come back are called in Dutch, and what a mail server's code says."""

import re
from collections.abc import Mapping

KINDS: Mapping[str, tuple[str, str]] = {
    "delivery-failed": ("niet aangekomen", "bad"),
    "delivery-delayed": ("vertraagd", "warn"),
    "automatic-reply": ("automatisch antwoord", ""),
    "calendar-reply": ("antwoord van een agenda", "good"),
    "other": ("andere mail", "info"),
}
"""A kind in words, and how its badge looks."""

FOLLOWS: Mapping[str, str] = {
    "delivery-delayed": "de mailserver probeerde het toen nog",
    "automatic-reply": "dit is nog geen antwoord van een persoon",
    "other": "lees die in het postvak",
}
"""What a kind means for whoever looks; nothing is said of the others."""

# RFC 3463, and RFC 7505 for 5.1.10; the first that fits counts. The class at the front says whether it ends here.
_CODES: Mapping[str, str] = {
    r"\.1\.[78]": "het adres van de afzender wordt niet aanvaard",
    r"\.1\.2|\.1\.10": "dit domein ontvangt geen mail",
    r"\.1\.6": "het postvak is verhuisd",
    r"\.1\.\d+": "het adres klopt niet of bestaat niet",
    r"\.2\.1": "het postvak is gesloten",
    r"\.2\.2": "het postvak is vol",
    r"\.2\.3|\.3\.4": "de mail is te groot",
    r"\.2\.\d+": "er is iets met het postvak",
    r"\.3\.\d+": "er is iets met de mailserver van de ontvanger",
    r"\.4\.7": "het lukte niet binnen de tijd",
    r"\.4\.\d+": "de mailserver van de ontvanger is niet bereikbaar",
    r"\.5\.\d+": "de mailservers verstaan elkaar niet",
    r"\.6\.\d+": "de inhoud wordt niet aanvaard",
    r"\.7\.\d+": "de mailserver van de ontvanger houdt de mail tegen",
}


def code_in_words(code: str) -> str:
    """Why a mail did not arrive, by its enhanced status code (RFC 3463)."""
    fitting = (words for pattern, words in _CODES.items() if re.fullmatch(rf"[45]({pattern})", code))
    return next(fitting, "de mailserver zegt niet waarom")
