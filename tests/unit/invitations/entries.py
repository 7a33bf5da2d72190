"""Entries that tests write and read."""

from datetime import datetime, timedelta
from typing import Any

from shared.invitations.entry import Attendee, Entry, Organiser, Part
from shared.runtime.clock import BRUSSELS

LINK = "https://stad.example/overleg/00000000-0000-7000-8000-00000000cafe"
COUNSELLOR = Attendee("an@school.example", Part.REQUIRED, "leerlingenbegeleider")
CASEWORKER = Attendee("wim@stad.example", Part.CHAIR, "dossierbeheerder")
CLB = Attendee("clb@clb.example", Part.OPTIONAL, "CLB-contact")


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def an_entry(starts_at: datetime, **fields: Any) -> Entry:
    entry = {
        "uid": "00000000-0000-7000-8000-00000000cafe@flankerend",
        "sequence": 0,
        "stamp": local("2026-10-12T09:00:01"),
        "ends_at": starts_at + timedelta(minutes=45),
        "title": "Zorgoverleg SP-2026-000123",
        "link": LINK,
        "organiser": Organiser("overleg@stad.example", "Flankerend onderwijsbeleid"),
        "attendees": (COUNSELLOR, CASEWORKER, CLB),
        "place": "Stadhuis, lokaal 2",
    }
    return Entry(starts_at=starts_at, **(entry | fields))
