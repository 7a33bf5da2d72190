"""What the matters of attendance to be set up are called, and what to do about each."""

from shared.service.setup import MatterWords

_DIRECTORY = ("/directory", "Naar het adresboek")
WORDS = {
    "schools": MatterWords(
        "Scholen",
        missing="Nog geen enkele school gaf leerlingen door. Vraag de scholen om hun software aan te sluiten, of lees "
        "hun bestanden in.",
        page=("/school", "Naar de scholen"),
    ),
    "counsellors": MatterWords(
        "Leerlingenbegeleiders",
        missing="Scholen met leerlingen die er geen hebben: {count}. Voeg ze toe; meldingen over hun leerlingen "
        "bereiken daar anders niemand.",
        page=_DIRECTORY,
    ),
    "clbs": MatterWords(
        "CLB’s",
        missing="Scholen met leerlingen zonder contact van een CLB: {count}. Voeg het toe; het CLB hoort anders niet "
        "van hun dossiers.",
        page=_DIRECTORY,
    ),
    "levels": MatterWords(
        "Afgesproken niveaus",
        shipped="De niveaus zijn nog die van Flankerend. Spreek ze lokaal af, en leg ze dan vast; ook wie de geleverde "
        "houdt, legt ze zo vast.",
        page=("/regels/niveaus/problematic-half-days", "Naar de niveaus"),
    ),
    "calendars": MatterWords(
        "Kalenders van scholen",
        shipped="Scholen zonder eigen kalender voor dit schooljaar: {count}. Daar gelden alleen de Vlaamse vakanties. "
        "Vul in wanneer een school zelf gesloten is, anders gelden die dagen als schooldagen.",
        page=("/school", "Naar de scholen"),
    ),
    "residents": MatterWords(
        "Lijst van inwoners",
        missing="Voor dit schooljaar is er geen. Zonder lijst is niet te zien welke kinderen nergens ingeschreven "
        "zijn. Lees ze in uit het bevolkingsregister.",
        page=("/leerplicht/inlezen", "Lijst inlezen"),
    ),
}
"""By the kind of the matter."""
