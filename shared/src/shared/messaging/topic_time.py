"""Which time the records of a topic have: the broker's own, whatever their senders say."""

from typing import Any

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError, for_code

from shared.runtime.logging import get_logger

_NAME = "message.timestamp.type"
OWN_TIME = {_NAME: "LogAppendTime"}

_SET_ON_THE_TOPIC = 1


async def keep_own_time(admin: AIOKafkaAdminClient, topic: str) -> None:
    """Have an existing topic keep the time of the broker. Logs the change, or that the broker does not allow it.

    The request replaces all settings of the topic itself, so those are sent along as they are.
    """
    try:
        settings, on_topic = await _settings(admin, topic)
        if settings.get(_NAME) == OWN_TIME[_NAME]:
            return
        resource = ConfigResource(ConfigResourceType.TOPIC, topic, {**on_topic, **OWN_TIME})
        for answer in await admin.alter_configs([resource]):
            _raise_for(answer.resources[0][0], topic)
    except KafkaError as error:
        get_logger().warning("topic.uncorrected", topic=topic, error=error)
    else:
        get_logger().warning("topic.corrected", topic=topic)


async def _settings(admin: AIOKafkaAdminClient, topic: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """All settings that hold for a topic, and those that are set on the topic itself."""
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    ((code, _, _, _, entries),) = answer.resources
    _raise_for(code, topic)
    on_topic = {name: value for name, value, _, source, *_ in entries if source == _SET_ON_THE_TOPIC}
    return {name: value for name, value, *_ in entries}, on_topic


def _raise_for(code: int, topic: str) -> None:
    if code:
        raise for_code(code)(topic)
