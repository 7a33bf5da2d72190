// Read who a pupil is from our events: node read.js SCHOOL PUPIL
import { randomUUID } from "node:crypto";
import { Kafka as KafkaBinding } from "cloudevents";
import { Kafka, logLevel } from "kafkajs";

const [school, pupil] = process.argv.slice(2);
const kafka = new Kafka({ brokers: process.env.FLANKEREND_KAFKA.split(","), logLevel: logLevel.ERROR });
const consumer = kafka.consumer({ groupId: `reading-${randomUUID()}` });
await consumer.connect();
await consumer.subscribe({ topic: "attendance.persons.v1", fromBeginning: true });

const found = await new Promise((resolve, reject) => {
  consumer.run({ eachMessage: async ({ message }) => { try { look(message, resolve); } catch (error) { reject(error); } } });
});
await consumer.disconnect();
console.log(found);

function look(message, resolve) {
  if (message.value === null) return; // the person was erased
  const headers = Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, value.toString()]));
  const event = KafkaBinding.toEvent({ headers, value: message.value.toString() });
  if (event.type !== "be.flankerend.attendance.person-changed.v1") return;
  const enrolment = event.data.enrolments.find((known) => known.school === school && known.pupil === pupil);
  if (enrolment) resolve(`${event.id} ${event.data.given_name} ${event.data.family_name} ${enrolment.class}`);
}
