"""The pages of activities, each with the endpoints behind it."""

ACTIVITIES = {
    "consultation GET /activiteiten": ("GET /activities",),
    "consultation GET /activiteiten/nieuw": ("POST /activities",),
    "consultation GET /activiteiten/nieuw/{kind}": ("POST /activities",),
    "consultation POST /activiteiten/nieuw/{kind}": ("POST /activities",),
    "consultation GET /activiteiten/{activity_id}": ("GET /activities/{activity_id}",),
    "consultation POST /activiteiten/{activity_id}/wijzigen": ("PATCH /activities/{activity_id}",),
    "consultation POST /activiteiten/{activity_id}/openen": ("POST /activities/{activity_id}/open",),
    "consultation POST /activiteiten/{activity_id}/starten": ("POST /activities/{activity_id}/run",),
    "consultation POST /activiteiten/{activity_id}/afronden": ("POST /activities/{activity_id}/hold",),
    "consultation POST /activiteiten/{activity_id}/afzeggen": ("POST /activities/{activity_id}/cancel",),
    "consultation POST /activiteiten/{activity_id}/sessies": ("POST /activities/{activity_id}/sessions",),
    "consultation POST /activiteiten/{activity_id}/voorraad": ("POST /activities/{activity_id}/stock",),
    "consultation POST /activiteiten/{activity_id}/bijlagen": ("POST /activities/{activity_id}/attachments",),
    "consultation POST /activiteiten/{activity_id}/inschrijvingen": ("POST /activities/{activity_id}/registrations",),
    "consultation POST /activiteiten/{activity_id}/inschrijvingen/{registration_id}/intrekken": (
        "POST /activities/{activity_id}/registrations/{registration_id}/withdraw",
    ),
    "consultation POST /activiteiten/{activity_id}/inschrijvingen/{registration_id}/bevestigen": (
        "POST /activities/{activity_id}/registrations/{registration_id}/confirm",
    ),
    "consultation POST /activiteiten/{activity_id}/inschrijvingen/{registration_id}/weigeren": (
        "POST /activities/{activity_id}/registrations/{registration_id}/decline",
    ),
    "consultation POST /activiteiten/{activity_id}/inschrijvingen/{registration_id}/attesten": (
        "PUT /activities/{activity_id}/registrations/{registration_id}/certificates",
    ),
    "consultation GET /activiteiten/{activity_id}/sessies/{session_id}": (
        "PUT /activities/{activity_id}/sessions/{session_id}/presence",
    ),
    "consultation POST /activiteiten/{activity_id}/sessies/{session_id}/aanwezig": (
        "PUT /activities/{activity_id}/sessions/{session_id}/presence",
    ),
    "consultation POST /activiteiten/{activity_id}/sessies/{session_id}/afzeggen": (
        "POST /activities/{activity_id}/sessions/{session_id}/cancel",
    ),
    "consultation GET /activiteiten/{activity_id}/subsidiedossier": ("GET /activities/{activity_id}/subsidy-file",),
}
