"""What the words of offers and requests are called in Dutch."""

from collections.abc import Mapping

from consultation.domain.themes import Theme, Themes
from consultation.offers.adapters.offer_table import euros
from consultation.offers.domain.offer import CostPer
from consultation.offers.domain.overlap import Verdict
from consultation.offers.domain.request_states import RequestStatus
from consultation.offers.domain.shown_offer import ShownOffer
from consultation.offers.domain.states import OfferStatus
from consultation.offers.domain.survey import QuestionKind, SurveyStatus
from shared.web.words import NO_BREAK

LEVELS: Mapping[str, str] = {
    "kleuter": "kleuteronderwijs",
    "lager": "lager onderwijs",
    "secundair": "secundair onderwijs",
}
PER: Mapping[CostPer, str] = {
    CostPer.PARTICIPANT: "per deelnemer",
    CostPer.GROUP: "per groep",
    CostPer.SESSION: "per keer",
    CostPer.HOUR: "per uur",
    CostPer.SCHOOL: "per school",
}
OFFER_STATUSES: Mapping[OfferStatus, tuple[str, str]] = {
    OfferStatus.OFFERED: ("in het aanbod", "good"),
    OfferStatus.WITHDRAWN: ("ingetrokken", "bad"),
}
REQUEST_STATUSES: Mapping[RequestStatus, tuple[str, str]] = {
    RequestStatus.ASKED: ("aangevraagd", "warn"),
    RequestStatus.PLANNED: ("gepland", "info"),
    RequestStatus.DECLINED: ("niet mogelijk", "bad"),
    RequestStatus.DONE: ("afgerond", "good"),
    RequestStatus.WITHDRAWN: ("ingetrokken", ""),
}
"""A status in words, and how its badge looks."""
SURVEY_STATUSES: Mapping[SurveyStatus, tuple[str, str]] = {
    SurveyStatus.DRAFT: ("in opmaak", ""),
    SurveyStatus.CHECKED: ("nagekeken", "info"),
    SurveyStatus.SENT: ("verstuurd", "good"),
    SurveyStatus.CLOSED: ("afgesloten", ""),
}
QUESTION_KINDS: Mapping[QuestionKind, str] = {
    QuestionKind.TEXT: "een tekst",
    QuestionKind.YES_NO: "ja of nee",
    QuestionKind.NUMBER: "een aantal",
    QuestionKind.CHOICE: "een keuze uit een lijst",
}
VERDICTS: Mapping[Verdict, str] = {
    Verdict.COMPLEMENTARY: "ze vullen elkaar aan",
    Verdict.OVERLAP: "ze doen hetzelfde dubbel",
}

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
NO_FILE = "Kies een bestand."
NO_TABLE = (
    "Dit bestand kan niet gelezen worden. Bewaar het als xlsx of als CSV UTF-8, "
    "met in de eerste regel de namen van de kolommen zoals in het voorbeeld."
)
ALREADY_THERE = "Dit aanbod staat er al, met dezelfde titel en dezelfde eerste dag."
ALREADY_ASKED = "Uw school heeft dit al aangevraagd. Kijk bij de aanvragen hoe het ermee staat."
ALREADY_ANSWERED = "Voor deze school is al geantwoord. Het eerste antwoord blijft staan."
NOT_NOW = "Dat kan nu niet meer: kijk hoe het er nu voor staat."
WRONG: Mapping[str, str] = {
    "until": "Deze dag komt voor de eerste dag.",
    "age_until": "Deze leeftijd is lager dan de laagste.",
    "cost_per": "Kies waarvoor de kostprijs geldt; bij gratis aanbod laat u dit leeg.",
    "schools": "Hier staat een school die niet in het adresboek staat. Geef nummers van zes cijfers.",
    "link": "Een adres begint met https:// en bevat geen spaties.",
    "on": "Kies een dag vanaf de dag van de aanvraag.",
    "reason": "Zeg waarom, of kies een ander aanbod.",
    "alternative": "Kies een ander aanbod dat deze school kan krijgen.",
    "school": "Kies voor welke school u dit vraagt.",
    "contact_id": "Kies een contactpersoon die voor deze organisatie werkt.",
    "shows_contact": "Kies eerst wie de contactpersoon is.",
    "provider": "Kies een stadsdienst, een CLB of een partner.",
    "service": "Kies een stadsdienst, een CLB of een partner.",
    "answer_by": "Kies een dag vanaf vandaag.",
    "choices": "Geef bij een keuze 2 tot 20 verschillende mogelijkheden, en bij een andere vraag geen.",
    "answer": "Geef een geheel getal van 0 tot 1.000.000, of laat dit leeg.",
}


def named(themes: Themes) -> dict[str, str]:
    """What people call each theme that offers can have, by its word."""
    return {theme.value: themes.get(theme.value, theme.value) for theme in Theme}


def cost(offer: ShownOffer) -> str:
    """What it costs in words; empty where it was not said."""
    if offer.cost is None:
        return ""
    if offer.cost == 0:
        return "gratis"
    per = PER[offer.cost_per] if offer.cost_per else ""
    return f"€{NO_BREAK}{euros(offer.cost)} {per}".strip()


def target(offer: ShownOffer) -> str:
    """The levels and ages that it is for, in words."""
    levels = ", ".join(LEVELS[level] for level in offer.levels) or "alle niveaus"
    return f"{levels}{ages(offer.age_from, offer.age_until)}"


def ages(lowest: int | None, highest: int | None) -> str:
    """Ages in words, to put behind something; empty for any age."""
    if lowest is None and highest is None:
        return ""
    if lowest is None:
        return f", tot en met {highest} jaar"
    return f", vanaf {lowest} jaar" if highest is None else f", {lowest} tot en met {highest} jaar"
