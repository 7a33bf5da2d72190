// Send a mark, and read a case, a meeting and a notice: node built/use.js CASE MEETING NOTICE < mark.json
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { components, paths as AttendancePaths } from "./attendance.d.ts";
import type { paths as CaseworkPaths } from "./casework.d.ts";
import type { paths as ConsultationPaths } from "./consultation.d.ts";
import type { paths as NotificationsPaths } from "./notifications.d.ts";

const { FLANKEREND_ATTENDANCE, FLANKEREND_CASEWORK, FLANKEREND_CONSULTATION, FLANKEREND_NOTIFICATIONS } = process.env;
const asSchool = { authorization: `Bearer ${process.env.FLANKEREND_TOKEN}` };
const asCoordinator = { authorization: `Bearer ${process.env.FLANKEREND_COORDINATOR_TOKEN}` };
const [case_id, meeting_id, notification_id] = process.argv.slice(2);
const mark: components["schemas"]["Mark"] = JSON.parse(readFileSync(0, "utf-8"));

const attendance = createClient<AttendancePaths>({ baseUrl: FLANKEREND_ATTENDANCE, headers: asSchool });
const sent = await attendance.POST("/attendance-records", { body: mark });
if (sent.error) throw new Error(sent.error.title);
console.log("mark", sent.data.results[0].status);

const casework = createClient<CaseworkPaths>({ baseUrl: FLANKEREND_CASEWORK, headers: asCoordinator });
const found = await casework.GET("/cases/{case_id}", { params: { path: { case_id } } });
if (found.error) throw new Error(found.error.title);
console.log("case", found.data.reference, found.data.status, found.data.level);

const consultation = createClient<ConsultationPaths>({ baseUrl: FLANKEREND_CONSULTATION, headers: asCoordinator });
const planned = await consultation.GET("/meetings/{meeting_id}", { params: { path: { meeting_id } } });
if (planned.error) throw new Error(planned.error.title);
console.log("meeting", planned.data.status, planned.data.participants.length);

const notifications = createClient<NotificationsPaths>({ baseUrl: FLANKEREND_NOTIFICATIONS, headers: asCoordinator });
const path = { notification_id };
const told = await notifications.GET("/notifications/{notification_id}", { params: { path } });
if (told.error) throw new Error(told.error.title);
console.log("notice", told.data.template, told.data.recipient_role);
