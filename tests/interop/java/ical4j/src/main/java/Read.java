import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.DateProperty;

/** What ical4j sees in calendars: {name: text} comes in, {name: [entry]} goes out. */
public final class Read {
    public static void main(String[] arguments) throws Exception {
        var json = new ObjectMapper();
        Map<String, Object> seen = new TreeMap<>();
        for (var calendar : json.readTree(System.in).properties()) {
            seen.put(calendar.getKey(), entriesIn(calendar.getValue().asText()));
        }
        System.out.println(json.writeValueAsString(seen));
    }

    private static List<Object> entriesIn(String text) throws Exception {
        Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        return calendar.<VEvent>getComponents("VEVENT").stream().map(event -> seen(calendar, event)).toList();
    }

    private static Object seen(Calendar calendar, VEvent event) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("method", calendar.getRequiredProperty("METHOD").getValue());
        entry.put("uid", value(event, "UID"));
        entry.put("sequence", Integer.parseInt(value(event, "SEQUENCE")));
        entry.put("starts_at", moment(event, "DTSTART"));
        entry.put("ends_at", moment(event, "DTEND"));
        entry.put("recurrence_id", event.getProperty("RECURRENCE-ID").isPresent() ? moment(event, "RECURRENCE-ID") : null);
        entry.put("organiser", address(value(event, "ORGANIZER")));
        entry.put("attendees", event.getProperties("ATTENDEE").stream().map(Read::attendee).toList());
        entry.put("status", value(event, "STATUS"));
        return entry;
    }

    private static List<String> attendee(Property who) {
        return List.of(address(who.getValue()), who.getRequiredParameter("ROLE").getValue());
    }

    private static String moment(VEvent event, String name) {
        DateProperty<?> property = event.getRequiredProperty(name);
        return Instant.from(property.getDate()).toString();
    }

    private static String value(VEvent event, String name) {
        return event.getRequiredProperty(name).getValue();
    }

    private static String address(String value) {
        return value.replaceFirst("^mailto:", "");
    }
}
