"""What an import of the directory says it changes."""

from dataclasses import replace

from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.testing.factories import contact
from shared.domain.roles import Role

BEFORE = contact("counsellor-1", schools=("125001",)).details


def test_a_row_is_new_changes_fields_or_changes_nothing():
    outcome = ImportOutcome()
    outcome.note("new", None, BEFORE, beside={"availability": True})
    outcome.note("moved", BEFORE, replace(BEFORE, role=Role.CLB, schools=("125002",)))
    outcome.note("same", BEFORE, replace(BEFORE), beside={"availability": False})
    assert (outcome.added, outcome.unchanged, outcome.mistakes) == (["new"], 1, [])
    assert outcome.changed == {"moved": ("role", "schools")}


def test_what_stands_beside_the_details_changes_too():
    outcome = ImportOutcome()
    outcome.note("hours", BEFORE, replace(BEFORE), beside={"availability": True, "deputies": False})
    outcome.note("both", BEFORE, replace(BEFORE, phone="+32 9 000 00 00"), beside={"availability": True})
    assert outcome.changed == {"hours": ("availability",), "both": ("phone", "availability")}
