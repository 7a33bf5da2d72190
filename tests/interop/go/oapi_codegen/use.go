// Send a mark, and read a case, a meeting and a notice: use CASE MEETING NOTICE < mark.json
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"

	"github.com/google/uuid"

	"interop/attendance"
	"interop/casework"
	"interop/consultation"
	"interop/notifications"
)

func main() {
	ctx := context.Background()
	asCoordinator := bearer("FLANKEREND_COORDINATOR_TOKEN")

	var mark attendance.Mark
	must(json.NewDecoder(os.Stdin).Decode(&mark))
	var body attendance.AttendanceRecordsBody
	must(body.FromMark(mark))
	school, err := attendance.NewClientWithResponses(os.Getenv("FLANKEREND_ATTENDANCE"))
	must(err)
	sent, err := school.PostAttendanceRecordsAttendanceRecordsPostWithResponse(
		ctx, &attendance.PostAttendanceRecordsAttendanceRecordsPostParams{}, body, bearer("FLANKEREND_TOKEN"))
	must(err)
	fmt.Println("mark", sent.JSON200.Results[0].Status)

	cases, err := casework.NewClientWithResponses(os.Getenv("FLANKEREND_CASEWORK"))
	must(err)
	found, err := cases.GetCaseCasesCaseIdGetWithResponse(ctx, uuid.MustParse(os.Args[1]), asCoordinator)
	must(err)
	fmt.Println("case", found.JSON200.Reference, found.JSON200.Status, *found.JSON200.Level)

	meetings, err := consultation.NewClientWithResponses(os.Getenv("FLANKEREND_CONSULTATION"))
	must(err)
	planned, err := meetings.GetMeetingMeetingsMeetingIdGetWithResponse(ctx, uuid.MustParse(os.Args[2]), asCoordinator)
	must(err)
	fmt.Println("meeting", planned.JSON200.Status, len(planned.JSON200.Participants))

	notices, err := notifications.NewClientWithResponses(os.Getenv("FLANKEREND_NOTIFICATIONS"))
	must(err)
	told, err := notices.NotificationNotificationsNotificationIdGetWithResponse(ctx, uuid.MustParse(os.Args[3]), asCoordinator)
	must(err)
	fmt.Println("notice", told.JSON200.Template, told.JSON200.RecipientRole)
}

func bearer(token string) func(context.Context, *http.Request) error {
	return func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv(token))
		return nil
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
