"""Places as they are compared."""


def place_key(place: str | None) -> str | None:
    """A place as it is compared: one place, however its letters and spaces are written."""
    return None if place is None else " ".join(place.split()).lower()
