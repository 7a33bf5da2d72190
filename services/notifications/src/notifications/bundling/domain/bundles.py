"""The notices of a bundle go together: which of them stay in it when its turn comes."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from notifications.domain.notice import Notice
from notifications.domain.preparation import Prepared, Ready, Waits


def together(notices: Sequence[Notice], prepared: Sequence[Prepared]) -> list[Prepared]:
    """What becomes of these notices, in their order, as the notices of each bundle go together.

    1. Of an earlier attempt nobody knows whether it arrived, and one of them has to wait: all of them wait.
    2. A notice that goes to nobody, has to wait, or goes to another receiver by now leaves its bundle.
    """
    outcomes = dict(zip((notice.id for notice in notices), prepared, strict=True))
    for bundle_id in {notice.bundle_id for notice in notices if notice.bundle_id}:
        _keep_together([notice for notice in notices if notice.bundle_id == bundle_id], outcomes)
    return [outcomes[notice.id] for notice in notices]


def _keep_together(bundle: Iterable[Notice], outcomes: dict[UUID, Prepared]) -> None:
    bundle = list(bundle)
    waits = next((outcome for notice in bundle if isinstance(outcome := outcomes[notice.id], Waits)), None)
    if waits and any(notice.in_doubt for notice in bundle):
        outcomes.update({notice.id: waits for notice in bundle if isinstance(outcomes[notice.id], Ready)})
        return
    receivers = [outcome.receiver for notice in bundle if isinstance(outcome := outcomes[notice.id], Ready)]
    for notice in bundle:
        outcome = outcomes[notice.id]
        if not isinstance(outcome, Ready) or outcome.receiver != receivers[0]:
            notice.leave_bundle()
