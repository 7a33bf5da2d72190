// What golang-ical sees in calendars: {name: text} comes in, {name: [entry]} goes out.
package main

import (
	"encoding/json"
	"log"
	"os"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"
)

type entry struct {
	Method       string      `json:"method"`
	UID          string      `json:"uid"`
	Sequence     int         `json:"sequence"`
	StartsAt     time.Time   `json:"starts_at"`
	EndsAt       time.Time   `json:"ends_at"`
	RecurrenceID *time.Time  `json:"recurrence_id"`
	Organiser    string      `json:"organiser"`
	Attendees    [][2]string `json:"attendees"`
	Status       string      `json:"status"`
}

func main() {
	var calendars map[string]string
	must(json.NewDecoder(os.Stdin).Decode(&calendars))
	seen := map[string][]entry{}
	for name, text := range calendars {
		seen[name] = entriesIn(text)
	}
	must(json.NewEncoder(os.Stdout).Encode(seen))
}

func entriesIn(text string) []entry {
	calendar, err := ics.ParseCalendar(strings.NewReader(text))
	must(err)
	entries := []entry{}
	for _, event := range calendar.Events() {
		entries = append(entries, seen(calendar, event))
	}
	return entries
}

func seen(calendar *ics.Calendar, event *ics.VEvent) entry {
	startsAt, err := event.GetStartAt()
	must(err)
	endsAt, err := event.GetEndAt()
	must(err)
	sequence, err := strconv.Atoi(event.GetProperty(ics.ComponentPropertySequence).Value)
	must(err)
	attendees := [][2]string{}
	for _, who := range event.Attendees() {
		attendees = append(attendees, [2]string{address(who.Value), who.ICalParameters["ROLE"][0]})
	}
	return entry{
		Method:       methodOf(calendar),
		UID:          event.Id(),
		Sequence:     sequence,
		StartsAt:     startsAt.UTC(),
		EndsAt:       endsAt.UTC(),
		RecurrenceID: recurrenceID(event),
		Organiser:    address(event.GetProperty(ics.ComponentPropertyOrganizer).Value),
		Attendees:    attendees,
		Status:       event.GetProperty(ics.ComponentPropertyStatus).Value,
	}
}

func methodOf(calendar *ics.Calendar) string {
	for _, property := range calendar.CalendarProperties {
		if property.IANAToken == string(ics.PropertyMethod) {
			return property.Value
		}
	}
	return ""
}

// The library has no reader of a RECURRENCE-ID.
func recurrenceID(event *ics.VEvent) *time.Time {
	property := event.GetProperty(ics.ComponentPropertyRecurrenceId)
	if property == nil {
		return nil
	}
	zone, err := time.LoadLocation(property.ICalParameters["TZID"][0])
	must(err)
	moment, err := time.ParseInLocation("20060102T150405", property.Value, zone)
	must(err)
	utc := moment.UTC()
	return &utc
}

func address(value string) string {
	return strings.TrimPrefix(value, "mailto:")
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
