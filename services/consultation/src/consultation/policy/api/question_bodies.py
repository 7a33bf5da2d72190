"""Questions to the coordinator as they are sent."""

from uuid import UUID

from pydantic import BaseModel

from consultation.api.described import EXACT
from consultation.policy.api.objective_bodies import FullText
from consultation.policy.domain.question import QuestionDetails
from shared.contracts.fields import OrganisationId, Slug


class CoordinatorQuestionBody(BaseModel):
    """A question to the one point of contact of the education policy."""

    model_config = EXACT

    text: FullText
    """What is asked, without data of pupils."""
    theme: Slug | None = None
    """What it is about: one of the themes in use; nothing in particular when absent."""
    action_id: UUID | None = None
    """The action it is about."""
    body_id: UUID | None = None
    """The consultation body it is about."""
    organisation_id: OrganisationId | None = None
    """The own organisation it is asked for; may be left out by who has one."""

    def details(self) -> QuestionDetails:
        """Raises InvalidField."""
        return QuestionDetails(text=self.text, theme=self.theme, action_id=self.action_id, body_id=self.body_id)


class CoordinatorAnswerBody(BaseModel):
    """The answer to a question."""

    model_config = EXACT

    answer: FullText
    """The answer, without data of pupils."""
