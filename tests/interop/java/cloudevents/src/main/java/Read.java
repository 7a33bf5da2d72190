import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Read who a pupil is from our events: java Read SCHOOL PUPIL */
public class Read {
    public static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", System.getenv("FLANKEREND_KAFKA"),
                "group.id", "reading-" + UUID.randomUUID(),
                "auto.offset.reset", "earliest",
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", CloudEventDeserializer.class);
        try (var consumer = new KafkaConsumer<String, CloudEvent>(settings)) {
            consumer.subscribe(List.of("attendance.persons.v1"));
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    CloudEvent event = record.value();
                    // Without an event the person was erased.
                    if (event != null && tells(event, arguments[0], arguments[1])) {
                        return;
                    }
                }
            }
        }
    }

    static boolean tells(CloudEvent event, String school, String pupil) throws IOException {
        if (!event.getType().equals("be.flankerend.attendance.person-changed.v1")) {
            return false;
        }
        JsonNode person = new ObjectMapper().readTree(event.getData().toBytes());
        for (JsonNode enrolment : person.get("enrolments")) {
            if (enrolment.get("school").asText().equals(school) && enrolment.get("pupil").asText().equals(pupil)) {
                System.out.println(String.join(" ", event.getId(), person.get("given_name").asText(),
                        person.get("family_name").asText(), enrolment.get("class").asText()));
                return true;
            }
        }
        return false;
    }
}
