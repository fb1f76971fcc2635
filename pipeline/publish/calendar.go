package publish

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// calendarFile is calendar.json: what has been released and what is announced,
// the earliest first.
type calendarFile struct {
	Format  int             `json:"format"`
	Updated string          `json:"updated"` // the latest release's date
	Entries []calendarEntry `json:"entries"`
}

// calendarEntry is one publication. Date is civil Swedish time: a day for what
// is released, RFC 3339 with the minute for what is announced.
type calendarEntry struct {
	State    string    `json:"state"` // released or planned
	Date     string    `json:"date"`
	Title    code.Text `json:"title"`
	Release  string    `json:"release,omitempty"`
	Version  int       `json:"version,omitempty"`
	Replaces string    `json:"replaces,omitempty"`
	URL      string    `json:"url,omitempty"`
	moment   time.Time
}

// calendar lists the releases and those announcements that no release has come
// after. An announcement tells when, never a release's id or content: before its
// minute there is nothing to reach.
func (c *catalogue) calendar(planned []Announcement) calendarFile {
	doc := calendarFile{Format: release.ManifestFormat, Updated: c.newest.Created, Entries: []calendarEntry{}}
	for _, m := range c.releases {
		var titles code.Text
		for i, s := range m.Sets {
			titles.SV, titles.EN = joined(titles.SV, s.Title.SV, i), joined(titles.EN, s.Title.In(code.English), i)
		}
		if m.Synthetic {
			titles = synthetic(titles)
		}
		day, _ := time.Parse(time.DateOnly, m.Created) // was checked when it was staged
		doc.Entries = append(doc.Entries, calendarEntry{
			State: "released", Date: m.Created, Title: titles, Release: m.ID, Version: m.Version, Replaces: m.Replaces,
			URL: c.base + "/releases/" + m.ID + "/", moment: day,
		})
	}
	for _, a := range planned {
		at := a.At.In(code.Stockholm())
		if at.Format(time.DateOnly) <= c.newest.Created {
			continue // it has come
		}
		doc.Entries = append(doc.Entries, calendarEntry{State: "planned", Date: at.Format(time.RFC3339), Title: a.Title, moment: a.At.UTC()})
	}
	slices.SortStableFunc(doc.Entries, func(a, b calendarEntry) int {
		return cmp.Or(a.moment.Compare(b.moment), cmp.Compare(a.Version, b.Version), cmp.Compare(a.Release, b.Release), cmp.Compare(a.Title.SV, b.Title.SV))
	})
	return doc
}

func joined(before, more string, i int) string {
	if i == 0 {
		return more
	}
	return before + ", " + more
}

// ics is the calendar as iCalendar (RFC 5545). Its stamp is the latest release's
// date, so that the same calendar is the same bytes.
func (d calendarFile) ics(base string) []byte {
	var b strings.Builder
	line := func(name, value string) { b.WriteString(folded(name+":"+value) + "\r\n") }
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//jamfor//release calendar//SV")
	line("CALSCALE", "GREGORIAN")
	line("X-WR-CALNAME", icsText("Publiceringskalender"))
	stamp := strings.ReplaceAll(d.Updated, "-", "") + "T000000Z"
	host := strings.NewReplacer("https://", "", "http://", "", "/", "-", ":", "-").Replace(base)
	for _, e := range d.Entries {
		line("BEGIN", "VEVENT")
		if e.State == "released" {
			line("UID", e.Release+"@"+host)
		} else {
			line("UID", "planned-"+e.moment.Format("20060102T1504")+"@"+host)
		}
		line("DTSTAMP", stamp)
		if e.State == "released" {
			line("DTSTART;VALUE=DATE", e.moment.Format("20060102"))
			line("STATUS", "CONFIRMED")
			line("URL", e.URL)
		} else {
			line("DTSTART", e.moment.Format("20060102T150405Z"))
			line("STATUS", "TENTATIVE")
		}
		line("SUMMARY", icsText(e.Title.SV))
		if e.Title.EN != "" {
			line("DESCRIPTION", icsText(e.Title.EN))
		}
		line("TRANSP", "TRANSPARENT")
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(b.String())
}

func icsText(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`).Replace(text)
}

// folded breaks a line after at most 75 octets, never inside a character.
func folded(line string) string {
	const most = 75
	var b strings.Builder
	width := 0
	for _, r := range line {
		n := utf8.RuneLen(r)
		if width+n > most {
			b.WriteString("\r\n ")
			width = 1
		}
		b.WriteRune(r)
		width += n
	}
	return b.String()
}
