"""What the matters of consultation to be set up are called, and what to do about each."""

from shared.service.setup import MatterWords

_OVERVIEW = ("/directory", "Naar het adresboek")
_NEW = ("/directory/nieuw-contact", "Contact toevoegen")
WORDS = {
    "directory": MatterWords(
        "Adresboek",
        missing="Het adresboek is leeg. Lees het in als tabel, of voeg scholen en contacten een voor een toe.",
        shipped="Het adresboek is het verzonnen adresboek om mee te proberen. Wie beheert, zet "
        "FLANKEREND_CONTACTS_FILE op het eigen bestand; inlezen kan ook op een pagina.",
        page=("/directory/inlezen", "Adresboek inlezen"),
    ),
    "coordinators": MatterWords(
        "Coördinatoren",
        missing="Er staat er nu geen in het adresboek. Wat bij niemand anders terechtkan, bereikt zo niemand.",
        page=_NEW,
    ),
    "caseworkers": MatterWords(
        "Dossierbeheerders",
        missing="Er staat er nu geen in het adresboek. Er is zo niemand om een dossier aan te geven.",
        page=_NEW,
    ),
    "clbs": MatterWords(
        "CLB’s",
        missing="Er staat nu geen contact van een CLB in het adresboek. Dossiers en overleg blijven zo zonder CLB.",
        page=_NEW,
    ),
    "youth-coaches": MatterWords(
        "Jongerencoaches",
        missing="Er staat er nu geen in het adresboek. Er is zo niemand om naar door te verwijzen.",
        page=_NEW,
    ),
    "gaps": MatterWords(
        "Gaten in het adresboek",
        missing="Er zijn er {count}. Het adresboek zegt welke, en bij welke school.",
        page=_OVERVIEW,
    ),
}
"""By the kind of the matter."""
