"""Send a mark as a CloudEvent: python send.py http|kafka binary|structured < mark.json"""

import asyncio
import json
import os
import sys

import httpx
from aiokafka import AIOKafkaProducer
from cloudevents.core.bindings import http, kafka
from cloudevents.core.v1.event import CloudEvent

transport, mode = sys.argv[1:]
mark = json.load(sys.stdin)
event = CloudEvent(
    {
        "source": f"/schools/{mark['school']}",
        "type": "be.flankerend.school.attendance-recorded.v1",
        "datacontenttype": "application/json",
    },
    data=mark,
)


def over_http() -> str:
    message = http.to_binary_event(event) if mode == "binary" else http.to_structured_event(event)
    answer = httpx.post(
        os.environ["FLANKEREND_ATTENDANCE"] + "/attendance-records",
        content=message.body,
        headers={**message.headers, "authorization": "Bearer " + os.environ["FLANKEREND_TOKEN"]},
    )
    return f"{answer.status_code} {answer.text}"


async def over_kafka() -> str:
    def key(_event: CloudEvent) -> str:
        return f"{mark['school']}:{mark['pupil']}"

    message = (
        kafka.to_binary_event(event, key_mapper=key)
        if mode == "binary"
        else kafka.to_structured_event(event, key_mapper=key)
    )
    async with AIOKafkaProducer(bootstrap_servers=os.environ["FLANKEREND_KAFKA"]) as producer:
        record = await producer.send_and_wait(
            "school.attendance.v1", message.value, key=message.key.encode(), headers=list(message.headers.items())
        )
    return f"{record.topic}, partition {record.partition}"


print(event.get_id(), over_http() if transport == "http" else asyncio.run(over_kafka()))
