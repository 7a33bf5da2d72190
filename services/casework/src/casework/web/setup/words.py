"""What the matters of casework to be set up are called, and what to do about each."""

from shared.service.setup import MatterWords

WORDS = {
    "sign-in": MatterWords(
        "Aanmelden",
        missing="Er is geen aanmelddienst ingesteld, dus niemand kan zich aanmelden. Wie beheert, stelt die van de "
        "stad in met FLANKEREND_SIGN_IN_ISSUER.",
        shipped="De aanmelddienst is die om mee te proberen: wie wil, kiest daar zelf wie hij is. Wie beheert, stelt "
        "die van de stad in met FLANKEREND_SIGN_IN_ISSUER.",
    ),
    "tokens": MatterWords(
        "Toegang voor programma’s",
        shipped="Programma’s tonen tokens met een gedeelde sleutel, zoals om mee te proberen. Wie beheert, stelt de "
        "sleutels van de stad in met FLANKEREND_OIDC_JWKS_URL.",
    ),
    "assignment": MatterWords(
        "Wie krijgt welk dossier",
        shipped="Er zijn nog geen regels: een nieuw dossier wacht tot iemand het neemt. Spreek af wie wat volgt.",
        page=("/teambord/regels", "Naar de regels"),
    ),
    "letterhead": MatterWords(
        "Hoofding van papieren",
        shipped="Verslagen en brieven noemen nog geen gemeente. Wie beheert, stelt naam en adres in met "
        "FLANKEREND_MUNICIPALITY en wat daarbij hoort.",
    ),
}
"""By the kind of the matter."""
