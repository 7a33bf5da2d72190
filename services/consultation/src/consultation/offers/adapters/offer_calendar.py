"""Offers as a calendar to subscribe to (RFC 5545): an entry over whole days for each offer with a last day."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from consultation.offers.domain.shown_offer import ShownOffer

MEDIA_TYPE = "text/calendar"
NAME = "Onderwijsaanbod"


def written_calendar(offers: Sequence[ShownOffer]) -> str:
    """A calendar as text. The same offers make the same text."""
    from icalendar import Calendar, Event  # a heavy import that few requests need

    calendar = Calendar()
    calendar.add("prodid", "-//Flankerend//consultation//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    for offer in offers:
        if offer.until is None:
            continue
        event = Event()
        event.add("uid", f"{offer.offer_id}@flankerend")
        event.add("dtstamp", datetime.combine(offer.since, time(), UTC))
        event.add("dtstart", offer.since)
        event.add("dtend", offer.until + timedelta(days=1))
        event.add("summary", f"{offer.title} ({offer.provider})")
        event.add("transp", "TRANSPARENT")
        if offer.link:
            event.add("url", offer.link)
        calendar.add_component(event)
    return str(calendar.to_ical().decode())
