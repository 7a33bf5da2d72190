"""Read every event of ours with the generated models, and print how many of each: python validate.py"""

import asyncio
import json
import os
from collections import Counter

import models
from aiokafka import AIOKafkaConsumer

TOPICS = (
    "attendance.persons.v1",
    "attendance.signals.v1",
    "casework.cases.v1",
    "consultation.meetings.v1",
    "consultation.directory.v1",
    "notifications.deliveries.v1",
)


def class_of(event_type: str, part: str) -> type:
    """BeFlankerendCaseworkCaseOpenedV1Payload of be.flankerend.casework.case-opened.v1."""
    words = event_type.replace("-", ".").split(".")
    return getattr(models, "".join(word.capitalize() for word in words) + part)


async def main() -> None:
    read: Counter[str] = Counter()
    consumer = AIOKafkaConsumer(*TOPICS, bootstrap_servers=os.environ["FLANKEREND_KAFKA"], auto_offset_reset="earliest")
    async with consumer:
        while records := await consumer.getmany(timeout_ms=3000):
            for record in (record for of_partition in records.values() for record in of_partition):
                headers = {name: value.decode() for name, value in record.headers}
                class_of(headers["ce_type"], "Headers").model_validate(headers)
                class_of(headers["ce_type"], "Payload").model_validate_json(record.value)
                name = headers["ce_type"].split(".")[-2]
                read["".join(word.capitalize() for word in name.split("-"))] += 1
    print(json.dumps(read))


asyncio.run(main())
