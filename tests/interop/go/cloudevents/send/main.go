// Send a mark as a CloudEvent: send http|kafka binary|structured < mark.json
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"

	"github.com/IBM/sarama"
	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	cloudevents "github.com/cloudevents/sdk-go/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
	cehttp "github.com/cloudevents/sdk-go/v2/protocol/http"
	"github.com/google/uuid"
)

type Mark struct {
	School     string `json:"school"`
	Pupil      string `json:"pupil"`
	Date       string `json:"date"`
	HalfDay    string `json:"half_day"`
	Code       string `json:"code"`
	Package    string `json:"package"`
	RecordedAt string `json:"recorded_at"`
}

func main() {
	transport, mode := os.Args[1], os.Args[2]
	var mark Mark
	must(json.NewDecoder(os.Stdin).Decode(&mark))
	event := cloudevents.NewEvent()
	event.SetID(uuid.NewString())
	event.SetSource("/schools/" + mark.School)
	event.SetType("be.flankerend.school.attendance-recorded.v1")
	must(event.SetData(cloudevents.ApplicationJSON, mark))

	ctx := binding.WithForceBinary(context.Background())
	if mode == "structured" {
		ctx = binding.WithForceStructured(context.Background())
	}
	send := overHTTP
	if transport == "kafka" {
		send = overKafka
	}
	fmt.Println(event.ID(), send(ctx, event, mark))
}

func overHTTP(ctx context.Context, event cloudevents.Event, _ Mark) string {
	url := os.Getenv("FLANKEREND_ATTENDANCE") + "/attendance-records"
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, nil)
	must(err)
	must(cehttp.WriteRequest(ctx, binding.ToMessage(&event), request))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("FLANKEREND_TOKEN"))
	answer, err := http.DefaultClient.Do(request)
	must(err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(err)
	return fmt.Sprint(answer.StatusCode, " ", string(text))
}

func overKafka(ctx context.Context, event cloudevents.Event, mark Mark) string {
	config := sarama.NewConfig()
	config.Version = sarama.V4_0_0_0
	config.Producer.RequiredAcks = sarama.WaitForAll
	config.Producer.Return.Successes = true
	producer, err := sarama.NewSyncProducer(strings.Split(os.Getenv("FLANKEREND_KAFKA"), ","), config)
	must(err)
	defer producer.Close()
	message := &sarama.ProducerMessage{
		Topic: "school.attendance.v1",
		Key:   sarama.StringEncoder(mark.School + ":" + mark.Pupil),
	}
	must(kafka_sarama.WriteProducerMessage(ctx, binding.ToMessage(&event), message))
	partition, _, err := producer.SendMessage(message)
	must(err)
	return fmt.Sprintf("%s, partition %d", message.Topic, partition)
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
