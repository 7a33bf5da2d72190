"""The endpoints behind the pages of consultation bodies, objectives, actions and questions."""

from collections.abc import Mapping

OF_POLICY: Mapping[str, tuple[str, ...]] = {
    "consultation GET /overlegorganen": ("GET /bodies",),
    "consultation GET /overlegorganen/nieuw": ("POST /bodies",),
    "consultation POST /overlegorganen/nieuw": ("POST /bodies",),
    "consultation GET /overlegorganen/{body_id}": ("GET /bodies/{body_id}",),
    "consultation POST /overlegorganen/{body_id}/leden": ("POST /bodies/{body_id}/members",),
    "consultation GET /overlegorganen/{body_id}/wijzigen": ("PATCH /bodies/{body_id}",),
    "consultation POST /overlegorganen/{body_id}/wijzigen": ("PATCH /bodies/{body_id}",),
    "consultation GET /overlegorganen/{body_id}/leden/{member_id}": ("PATCH /bodies/{body_id}/members/{member_id}",),
    "consultation POST /overlegorganen/{body_id}/leden/{member_id}": ("PATCH /bodies/{body_id}/members/{member_id}",),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/wijzigen": (
        "PATCH /bodies/{body_id}/sessions/{session_id}",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/antwoord": (
        "POST /bodies/{body_id}/sessions/{session_id}/replies",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/afzeggen": (
        "POST /bodies/{body_id}/sessions/{session_id}/cancel",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/documenten": (
        "POST /bodies/{body_id}/sessions/{session_id}/documents",
    ),
    "consultation POST /overlegorganen/{body_id}/partners": ("POST /bodies/{body_id}/members/partners",),
    "consultation POST /overlegorganen/{body_id}/zittingen": ("POST /bodies/{body_id}/sessions",),
    "consultation GET /overlegorganen/{body_id}/zittingen/{session_id}": (
        "GET /bodies/{body_id}/sessions/{session_id}",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/agenda": (
        "POST /bodies/{body_id}/sessions/{session_id}/agenda",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/gehouden": (
        "POST /bodies/{body_id}/sessions/{session_id}/hold",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/beslissingen": (
        "POST /bodies/{body_id}/sessions/{session_id}/decisions",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/afspraken": (
        "POST /bodies/{body_id}/sessions/{session_id}/actions",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/afspraken/{action_id}/klaar": (
        "POST /bodies/{body_id}/sessions/{session_id}/actions/{action_id}/done",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/verslag": (
        "PUT /bodies/{body_id}/sessions/{session_id}/minutes",
    ),
    "consultation POST /overlegorganen/{body_id}/zittingen/{session_id}/goedgekeurd": (
        "POST /bodies/{body_id}/sessions/{session_id}/minutes/approve",
    ),
    "consultation GET /beleid": ("GET /objectives", "GET /actions"),
    "consultation GET /beleid/doelstellingen/nieuw": ("POST /objectives",),
    "consultation POST /beleid/doelstellingen/nieuw": ("POST /objectives",),
    "consultation GET /beleid/doelstellingen/{objective_id}": ("GET /objectives/{objective_id}",),
    "consultation POST /beleid/doelstellingen/{objective_id}/wijzigen": ("PATCH /objectives/{objective_id}",),
    "consultation POST /beleid/doelstellingen/{objective_id}/steun": ("PATCH /objectives/{objective_id}",),
    "consultation POST /beleid/doelstellingen/{objective_id}/afgesproken": ("POST /objectives/{objective_id}/agree",),
    "consultation POST /beleid/doelstellingen/{objective_id}/afgelopen": ("POST /objectives/{objective_id}/end",),
    "consultation POST /beleid/doelstellingen/{objective_id}/losgelaten": ("POST /objectives/{objective_id}/drop",),
    "consultation POST /beleid/doelstellingen/{objective_id}/hervat": ("POST /objectives/{objective_id}/resume",),
    "consultation GET /beleid/doelstellingen/{objective_id}/acties/nieuw": ("POST /actions",),
    "consultation POST /beleid/doelstellingen/{objective_id}/acties/nieuw": ("POST /actions",),
    "consultation GET /beleid/acties/{action_id}": ("GET /actions/{action_id}",),
    "consultation GET /beleid/acties/{action_id}/wijzigen": ("PATCH /actions/{action_id}",),
    "consultation POST /beleid/acties/{action_id}/wijzigen": ("PATCH /actions/{action_id}",),
    "consultation POST /beleid/acties/{action_id}/evaluaties": ("POST /actions/{action_id}/evaluations",),
    "consultation POST /beleid/acties/{action_id}/stap": (
        "POST /actions/{action_id}/start",
        "POST /actions/{action_id}/finish",
        "POST /actions/{action_id}/resume",
    ),
    "consultation POST /beleid/acties/{action_id}/niet-uitgevoerd": ("POST /actions/{action_id}/not-done",),
    "consultation POST /beleid/acties/{action_id}/begroting": ("PATCH /actions/{action_id}",),
    "consultation POST /beleid/acties/{action_id}/begroting/weg": ("PATCH /actions/{action_id}",),
    "consultation POST /beleid/acties/{action_id}/indicatoren/{indicator_id}/wijzigen": (
        "PATCH /actions/{action_id}/indicators/{indicator_id}",
    ),
    "consultation POST /beleid/acties/{action_id}/indicatoren/{indicator_id}/weg": (
        "DELETE /actions/{action_id}/indicators/{indicator_id}",
    ),
    "consultation POST /beleid/acties/{action_id}/indicatoren": ("POST /actions/{action_id}/indicators",),
    "consultation POST /beleid/acties/{action_id}/indicatoren/{indicator_id}/waarden": (
        "POST /actions/{action_id}/indicators/{indicator_id}/values",
    ),
    "consultation GET /beleid/vragen": ("GET /questions-to-coordinator",),
    "consultation POST /beleid/vragen": ("POST /questions-to-coordinator",),
    "consultation GET /beleid/vragen/{question_id}": ("GET /questions-to-coordinator/{question_id}",),
    "consultation POST /beleid/vragen/{question_id}/antwoord": ("POST /questions-to-coordinator/{question_id}/answer",),
    "consultation POST /beleid/vragen/{question_id}/afgesloten": (
        "POST /questions-to-coordinator/{question_id}/close",
    ),
}
