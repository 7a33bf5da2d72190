"""What aiokafka says while it waits for Kafka and tries again by itself, which is no error of anybody's.

It says so at level error or warning, several times a second. A message that is not here stays at its level.
"""

import logging
from enum import StrEnum

LIBRARY = "aiokafka"


class WaitsFor(StrEnum):
    """What a client of Kafka waits for."""

    CONNECTION = "connection"
    TOPIC = "topic"
    GROUP = "group"


LEVELS = {WaitsFor.CONNECTION: logging.WARNING, WaitsFor.TOPIC: logging.WARNING, WaitsFor.GROUP: logging.INFO}
"""How grave each is: groups form anew in any healthy start."""

_TEMPLATES = {
    WaitsFor.CONNECTION: (
        'Unable connect to "%s:%s": %s',
        "Unable connect to node with id %s: %s",
        'Unable to request metadata from "%s:%s": %s',
        "Unable to request metadata from node with id %s: %r",
        "Unable to update metadata from %s",
        "No broker metadata found in MetadataResponse -- ignoring.",
        "Failed fetch messages from %s: %s",
        "Failed fetch offsets from %s: %s",
        "Got error produce response: %s",
        "Got error produce response on topic-partition %s, retrying. Error: %s",
        "Cannot send %r to %s: %r",
        "Could not send %r: %r",
    ),
    WaitsFor.TOPIC: (
        "Topic %s not found in cluster metadata",
        "Topic %s is not available during auto-create initialization",
        "No partition metadata for topic %s",
    ),
    WaitsFor.GROUP: (
        "Group Coordinator Request failed: %s",
        "Error sending %s to node %s [%s] -- marking coordinator dead",
        "Marking the coordinator dead (node %s)for group %s.",
        "Heartbeat session expired - marking coordinator dead",
        "Heartbeat send request failed: %s. Will retry.",
        "Heartbeat failed for group %s: coordinator (node %s) is either not started or not valid",
        "Heartbeat failed for group %s because it is rebalancing",
        "Heartbeat failed for group %s: generation id is not  current.",
        "Heartbeat failed: local member_id was not recognized; resetting and re-joining group",
        "OffsetCommit failed before join, ignoring: %s",
        "OffsetCommit failed for group %s due to group error (%s), will rejoin",
        "LeaveGroup request failed: %s",
    ),
}
TEMPLATES = {template: waits_for for waits_for, templates in _TEMPLATES.items() for template in templates}


def waits_for(record: logging.LogRecord) -> WaitsFor | None:
    """What the client that wrote this record waits for; None for any other record."""
    if record.name.partition(".")[0] != LIBRARY or not isinstance(record.msg, str):
        return None
    return TEMPLATES.get(record.msg)
