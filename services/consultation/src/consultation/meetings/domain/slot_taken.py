"""What stops a meeting from being stored."""


class SlotTaken(Exception):
    """Another meeting got a contact or the place of this meeting at that time a moment ago: plan again."""
