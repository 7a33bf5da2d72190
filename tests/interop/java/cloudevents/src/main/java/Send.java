import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.kafka.CloudEventSerializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Send a mark as a CloudEvent: java Send http|kafka binary|structured < mark.json */
public class Send {
    public static void main(String[] arguments) throws Exception {
        boolean binary = arguments[1].equals("binary");
        JsonNode mark = new ObjectMapper().readTree(System.in);
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/schools/" + mark.get("school").asText()))
                .withType("be.flankerend.school.attendance-recorded.v1")
                .withData("application/json", JsonCloudEventData.wrap(mark))
                .build();
        String answer = arguments[0].equals("http") ? overHttp(event, binary) : overKafka(event, binary, mark);
        System.out.println(event.getId() + " " + answer);
    }

    static String overHttp(CloudEvent event, boolean binary) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(System.getenv("FLANKEREND_ATTENDANCE") + "/attendance-records"));
        request.header("Authorization", "Bearer " + System.getenv("FLANKEREND_TOKEN"));
        var writer = HttpMessageFactory.createWriter(
                request::header, body -> request.POST(BodyPublishers.ofByteArray(body)));
        if (binary) {
            writer.writeBinary(event);
        } else {
            writer.writeStructured(event, JsonFormat.CONTENT_TYPE);
        }
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    static String overKafka(CloudEvent event, boolean binary, JsonNode mark) throws Exception {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", System.getenv("FLANKEREND_KAFKA"),
                "key.serializer", StringSerializer.class,
                "value.serializer", CloudEventSerializer.class,
                CloudEventSerializer.ENCODING_CONFIG, binary ? Encoding.BINARY : Encoding.STRUCTURED,
                CloudEventSerializer.EVENT_FORMAT_CONFIG, JsonFormat.CONTENT_TYPE);
        String key = mark.get("school").asText() + ":" + mark.get("pupil").asText();
        try (var producer = new KafkaProducer<String, CloudEvent>(settings)) {
            var sent = producer.send(new ProducerRecord<>("school.attendance.v1", key, event)).get();
            return sent.topic() + ", partition " + sent.partition();
        }
    }
}
