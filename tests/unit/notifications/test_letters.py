"""A letter: the words of the mail on paper, whole in the folder of the print queue or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.pdfs import Pdf
from tests.tokens import SECRET

from notifications.channels.letter.channel import LetterReason
from notifications.channels.registry import letters
from notifications.delivery.channel import Channel
from notifications.domain.about import About, Origin
from notifications.domain.decision import Wanted
from notifications.domain.handover import Accepted, Refused, Unable
from notifications.domain.message import Message
from notifications.domain.notice import NoticeKey
from notifications.domain.preparation import Ready, Receiver
from notifications.settings import NotificationsSettings
from notifications.storage.print_queue import PrintQueue
from notifications.subjects.meeting.subject import MEETING as MEETINGS
from notifications.subjects.registry import SUBJECTS
from notifications.testing.factories import MEETING, NOW, knowledge, notice
from notifications.testing.letters import POST
from notifications.testing.meetings import CLB_ONE, meeting, planned
from shared.domain.roles import Role
from shared.runtime.ids import new_id


def channel(folder: Path | None, **changes: object) -> Channel | None:
    plain = {"database_url": "postgresql://x/y", "token_secret": SECRET, "municipality": "Stad Voorbeeld"}
    settings = NotificationsSettings.model_validate({**plain, "print_queue": folder, **changes})
    return letters(settings, templates=[entry.subject.templates for entry in SUBJECTS], link_of=None)


def invitation(name: str = "An Peeters") -> Message:
    key = NoticeKey("meeting-invitation", About("meeting", MEETING), 1, "clb-1")
    made = notice(Wanted(key, Role.CLB, Origin()))
    prepared = MEETINGS.prepare(made, meeting(planned(1, participants=(CLB_ONE,))), knowledge())
    assert isinstance(prepared, Ready)
    return Message.of(made, replace(prepared, receiver=Receiver("clb-1", Role.CLB, None, "nl", name, POST)))


async def laid(folder: Path, message: Message) -> Pdf:
    opened = channel(folder)
    assert opened
    assert await opened.conversation().hand_over(message, NOW) == Accepted()
    [path] = folder.iterdir()
    assert path.name == f"{message.first.notice.id}.pdf"
    return Pdf(path.read_bytes())


def test_without_a_folder_there_are_no_letters() -> None:
    assert channel(None) is None


async def test_a_letter_has_the_address_the_words_and_tags(tmp_path: Path) -> None:
    letter = await laid(tmp_path, invitation())
    assert "CLB De Kring T.a.v. An Peeters Kringstraat 3 3500 Hasselt" in letter.text
    assert letter.text.startswith("Stad Voorbeeld")
    assert "Graag nodigen we u uit voor een zorgoverleg." in letter.text
    assert "bijlage" not in letter.text
    assert str(letter.root["/Lang"]).startswith("nl")
    assert (letter.tags["/H1"], letter.loose_fonts, letter.pages) == (1, [], 1)
    assert "Ona" not in str(letter.reader.metadata)


async def test_a_repeat_replaces_the_letter_that_is_there(tmp_path: Path) -> None:
    message = invitation()
    await laid(tmp_path, message)
    await laid(tmp_path, message)


async def test_a_name_that_no_font_has_is_printed_with_boxes(tmp_path: Path) -> None:
    assert "□" in (await laid(tmp_path, invitation("An \U0001f98a"))).text


async def test_a_folder_that_is_away_is_tried_again_and_counts_no_time(tmp_path: Path) -> None:
    opened = channel(tmp_path / "away")
    assert opened
    outcome = await opened.conversation().hand_over(invitation(), NOW)
    assert outcome == Unable(LetterReason.NO_QUEUE, server_away=True, unheard=True)


async def test_a_letter_that_takes_too_long_is_tried_again(tmp_path: Path) -> None:
    opened = channel(tmp_path, paper_timeout_s=0.001)
    assert opened
    assert await opened.conversation().hand_over(invitation(), NOW) == Unable(LetterReason.TOO_SLOW)
    assert list(tmp_path.iterdir()) == []


async def test_a_letter_without_an_address_is_not_made(tmp_path: Path) -> None:
    message, opened = invitation(), channel(tmp_path)
    assert opened
    ready = message.first.ready
    without = Message.of(message.first.notice, replace(ready, receiver=replace(ready.receiver, post=None)))
    assert await opened.conversation().hand_over(without, NOW) == Refused(LetterReason.UNWRITABLE)


def test_the_queue_knows_its_own_letters_and_leaves_the_rest(tmp_path: Path) -> None:
    queue, letter_id, other_id = PrintQueue(tmp_path), new_id(), new_id()
    (tmp_path / "nota.pdf").write_bytes(b"of somebody else")
    queue.put(letter_id, b"a letter")
    queue.put(letter_id, b"the letter")
    assert (queue.pdf(letter_id), queue.pdf(other_id), [*queue.notice_ids()]) == (b"the letter", None, [letter_id])
    queue.remove([letter_id, other_id])
    assert [path.name for path in tmp_path.iterdir()] == ["nota.pdf"]


@pytest.mark.parametrize(("folder", "lease_s"), [(None, 15), ("queue", 35)])
def test_a_worker_has_time_for_a_letter_where_there_are_letters(folder: str | None, lease_s: int) -> None:
    plain = {"database_url": "postgresql://x/y", "token_secret": SECRET, "print_queue": folder}
    assert NotificationsSettings.model_validate(plain).lease.total_seconds() == lease_s
