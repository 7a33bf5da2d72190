"""Offers as tables: a row for each, with the columns that a file to take over has too."""

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal

from consultation.offers.adapters.offer_file import COLUMNS
from consultation.offers.domain.offer import Offer
from consultation.offers.domain.shown_offer import ShownOffer

PUBLIC = (
    *("title", "provider", "theme", "levels", "age_from", "age_until", "schools", "from", "until", "cost", "cost_per"),
    *("capacity", "contact", "email", "phone", "booking", "link", "description"),
)
"""The columns of the public list."""


def written_public(offers: Iterable[ShownOffer]) -> str:
    """The public list as text, as spreadsheets in Belgium read it: semicolons, UTF-8 with a mark in front."""
    return written(PUBLIC, (_public(offer) for offer in offers))


def written_offers(offers: Iterable[Offer]) -> str:
    """Offers as text: what `offer_file` reads again, and nothing is lost on the way."""
    return written(COLUMNS, (kept_cells(offer) for offer in offers))


def written(columns: tuple[str, ...], rows: Iterable[Mapping[str, str]]) -> str:
    """Rows as text; a cell that a spreadsheet would take for a formula has an apostrophe in front."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, delimiter=";")
    writer.writeheader()
    writer.writerows({column: quoted(cell) for column, cell in row.items()} for row in rows)
    return f"\ufeff{text.getvalue()}"


def quoted(cell: str) -> str:
    """The cell with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{cell}" if cell.lstrip("'").startswith(("=", "+", "-", "@")) else cell


def euros(cost: Decimal | None) -> str:
    """A cost as people write it: `3,50`; empty where it was not said."""
    return "" if cost is None else f"{cost:.2f}".replace(".", ",")


def cells_of(offer: Offer | ShownOffer, **more: str) -> dict[str, str]:
    """The cells that both tables have."""
    said = offer.details if isinstance(offer, Offer) else offer
    return {
        "title": said.title,
        "provider": said.provider,
        "theme": said.theme.value,
        "levels": " ".join(said.levels),
        "age_from": _number(said.age_from),
        "age_until": _number(said.age_until),
        "schools": " ".join(said.schools),
        "from": said.since.isoformat(),
        "until": said.until.isoformat() if said.until else "",
        "cost": euros(said.cost),
        "cost_per": said.cost_per.value if said.cost_per else "",
        "capacity": _number(said.capacity),
        "email": said.email or "",
        "phone": said.phone or "",
        "booking": said.booking,
        "link": said.link or "",
        "description": said.description,
        **more,
    }


def kept_cells(offer: Offer) -> dict[str, str]:
    """The cells of an offer as its provider keeps it, by column."""
    details = offer.details
    shown = "yes" if details.shows_contact else ""
    return cells_of(offer, offer_id=str(offer.offer_id), contact_id=details.contact_id or "", shows_contact=shown)


def _public(offer: ShownOffer) -> dict[str, str]:
    return cells_of(offer, contact=offer.contact or "")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
