// Send a mark as a CloudEvent: node send.js http|kafka binary|structured < mark.json
import { readFileSync } from "node:fs";
import { CloudEvent, HTTP, Kafka as KafkaBinding } from "cloudevents";
import { Kafka, logLevel } from "kafkajs";

const [transport, mode] = process.argv.slice(2);
const mark = JSON.parse(readFileSync(0, "utf-8"));
const event = new CloudEvent({
  source: `/schools/${mark.school}`,
  type: "be.flankerend.school.attendance-recorded.v1",
  datacontenttype: "application/json",
  data: mark,
});

async function overHttp() {
  const message = mode === "binary" ? HTTP.binary(event) : HTTP.structured(event);
  const answer = await fetch(`${process.env.FLANKEREND_ATTENDANCE}/attendance-records`, {
    method: "POST",
    body: message.body,
    headers: { ...message.headers, authorization: `Bearer ${process.env.FLANKEREND_TOKEN}` },
  });
  return `${answer.status} ${await answer.text()}`;
}

async function overKafka() {
  const message = mode === "binary" ? KafkaBinding.binary(event) : KafkaBinding.structured(event);
  // kafkajs refuses headers without a value, and takes text or bytes, no objects.
  const headers = Object.fromEntries(Object.entries(message.headers).filter(([, value]) => value !== undefined));
  const value = mode === "binary" ? JSON.stringify(message.value) : message.value;
  const kafka = new Kafka({ brokers: process.env.FLANKEREND_KAFKA.split(","), logLevel: logLevel.ERROR });
  const producer = kafka.producer();
  await producer.connect();
  const [record] = await producer.send({
    topic: "school.attendance.v1",
    messages: [{ key: `${mark.school}:${mark.pupil}`, value, headers }],
  });
  await producer.disconnect();
  return `${record.topicName}, partition ${record.partition}`;
}

process.env.KAFKAJS_NO_PARTITIONER_WARNING = "1";
console.log(event.id, transport === "http" ? await overHttp() : await overKafka());
