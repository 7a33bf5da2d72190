"""What the matters of attendance to be set up are called, and what to do about each."""

from shared.service.setup import MatterWords

_DIRECTORY = ("/directory", "Naar het adresboek")
WORDS = {
    "schools": MatterWords(
        "Scholen",
        missing="Nog geen enkele school gaf leerlingen door. Vraag de scholen om hun software aan te sluiten, of lees "
        "hun bestanden in.",
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
        shipped="De niveaus zijn nog die van Flankerend. Spreek ze lokaal af. Wie beheert, zet ze met PUT "
        "/rules/problematic-half-days; ook wie de geleverde houdt, legt dat zo vast.",
    ),
    "calendars": MatterWords(
        "Kalenders van scholen",
        shipped="Scholen zonder eigen kalender voor dit schooljaar: {count}. Daar gelden alleen de Vlaamse vakanties. "
        "Lees in wanneer een school zelf gesloten is, anders gelden die dagen als schooldagen.",
    ),
    "residents": MatterWords(
        "Lijst van inwoners",
        missing="Voor dit schooljaar is er geen. Zonder lijst is niet te zien welke kinderen nergens ingeschreven "
        "zijn. Wie beheert, leest ze in uit het bevolkingsregister.",
    ),
}
"""By the kind of the matter."""
