"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "notifications": "Who was told what, and what became of it",
    "acknowledgements": "The signed link in a mail; opening it confirms nothing, its button does",
}
