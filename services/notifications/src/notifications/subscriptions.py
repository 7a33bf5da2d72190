"""What notifications listens to: what each subject listens to, and the copies."""

from collections.abc import Sequence

from notifications.application.clocks import Clocks
from notifications.application.subject import Subjects
from notifications.domain.agreements import Agreed
from notifications.messaging import copies_in
from notifications.messaging.listening import merged
from notifications.subjects.registry import Registered
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.messaging.subscriptions import Subscription


def subscriptions(
    registered: Sequence[Registered], subjects: Subjects, clocks: Clocks, *, agreed: Agreed
) -> Sequence[Subscription[NotificationsUnitOfWork]]:
    """Every topic with what handles it; of what was not agreed nothing is listened to."""
    of_subjects = [subscription for subject in registered for subscription in subject.subscriptions(clocks, agreed)]
    return merged([*of_subjects, *copies_in.subscriptions(clocks, subjects)])
