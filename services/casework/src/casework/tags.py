"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "cases": "Cases of truancy and of children not known to be enrolled, and what can be done with them",
    "case files": "Notes, tasks and contacts of a case",
    "work": "What waits for whom",
}
