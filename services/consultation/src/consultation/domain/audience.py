"""Who asks, and what is theirs to see."""

from dataclasses import dataclass

from consultation.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class Audience:
    """Who asks: they may see what is of `schools` (None: of any school), and what `contact`, their own, is part of."""

    schools: frozenset[str] | None
    contact: str | None = None

    def sees_school(self, school: str) -> bool:
        """Whether what is of this school is theirs to see."""
        return self.schools is None or school in self.schools

    def sees_contact(self, contact: Contact) -> bool:
        """Whether the contact is of their schools, or is themselves."""
        return contact.contact_id == self.contact or contact.shares_a_school_with(self.schools)


EVERYTHING = Audience(None)
"""Who runs the cases."""
