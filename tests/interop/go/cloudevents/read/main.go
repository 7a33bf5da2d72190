// Read who a pupil is from our events: read SCHOOL PUPIL
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/IBM/sarama"
	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
)

type Person struct {
	GivenName  *string `json:"given_name"`
	FamilyName *string `json:"family_name"`
	Enrolments []struct {
		School string  `json:"school"`
		Pupil  string  `json:"pupil"`
		Class  *string `json:"class"`
	} `json:"enrolments"`
}

func main() {
	config := sarama.NewConfig()
	config.Version = sarama.V4_0_0_0
	consumer, err := sarama.NewConsumer(strings.Split(os.Getenv("FLANKEREND_KAFKA"), ","), config)
	must(err)
	defer consumer.Close()
	topic := "attendance.persons.v1"
	partitions, err := consumer.Partitions(topic)
	must(err)
	found := make(chan string)
	for _, partition := range partitions {
		reader, err := consumer.ConsumePartition(topic, partition, sarama.OffsetOldest)
		must(err)
		go func() {
			for record := range reader.Messages() {
				if text := look(record, os.Args[1], os.Args[2]); text != "" {
					found <- text
				}
			}
		}()
	}
	fmt.Println(<-found)
}

func look(record *sarama.ConsumerMessage, school, pupil string) string {
	if record.Value == nil { // the person was erased
		return ""
	}
	event, err := binding.ToEvent(context.Background(), kafka_sarama.NewMessageFromConsumerMessage(record))
	must(err)
	if event.Type() != "be.flankerend.attendance.person-changed.v1" {
		return ""
	}
	var person Person
	must(event.DataAs(&person))
	for _, enrolment := range person.Enrolments {
		if enrolment.School == school && enrolment.Pupil == pupil {
			return fmt.Sprint(event.ID(), " ", text(person.GivenName), " ", text(person.FamilyName), " ", text(enrolment.Class))
		}
	}
	return ""
}

func text(value *string) string {
	if value == nil {
		return "-"
	}
	return *value
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
