"""What the matters of notifications to be set up are called, and what to do about each."""

from shared.service.setup import MatterWords

WORDS = {
    "mail-server": MatterWords(
        "Mailserver",
        missing="De mailserver antwoordt niet, of weigert de aanmelding. Berichten wachten tot dat in orde is. Wie "
        "beheert, kijkt FLANKEREND_SMTP_HOST en wat daarbij hoort na.",
        shipped="Mails gaan naar de mailvanger om mee te proberen, en bereiken dus niemand. Wie beheert, stelt die "
        "van de stad in met FLANKEREND_SMTP_HOST.",
    ),
    "sender": MatterWords(
        "Afzender",
        missing="Mails komen nog van een adres dat niet bestaat; mailservers weigeren dat. Wie beheert, stelt het "
        "adres in met FLANKEREND_MAIL_FROM.",
    ),
    "mailbox": MatterWords(
        "Wat terugkomt",
        missing="Er wordt geen postvak gelezen: dat een mail niet aankwam of dat iemand antwoordde, blijft onbekend. "
        "Wie beheert, kiest er een met FLANKEREND_MAILDIR of FLANKEREND_IMAP_HOST.",
        page=("/berichten/binnengekomen", "Naar wat terugkwam"),
    ),
}
"""By the kind of the matter."""
