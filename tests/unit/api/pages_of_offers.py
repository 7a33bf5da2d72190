"""The pages of offers and surveys, each with the endpoint whose roles open it."""

OPEN_OF_OFFERS = ("consultation GET /aanbod", "consultation GET /aanbod/{offer_id}")
"""The pages of offers that nobody has to sign in for."""

OF_OFFERS = {
    "consultation GET /aanbod/beheer": ("GET /offers",),
    "consultation GET /aanbod/nieuw": ("POST /offers",),
    "consultation POST /aanbod/nieuw": ("POST /offers",),
    "consultation GET /aanbod/inlezen": ("POST /offers/imports",),
    "consultation POST /aanbod/inlezen": ("POST /offers/imports",),
    "consultation GET /aanbod/{offer_id}/wijzigen": ("PATCH /offers/{offer_id}",),
    "consultation POST /aanbod/{offer_id}/wijzigen": ("PATCH /offers/{offer_id}",),
    "consultation POST /aanbod/{offer_id}/intrekken": ("POST /offers/{offer_id}/withdraw",),
    "consultation POST /aanbod/{offer_id}/terugzetten": ("POST /offers/{offer_id}/restore",),
    "consultation GET /aanbod/aanvragen": ("GET /offers/requests",),
    "consultation GET /aanbod/{offer_id}/aanvragen": ("POST /offers/{offer_id}/requests",),
    "consultation POST /aanbod/{offer_id}/aanvragen": ("POST /offers/{offer_id}/requests",),
    "consultation POST /aanbod/{offer_id}/aanvragen/{request_id}/gepland": (
        "POST /offers/{offer_id}/requests/{request_id}/plan",
    ),
    "consultation POST /aanbod/{offer_id}/aanvragen/{request_id}/niet-mogelijk": (
        "POST /offers/{offer_id}/requests/{request_id}/decline",
    ),
    "consultation POST /aanbod/{offer_id}/aanvragen/{request_id}/afgerond": (
        "POST /offers/{offer_id}/requests/{request_id}/done",
    ),
    "consultation POST /aanbod/{offer_id}/aanvragen/{request_id}/intrekken": (
        "POST /offers/{offer_id}/requests/{request_id}/withdraw",
    ),
    "consultation GET /aanbod/overlap": ("GET /offers/overlaps",),
    "consultation POST /aanbod/overlap": ("POST /offers/overlaps/judgements",),
    "consultation GET /bevragingen": ("GET /surveys",),
    "consultation GET /bevragingen/nieuw": ("POST /surveys",),
    "consultation POST /bevragingen/nieuw": ("POST /surveys",),
    "consultation GET /bevragingen/{survey_id}": ("GET /surveys/{survey_id}",),
    "consultation GET /bevragingen/{survey_id}/wijzigen": ("PUT /surveys/{survey_id}",),
    "consultation POST /bevragingen/{survey_id}/wijzigen": ("PUT /surveys/{survey_id}",),
    "consultation POST /bevragingen/{survey_id}/nagaan": ("POST /surveys/{survey_id}/check",),
    "consultation POST /bevragingen/{survey_id}/versturen": ("POST /surveys/{survey_id}/send",),
    "consultation POST /bevragingen/{survey_id}/afsluiten": ("POST /surveys/{survey_id}/close",),
    "consultation GET /bevragingen/{survey_id}/antwoord": ("POST /surveys/{survey_id}/answers",),
    "consultation POST /bevragingen/{survey_id}/antwoord": ("POST /surveys/{survey_id}/answers",),
}
