// What golang-ical writes as answers: {name: {text, attendee, status, proposed}} comes in, {name: text} goes out.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

type question struct {
	Text     string       `json:"text"`
	Attendee string       `json:"attendee"`
	Status   string       `json:"status"`
	Proposed *[]time.Time `json:"proposed"`
}

func main() {
	var asked map[string]question
	must(json.NewDecoder(os.Stdin).Decode(&asked))
	answers := map[string]string{}
	for name, question := range asked {
		answers[name] = answerTo(question)
	}
	must(json.NewEncoder(os.Stdout).Encode(answers))
}

func answerTo(asked question) string {
	invitation, err := ics.ParseCalendar(strings.NewReader(asked.Text))
	must(err)
	invited := invitation.Events()[0]
	calendar := ics.NewCalendar()
	calendar.SetMethod(ics.MethodReply)
	event := calendar.AddEvent(invited.Id())
	event.SetDtStampTime(time.Now())
	for _, name := range []ics.ComponentProperty{ics.ComponentPropertySequence, ics.ComponentPropertyOrganizer, ics.ComponentPropertyRecurrenceId} {
		if property := invited.GetProperty(name); property != nil {
			event.Properties = append(event.Properties, *property)
		}
	}
	status := ics.ParticipationStatus(asked.Status)
	if asked.Proposed != nil {
		status = ics.ParticipationStatusTentative
		calendar.SetMethod(ics.MethodCounter)
		event.SetStartAt((*asked.Proposed)[0])
		event.SetEndAt((*asked.Proposed)[1])
	}
	event.AddAttendee(asked.Attendee, status)
	return calendar.Serialize()
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
