"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "notifications": "Who was told what, and what became of it",
    "templates": "What notices say, with invented data, and who is told what",
    "webhooks": "Where the own systems of receivers take notices, instead of mail",
    "incoming": "Mails that came back: reports of mail servers, calendars' answers, and what people write",
    "receivers": "To whom nothing goes, and how each contact wants to get notices",
    "parents": "Mails to the parents of a pupil, which somebody sends one by one",
    "letters": "The print queue: letters to whoever has no mail, and which of them are printed",
    "acknowledgements": "The signed link in a mail; opening it confirms nothing, its button does",
}
