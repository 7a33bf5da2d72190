"""Send a mark, and read a case, a meeting and a notice: python use.py CASE MEETING NOTICE < mark.json"""

import json
import os
import sys
from uuid import UUID

import attendance
import casework
import consultation
import notifications
from attendance.api.marks import post_attendance_records_attendance_records_post as post_marks
from attendance.models import Mark
from casework.api.cases import get_case_cases_case_id_get as get_case
from consultation.api.meetings import get_meeting_meetings_meeting_id_get as get_meeting
from notifications.api.notifications import notification_notifications_notification_id_get as get_notice

case_id, meeting_id, notification_id = map(UUID, sys.argv[1:])
coordinator = os.environ["FLANKEREND_COORDINATOR_TOKEN"]

school = attendance.AuthenticatedClient(os.environ["FLANKEREND_ATTENDANCE"], os.environ["FLANKEREND_TOKEN"])
results = post_marks.sync(client=school, body=Mark.from_dict(json.load(sys.stdin)))
print("mark", results.results[0].status)

case = get_case.sync(case_id, client=casework.AuthenticatedClient(os.environ["FLANKEREND_CASEWORK"], coordinator))
print("case", case.reference, case.status, case.level)

directory = consultation.AuthenticatedClient(os.environ["FLANKEREND_CONSULTATION"], coordinator)
meeting = get_meeting.sync(meeting_id, client=directory)
print("meeting", meeting.status, len(meeting.participants))

mails = notifications.AuthenticatedClient(os.environ["FLANKEREND_NOTIFICATIONS"], coordinator)
notice = get_notice.sync(notification_id, client=mails)
print("notice", notice.template, notice.recipient_role)
