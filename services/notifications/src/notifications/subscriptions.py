"""What notifications listens to: what each subject listens to, and the copies."""

from collections.abc import Sequence

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.domain.agreements import Agreed
from notifications.messaging import copies_in
from notifications.messaging.copies_in import CALENDARS
from notifications.messaging.listening import merged
from notifications.subjects.registry import Registered
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.messaging.subscriptions import Subscription


def subscriptions(
    registered: Sequence[Registered],
    subjects: Subjects,
    clocks: Clocks,
    *,
    agreed: Agreed,
    with_calendars: bool = False,
) -> Sequence[Subscription[NotificationsUnitOfWork]]:
    """Every topic with what handles it; of what was not agreed nothing is listened to.

    ``with_calendars``: notices wait for school days, so calendars are kept too.
    """
    of_subjects = [subscription for subject in registered for subscription in subject.subscriptions(clocks, agreed)]
    copies = [*copies_in.subscriptions(clocks, subjects), *([CALENDARS] if with_calendars else [])]
    return merged([*of_subjects, *copies])
