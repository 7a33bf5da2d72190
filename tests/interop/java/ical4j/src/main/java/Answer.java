import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;

/** What ical4j writes as answers: {name: {text, attendee, status, proposed}} comes in, {name: text} goes out. */
public final class Answer {
    public static void main(String[] arguments) throws Exception {
        var json = new ObjectMapper();
        Map<String, String> answers = new TreeMap<>();
        for (var question : json.readTree(System.in).properties()) {
            answers.put(question.getKey(), answerTo(question.getValue()));
        }
        System.out.println(json.writeValueAsString(answers));
    }

    private static String answerTo(JsonNode question) throws Exception {
        Calendar calendar = new CalendarBuilder().build(new StringReader(question.get("text").asText()));
        VEvent event = calendar.<VEvent>getComponents("VEVENT").get(0);
        JsonNode proposed = question.get("proposed");
        calendar.replace(new Method(proposed.isNull() ? "REPLY" : "COUNTER"));
        for (Property who : event.getProperties("ATTENDEE")) {
            event.remove(who);
            if (who.getValue().equals("mailto:" + question.get("attendee").asText())) {
                who.replace(new PartStat(proposed.isNull() ? question.get("status").asText() : "TENTATIVE"));
                event.add(who);
            }
        }
        if (!proposed.isNull()) {
            event.replace(new DtStart<>(Instant.parse(proposed.get(0).asText())));
            event.replace(new DtEnd<>(Instant.parse(proposed.get(1).asText())));
        }
        event.replace(new DtStamp(Instant.now()));
        return calendar.toString();
    }
}
