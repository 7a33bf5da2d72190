"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "cases": "Cases of every type, and what can be done with them",
    "case files": "Notes, tasks and contacts of a case",
    "links and guests": "What belongs to a case: other cases, and people who do not work with the system",
    "referrals": "Referrals of cases to others, and consents",
    "papers": "Papers made of a case, as PDF and as data",
    "work": "What waits for whom",
    "figures": "Cases in numbers",
    "people": "Teams, who gets new cases, and who is away",
}
