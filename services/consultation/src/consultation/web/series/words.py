"""What the words of standing meetings are called in Dutch."""

from collections.abc import Mapping
from datetime import timedelta

from consultation.plans.domain.asked_plan import LONGEST_PLAN
from consultation.series.domain.series import Series
from shared.domain.roles import Role
from shared.web.words import ROLES

RHYTHMS: Mapping[str, str] = {
    "1": "elke week",
    "2": "om de twee weken",
    "3": "om de drie weken",
    "4": "om de vier weken",
    "6": "om de zes weken",
    "maand": "elke maand, in dezelfde week van de maand",
}
"""How often, by the number of weeks as a form sends it."""
MONTHLY = "maand"
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
NOTHING_PROPOSED = "Er is niets voorgesteld. Laat eerst momenten voorstellen."
NOTHING_CHOSEN = "Kies minstens één moment."
NO_SUCH_CASE = "Er is geen dossier met dit kenmerk."
HAS_MEETING = "Dit dossier heeft al een overleg. Zeg dat eerst af."
WRONG: Mapping[str, str] = {
    "at": "Op dat uur, en zo lang, kan dit overleg op die weekdag niet: het valt buiten de lesuren.",
    "first_on": "Kies een weekdag. Voor een overleg elke maand: een dag voor de 29e.",
    "other_schools": "De school waar het overleg is, hoeft hier niet nog eens bij.",
    "until": "Deze dag komt voor de eerste, of het is meer dan een jaar verder.",
    "contacts": "Een van deze mensen hoort niet aan deze tafel.",
    "starts_at": "Kies een moment dat nog komt, op een veelvoud van vijf minuten.",
    "sessions": "Een van deze momenten is niet voorgesteld, of heeft nog geen uur.",
    "reference": NO_SUCH_CASE,
    "items": "De agenda duurt te lang, of een dossier is afgesloten of van een andere school.",
}
"""What is wrong with a field that a use case refused."""
PLAN_DAY_IS_WRONG = f"Kies een dag van vandaag af, na de eerste dag en hoogstens {LONGEST_PLAN.days} dagen later."
PLAN_RUNS = "Er wordt al een plan gemaakt. Probeer het straks opnieuw."
PLAN_ENDED = "Het plan is niet klaar geraakt. Kies een kortere periode of minder scholen."
PLAN_CHANGED = "Intussen is er iets veranderd. Dit is het nieuwe plan: kijk het eerst na."
COSTS: Mapping[str, str] = {
    "unseen": "Dossiers zonder overleg",
    "not_held": "Vaste momenten die niet doorgaan",
    "wait": "Dagen wachten",
    "ad_hoc": "Een overleg voor één dossier",
    "out_of_rhythm": "Apart overleg voor wie kan wachten op een vast moment",
    "trip": "Verplaatsingen",
    "unfair": "Ongelijk verdeeld werk",
    "deputy": "Vervangers",
    "other": "Iemand anders dan wie het dossier heeft",
    "absent": "Wie er niet bij kan zijn, maar niet moet",
    "moved": "Verschoven voor er uitgenodigd is",
    "moved_invited": "Verschoven nadat er uitgenodigd is",
}
"""What the cost of a plan is made of, by weight."""
OUTCOMES: Mapping[str, str] = {
    "as-planned": "geboekt zoals gepland",
    "otherwise": "geboekt op een ander moment of met iemand anders, want iets was intussen bezet",
    "not-booked": "niet geboekt",
    "changed": "intussen gewijzigd, dus niet aangeraakt",
}
"""What came of a part of a plan."""
_REASONS: Mapping[str, str] = {
    "hold-by-passed": "de laatste dag is voorbij",
    "notice": "mensen moeten het langer vooraf weten",
    "no-school-time": "er zijn dan geen lessen",
    "no-room": "geen lokaal is groot genoeg",
    "no-common-time": "niemand kan op hetzelfde moment",
    "crowded": "de momenten zijn voor andere dossiers",
    "no-lessons": "niet alle scholen hebben dan les",
    "place-taken": "de plaats is bezet",
    "past": "dat is voorbij",
    "contended": "anderen waren telkens sneller",
}


def why_not(reason: str) -> str:
    """Why a session can't be fixed."""
    if reason in _REASONS:
        return _REASONS[reason]
    for role in Role:
        if reason == f"no-{role.value}-for-school":
            return f"een school heeft geen {ROLES[role]}"
        if reason == f"{role.value}-not-free":
            return f"een {ROLES[role]} is niet vrij"
    return "dan kan het niet"


def rhythm_of(series: Series) -> str:
    """The rhythm: `om de zes weken op donderdag om 10.00, 90 minuten`."""
    details = series.details
    rhythm = details.rhythm
    often = str(rhythm.every_weeks) if rhythm.every_weeks else MONTHLY
    how = RHYTHMS.get(often, f"om de {rhythm.every_weeks} weken").split(",")[0]
    minutes = details.length // timedelta(minutes=1)
    weekday = WEEKDAYS[rhythm.first_on.weekday()]
    return f"{how} op {weekday} om {rhythm.at.hour}.{rhythm.at.minute:02}, {minutes} minuten"
