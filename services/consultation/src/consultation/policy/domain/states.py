"""The states of objectives, actions and questions, and what leads from one to another."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from consultation.domain.steps import state_after


class ObjectiveStatus(StrEnum):
    """How far an objective is."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ENDED = "ended"
    """Its years are over, or it was reached."""
    DROPPED = "dropped"
    """People do not want it any more."""


class ObjectiveStep(StrEnum):
    """What can be done to an objective."""

    CHANGE = "change"
    AGREE = "agree"
    END = "end"
    DROP = "drop"
    RESUME = "resume"


class ActionStatus(StrEnum):
    """How far an action is."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    NOT_DONE = "not-done"


class ActionStep(StrEnum):
    """What can be done to an action."""

    START = "start"
    FINISH = "finish"
    LEAVE = "not-done"
    RESUME = "resume"
    EVALUATE = "evaluations"


class QuestionStatus(StrEnum):
    """How far a question to the coordinator is."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class QuestionStep(StrEnum):
    """What can be done to a question."""

    ANSWER = "answer"
    CLOSE = "close"


OBJECTIVES: Mapping[tuple[ObjectiveStatus, ObjectiveStep], ObjectiveStatus] = MappingProxyType(
    {
        (ObjectiveStatus.PROPOSED, ObjectiveStep.CHANGE): ObjectiveStatus.PROPOSED,
        (ObjectiveStatus.PROPOSED, ObjectiveStep.AGREE): ObjectiveStatus.AGREED,
        (ObjectiveStatus.PROPOSED, ObjectiveStep.DROP): ObjectiveStatus.DROPPED,
        (ObjectiveStatus.AGREED, ObjectiveStep.CHANGE): ObjectiveStatus.AGREED,
        (ObjectiveStatus.AGREED, ObjectiveStep.AGREE): ObjectiveStatus.AGREED,
        (ObjectiveStatus.AGREED, ObjectiveStep.END): ObjectiveStatus.ENDED,
        (ObjectiveStatus.AGREED, ObjectiveStep.DROP): ObjectiveStatus.DROPPED,
        (ObjectiveStatus.ENDED, ObjectiveStep.RESUME): ObjectiveStatus.AGREED,
        (ObjectiveStatus.DROPPED, ObjectiveStep.RESUME): ObjectiveStatus.PROPOSED,
    }
)
ACTIONS: Mapping[tuple[ActionStatus, ActionStep], ActionStatus] = MappingProxyType(
    {
        (ActionStatus.PLANNED, ActionStep.START): ActionStatus.RUNNING,
        (ActionStatus.PLANNED, ActionStep.LEAVE): ActionStatus.NOT_DONE,
        (ActionStatus.RUNNING, ActionStep.FINISH): ActionStatus.DONE,
        (ActionStatus.RUNNING, ActionStep.LEAVE): ActionStatus.NOT_DONE,
        (ActionStatus.RUNNING, ActionStep.EVALUATE): ActionStatus.RUNNING,
        (ActionStatus.DONE, ActionStep.EVALUATE): ActionStatus.DONE,
        (ActionStatus.DONE, ActionStep.RESUME): ActionStatus.RUNNING,
        (ActionStatus.NOT_DONE, ActionStep.EVALUATE): ActionStatus.NOT_DONE,
        (ActionStatus.NOT_DONE, ActionStep.RESUME): ActionStatus.PLANNED,
    }
)
QUESTIONS: Mapping[tuple[QuestionStatus, QuestionStep], QuestionStatus] = MappingProxyType(
    {
        (QuestionStatus.OPEN, QuestionStep.ANSWER): QuestionStatus.ANSWERED,
        (QuestionStatus.OPEN, QuestionStep.CLOSE): QuestionStatus.CLOSED,
        (QuestionStatus.ANSWERED, QuestionStep.ANSWER): QuestionStatus.ANSWERED,
        (QuestionStatus.ANSWERED, QuestionStep.CLOSE): QuestionStatus.CLOSED,
    }
)


def objective_after(status: ObjectiveStatus, step: ObjectiveStep) -> ObjectiveStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(OBJECTIVES, status, step)


def action_after(status: ActionStatus, step: ActionStep) -> ActionStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(ACTIONS, status, step)


def question_after(status: QuestionStatus, step: QuestionStep) -> QuestionStatus:
    """The state this step leads to. Raises IllegalTransition, naming the steps that are possible."""
    return state_after(QUESTIONS, status, step)
