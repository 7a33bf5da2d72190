"""Who reads what was written on a case: a note, or an entry of its timeline."""

from enum import StrEnum


class Visibility(StrEnum):
    """Who may read something, from few to many."""

    OWN = "own"
    """Its author alone."""
    TEAM = "team"
    """Whoever acts on the case: caseworkers, coordinators, and the youth coach who was given the case."""
    PARTNERS = "partners"
    """Every reader of the case."""

    def is_for(self, *, author: bool, acts: bool) -> bool:
        """Whether it is for a reader of the case, who is its author or not, and acts on the case or not."""
        match self:
            case Visibility.OWN:
                return author
            case Visibility.TEAM:
                return acts
            case Visibility.PARTNERS:
                return True
