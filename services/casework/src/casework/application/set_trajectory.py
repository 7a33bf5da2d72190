"""The trajectory of a youth coach is written down as a whole; what it was before is kept."""

from collections.abc import Sequence

from casework.application.count_contact import contact_day
from casework.domain.case import Case
from casework.domain.plan import GoalState
from casework.domain.states import allowed_from
from casework.domain.timeline import Cause, Entry, EntryKind
from casework.domain.trajectory import ContactEvery, CurrentTrajectory, HandOver, Judgement, TrajectoryContent
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import IllegalTransition, InvalidField
from shared.runtime.clock import Clock


async def set_trajectory(
    uow: CaseworkUnitOfWork,
    case: Case,
    content: TrajectoryContent,
    *,
    before: CurrentTrajectory | None,
    by: str,
    clock: Clock,
) -> CurrentTrajectory:
    """The trajectory of the locked case from now on; ``before`` is what it was, None for a case without one.

    Raises InvalidField for what does not fit, and IllegalTransition when the case has ended.
    """
    if not case.is_open:
        raise IllegalTransition("a trajectory", case.status.value, allowed_from(case.status, without=case.without))
    content.check(clock.today())
    if content.hand_over and content.hand_over != (before.content.hand_over if before else None):
        await _require_contact(uow, content.hand_over, clock=clock)
    began_on = before.began_on if before else clock.today()
    trajectory = CurrentTrajectory(
        version=before.version + 1 if before else 1,
        at=clock.now(),
        by=by,
        content=content,
        began_on=began_on,
        contact_by=await contact_day(uow, case, content, began_on=began_on),
    )
    await uow.trajectories.save(case.case_id, trajectory)
    await uow.timeline.append(case.case_id, [_entry(trajectory, before)])
    return trajectory


async def _require_contact(uow: CaseworkUnitOfWork, hand_over: HandOver, *, clock: Clock) -> None:
    """Raise InvalidField unless the contact, where one is named, is valid today and has the role."""
    if hand_over.contact is None:
        return
    contact = await uow.directory.find(hand_over.contact, clock.today())
    if contact is None or not contact.valid or contact.role is not hand_over.role:
        raise InvalidField("hand_over", f"names a contact that is no valid {hand_over.role}")


def _entry(trajectory: CurrentTrajectory, before: CurrentTrajectory | None) -> Entry:
    """What the timeline says of a version: its numbers, and what came with it. It names nobody and no text."""
    content, old = trajectory.content, before.content if before else TrajectoryContent()
    every, hand_over = content.contact_every, content.hand_over
    is_done = content.intake and content.intake.done and content.intake != old.intake
    return Entry.of(
        EntryKind.TRAJECTORY_CHANGED,
        Cause(trajectory.at, trajectory.by),
        version=trajectory.version,
        goals=len(content.goals),
        reached=sum(goal.state is GoalState.REACHED for goal in content.goals),
        intake_on=content.intake.on if content.intake and is_done else None,
        judgements=_judged(content, old) or None,
        **(_frequency(every) if every and every != old.contact_every else {}),
        **({"to": hand_over.role, "on": hand_over.on} if hand_over and hand_over != old.hand_over else {}),
    )


def _frequency(every: ContactEvery) -> dict[str, object]:
    """One school week is said otherwise than several."""
    return {"each": every.unit} if every.number == 1 else {"number": every.number, "unit": every.unit}


def _judged(content: TrajectoryContent, old: TrajectoryContent) -> Sequence[Judgement]:
    """The judgements that came with this version, in the order of their days."""
    before = set(old.evaluations)
    new = (evaluation for evaluation in content.evaluations if evaluation not in before)
    return [evaluation.judgement for evaluation in new if evaluation.judgement]
