"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "contacts": "The directory of contacts and when they are available",
    "meetings": "Care meetings: when, where and with whom",
}
