"""Read who a pupil is from our events: python read.py SCHOOL PUPIL"""

import asyncio
import os
import sys

from aiokafka import AIOKafkaConsumer
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event

school, pupil = sys.argv[1:]


async def read() -> None:
    consumer = AIOKafkaConsumer(
        "attendance.persons.v1", bootstrap_servers=os.environ["FLANKEREND_KAFKA"], auto_offset_reset="earliest"
    )
    async with consumer:
        async for record in consumer:
            if record.value is None:  # the person was erased
                continue
            event = from_kafka_event(KafkaMessage(dict(record.headers), record.key, record.value))
            if event.get_type() != "be.flankerend.attendance.person-changed.v1":
                continue
            person = event.get_data()
            for enrolment in person["enrolments"]:
                if (enrolment["school"], enrolment["pupil"]) == (school, pupil):
                    print(event.get_id(), person["given_name"], person["family_name"], enrolment["class"])
                    return


asyncio.run(read())
