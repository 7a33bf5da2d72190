"""The diaries of contacts, made of the meetings they take part in."""

from consultation.planning.diary import Visit, diaries
from consultation.testing.factories import MONDAY, TUESDAY, contact, slot


def test_each_contact_has_the_meetings_they_take_part_in():
    first, second, third = slot(MONDAY, "09:00"), slot(MONDAY, "10:00"), slot(TUESDAY, "09:00")
    busy = [Visit("clb-1", first), Visit("clb-2", second), Visit("clb-1", third), Visit("gone", first)]
    made = diaries([contact("clb-1"), contact("clb-2"), contact("clb-3")], busy)
    assert [(diary.contact.contact_id, tuple(diary.busy)) for diary in made] == [
        ("clb-1", (first, third)),
        ("clb-2", (second,)),
        ("clb-3", ()),
    ]
