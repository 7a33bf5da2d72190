"""Consultation bodies (*overlegorganen*): who sits in them, how they decide, and what is still to be done."""
