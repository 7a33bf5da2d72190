"""What the words of the education policy are called in Dutch."""

from collections.abc import Mapping

from consultation.policy.domain.evaluation import Judgement
from consultation.policy.domain.indicator import IndicatorSource, Measure, SourceKind
from consultation.policy.domain.states import ActionStatus, ObjectiveStatus, QuestionStatus

OBJECTIVES: Mapping[ObjectiveStatus, tuple[str, str]] = {
    ObjectiveStatus.PROPOSED: ("voorgesteld", "warn"),
    ObjectiveStatus.AGREED: ("afgesproken", "good"),
    ObjectiveStatus.ENDED: ("afgelopen", "info"),
    ObjectiveStatus.DROPPED: ("losgelaten", "bad"),
}
"""A status in words, and how its badge looks."""
ACTIONS: Mapping[ActionStatus, tuple[str, str]] = {
    ActionStatus.PLANNED: ("gepland", "info"),
    ActionStatus.RUNNING: ("loopt", "good"),
    ActionStatus.DONE: ("uitgevoerd", "info"),
    ActionStatus.NOT_DONE: ("niet uitgevoerd", "bad"),
}
QUESTIONS: Mapping[QuestionStatus, tuple[str, str]] = {
    QuestionStatus.OPEN: ("wacht op antwoord", "warn"),
    QuestionStatus.ANSWERED: ("beantwoord", "good"),
    QuestionStatus.CLOSED: ("afgesloten", "info"),
}
JUDGEMENTS: Mapping[Judgement, str] = {
    Judgement.WORKS: "het werkt",
    Judgement.PARTLY: "het werkt gedeeltelijk",
    Judgement.DOES_NOT_WORK: "het werkt niet",
    Judgement.TOO_EARLY: "nog te vroeg om te zeggen",
}
MEASURES: Mapping[Measure, str] = {
    Measure.ACTIVITIES: "activiteiten",
    Measure.SESSIONS: "sessies van activiteiten",
    Measure.PARTICIPANTS: "deelnemers aan activiteiten",
    Measure.HOURS: "uren van begeleiders",
    Measure.PLACES: "plaatsen in activiteiten",
    Measure.HANDED_OUT: "wat uitgedeeld is",
}
SOURCES: Mapping[str, str] = {
    "entered": "iemand vult ze hier in",
    **{f"activities:{measure}": f"geteld: {name}" for measure, name in MEASURES.items()},
    "requests": "geteld: aanvragen van scholen voor het aanbod",
    "figure": "een cijfer van Flankerend (vul de naam hieronder in)",
}
"""Where numbers come from, as a form sends it."""
SERVICES: Mapping[str, str] = {
    "attendance": "aanwezigheden",
    "casework": "dossiers",
    "consultation": "overleg",
    "notifications": "berichten",
}
LEVELS: Mapping[str, str] = {
    "kleuter": "kleuteronderwijs",
    "lager": "lager onderwijs",
    "secundair": "secundair onderwijs",
}

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
WRONG: Mapping[str, str] = {
    "until": "Het einde ligt voor het begin.",
    "agreed_on": "Op die dag was er geen vergadering van dit overlegorgaan, of het bestond nog niet.",
    "session_id": "Die vergadering is niet van dit overlegorgaan.",
    "decision_id": "Die beslissing is niet van dit overlegorgaan.",
    "reason": "Vul in waarom deze organisatie de doelstelling niet steunt.",
    "owner": "Kies iemand uit het adresboek.",
    "partners": "Kies minstens één organisatie waarvoor u spreekt.",
    "objective_id": "Deze doelstelling loopt niet meer, dus er komt geen actie bij.",
    "co_financing": "Anderen betalen samen niet meer dan het bedrag van dat jaar.",
    "held_on": "Kies een dag die niet meer in de toekomst ligt.",
    "age_until": "De oudste leeftijd ligt onder de jongste.",
    "service": "Vul in welke dienst het cijfer heeft.",
    "figure": "Vul de naam van het cijfer in.",
    "school_year": "Kies een schooljaar.",
}
"""What is wrong with a field that a use case refused."""


def source_said(source: IndicatorSource) -> str:
    """Where the numbers of an indicator come from, in words."""
    match source.kind:
        case SourceKind.ENTERED:
            return "ingevuld"
        case SourceKind.ACTIVITIES:
            return f"geteld: {MEASURES[source.measure]}" if source.measure else "geteld"
        case SourceKind.REQUESTS:
            return "geteld: aanvragen van scholen"
    service = SERVICES.get(source.service or "", source.service)
    return f"cijfer {source.figure} ({service}{f', {source.group}' if source.group else ''})"
