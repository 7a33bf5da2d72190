"""What the agenda of the education policy says in Dutch."""

from collections.abc import Mapping

from consultation.overview.domain.agenda import AgendaCode, AgendaItem
from shared.web.words import NO_BREAK

NO_THEME = "zonder thema"
_SAID: Mapping[AgendaCode, str] = {
    AgendaCode.QUESTION_UNANSWERED: "Een vraag wacht op een antwoord",
    AgendaCode.SESSIONS_TO_PLAN: "Plan een vergadering: in {year} {sessions}, minder dan afgesproken",
    AgendaCode.TOO_FEW_SESSIONS: "Te weinig vergaderd: in {year} {sessions}, minder dan afgesproken",
    AgendaCode.PARTNER_NOT_MEMBER: "{who} is geen lid",
    AgendaCode.PARTNER_NOT_INVITED: "{who} is niet uitgenodigd",
    AgendaCode.NOT_NOTED: "Noteer of de vergadering doorging",
    AgendaCode.NO_MINUTES: "Er is geen verslag, en er was al een volgende vergadering",
    AgendaCode.MINUTES_NOT_APPROVED: "Het verslag is nog niet goedgekeurd",
    AgendaCode.MINUTES_TO_APPROVE: "Zet het vorige verslag ter goedkeuring op de agenda",
    AgendaCode.ACTION_OVERDUE: "Een afspraak van {who} is niet op tijd klaar",
    AgendaCode.EVALUATION_DUE: "Evalueer de actie met de partners",
    AgendaCode.ACTION_WITHOUT_OWNER: "Niemand trekt deze actie",
    AgendaCode.ACTION_WITHOUT_INDICATOR: "Geen cijfer zegt of deze actie werkt",
    AgendaCode.MANDATE_ENDED: "Het mandaat van {who} is afgelopen",
    AgendaCode.MANDATE_ENDING: "Het mandaat van {who} loopt af",
    AgendaCode.CONTACT_ENDED: "{who} is nog lid, maar geen contactpersoon meer",
}


def said(item: AgendaItem, names: Mapping[str, str]) -> str:
    """The item as a sentence without its day. `names` are those of organisations and contacts, by id."""
    who = item.organisation_id or item.contact_id or ""
    times = "geen enkele keer" if not item.sessions else f"{item.sessions}{NO_BREAK}keer"
    return _SAID[item.code].format(
        who=names.get(who, who), year=f"schooljaar{NO_BREAK}{item.school_year}", sessions=times
    )


def address(item: AgendaItem) -> str:
    """The page on which it is seen to."""
    if item.session_id is not None:
        return f"/overlegorganen/{item.body_id}/zittingen/{item.session_id}"
    if item.body_id is not None:
        return f"/overlegorganen/{item.body_id}"
    return f"/beleid/vragen/{item.question_id}" if item.question_id else f"/beleid/acties/{item.action_id}"
