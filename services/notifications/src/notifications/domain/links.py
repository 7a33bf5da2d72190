"""Where a receiver reads on."""

from dataclasses import dataclass
from uuid import UUID

from shared.domain.reply_tokens import PATH, ReplyTokens

HIDDEN = "…"
"""In the place of a token."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links in notices. ``address`` has no slash at the end.

    They lead to the pages for people, or to the API of an address that has no such pages. ``reply_tokens`` signs links
    by which invitations are answered; None for mails without such links. ``hides_tokens``: for somebody else than the
    receiver, who could answer in the receiver's name.
    """

    address: str
    has_pages: bool = True
    reply_tokens: ReplyTokens | None = None
    hides_tokens: bool = False

    def to_case(self, case_id: UUID, reference: str) -> str:
        """The link to a case."""
        return f"{self.address}/dossiers/{reference}" if self.has_pages else f"{self.address}/cases/{case_id}"

    def to_meeting(self, meeting_id: UUID) -> str:
        """The link to a meeting."""
        return f"{self.address}/{'overleg' if self.has_pages else 'meetings'}/{meeting_id}"

    def to_body_session(self, body_id: UUID, session_id: UUID) -> str:
        """The link to a session of a consultation body."""
        page, api = f"overlegorganen/{body_id}/zittingen/{session_id}", f"bodies/{body_id}/sessions/{session_id}"
        return f"{self.address}/{page if self.has_pages else api}"

    def to_policy_agenda(self) -> str:
        """The link to the agenda of the education policy."""
        return f"{self.address}/{'beleid' if self.has_pages else 'policy'}/agenda"

    def to_pupil(self, school: str, pupil: str) -> str:
        """The link to a pupil's attendance at a school, by the number in the school's own register."""
        page, api = f"leerlingen/{school}/{pupil}", f"pupils/{school}/{pupil}/attendance"
        return f"{self.address}/{page if self.has_pages else api}"

    def to_reply(self, meeting_id: UUID, contact_id: str) -> str | None:
        """The link by which this contact answers an invitation, without a login; None if there are no such links."""
        if self.reply_tokens is None:
            return None
        if self.hides_tokens:
            return f"{self.address}{PATH}/{HIDDEN}"
        return f"{self.address}{PATH}/{self.reply_tokens.token(meeting_id, contact_id)}"
