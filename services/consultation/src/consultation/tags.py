"""The groups of endpoints in the OpenAPI document, each with what it is about."""

TAGS = {
    "bodies": "Consultation bodies of the education policy: members, sessions, decisions, and what they still lack",
    "activities": "Activities of the education policy: who registers and waits, who came, what was handed out",
    "policy": "The education policy: objectives and actions, questions to the coordinator, what is to be done",
    "contacts": "The directory of contacts and when they are available",
    "directory": "The whole directory as a table, in and out, and what it lacks",
    "organisations": "Schools, CLBs, services of the city and partners, by name",
    "rooms": "Rooms with their seats, in which meetings are planned",
    "offers": "What the city and others offer to schools, and what schools ask for",
    "surveys": "What services ask schools, once for all of them, and what schools answer",
    "series": "Standing care meetings: a series per school or cluster, its sessions, and what is on their agenda",
    "plans": "A whole term at once: all cases that wait and the sessions of all series",
    "calendars": "A contact's own meetings, as a calendar to subscribe to at a private address",
    "replies": "The signed link in a mail by which somebody who is invited answers",
    "meetings": "Care meetings: when, where and with whom",
}
