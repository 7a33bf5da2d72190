import attendance.api.MarksApi;
import attendance.model.AttendanceRecordsBody;
import attendance.model.Mark;
import casework.api.CasesApi;
import consultation.api.MeetingsApi;
import java.util.UUID;
import notifications.api.NotificationsApi;

/** Send a mark, and read a case, a meeting and a notice: java Use CASE MEETING NOTICE < mark.json */
public class Use {
    public static void main(String[] arguments) throws Exception {
        String coordinator = System.getenv("FLANKEREND_COORDINATOR_TOKEN");

        var school = new attendance.ApiClient().setBasePath(System.getenv("FLANKEREND_ATTENDANCE"));
        school.setBearerToken(System.getenv("FLANKEREND_TOKEN"));
        var mark = attendance.JSON.getDefault().getMapper().readValue(System.in, Mark.class);
        var body = new AttendanceRecordsBody(mark);
        var sent = new MarksApi(school).postAttendanceRecordsAttendanceRecordsPost(body, null);
        System.out.println("mark " + sent.getResults().get(0).getStatus());

        var cases = new casework.ApiClient().setBasePath(System.getenv("FLANKEREND_CASEWORK"));
        cases.setBearerToken(coordinator);
        var found = new CasesApi(cases).getCaseCasesCaseIdGet(UUID.fromString(arguments[0]));
        System.out.println("case " + found.getReference() + " " + found.getStatus() + " " + found.getLevel());

        var meetings = new consultation.ApiClient().setBasePath(System.getenv("FLANKEREND_CONSULTATION"));
        meetings.setBearerToken(coordinator);
        var planned = new MeetingsApi(meetings).getMeetingMeetingsMeetingIdGet(UUID.fromString(arguments[1]));
        System.out.println("meeting " + planned.getStatus() + " " + planned.getParticipants().size());

        var notices = new notifications.ApiClient().setBasePath(System.getenv("FLANKEREND_NOTIFICATIONS"));
        notices.setBearerToken(coordinator);
        var told = new NotificationsApi(notices).notificationNotificationsNotificationIdGet(UUID.fromString(arguments[2]));
        System.out.println("notice " + told.getTemplate() + " " + told.getRecipientRole());
    }
}
