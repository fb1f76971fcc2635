package run

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"jamfor/pipeline/code"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// deletes reports whether content that a rule refuses is deleted: it holds clear
// identities, or it broke its reader and could not be searched for any.
func deletes(rule string) bool { return identity.Deletes(rule) || rule == worker.RuleUnsearched }

// holdsIdentities reports whether the guard found clear identities. The totals
// count every finding; the report keeps only the first ones.
func holdsIdentities(report validate.Report) bool {
	return slices.ContainsFunc(report.Totals, func(t validate.Total) bool {
		return t.Severity == table.Stop && deletes(t.Rule)
	})
}

// tellsIdentities reports whether clear identities were found, not only feared.
func tellsIdentities(report validate.Report) bool {
	return slices.ContainsFunc(report.Totals, func(t validate.Total) bool { return t.Severity == table.Stop && identity.Deletes(t.Rule) })
}

// incidentName is the note that remains of content with clear identities.
const incidentName = "incident.json"

// incidentVersion is the version of the note's JSON form.
const incidentVersion = 1

// incident tells what came in and what was done, for whoever must judge whether
// it is to be reported (GDPR article 33). It holds rules, places and counts and
// nothing of what was found.
type incident struct {
	Version    int         `json:"version"`
	Delivery   string      `json:"delivery"`
	Name       string      `json:"name"` // in the inbox, dots where it held a number
	SHA256     string      `json:"sha256"`
	FoundAt    string      `json:"found_at"` // RFC 3339, UTC
	Happened   code.Text   `json:"happened"`
	Done       code.Text   `json:"done"`
	ToDo       code.Text   `json:"to_do"`
	Places     []place     `json:"places"` // the first ones
	Findings   int64       `json:"findings"`
	Collection string      `json:"collection,omitempty"`
	Period     code.Period `json:"period,omitzero"`
}

// place is where something was found.
type place struct {
	Rule   string `json:"rule"`
	File   string `json:"file,omitempty"`
	Sheet  string `json:"sheet,omitempty"`
	Row    int    `json:"row,omitempty"`
	Column string `json:"column,omitempty"`
}

// deleteIdentities notes the incident, then deletes the original and the mapping
// beside it.
func (in *ingest) deleteIdentities(it item, report validate.Report) error {
	if err := in.noteIncident(it, report); err != nil {
		return err
	}
	in.pipeline.Log.Warn("content deleted", "delivery", it.id(), "identities", tellsIdentities(report))
	if it.mappingPath != "" {
		if err := removeItem(it.mappingPath); err != nil {
			return err
		}
	}
	if err := removeItem(it.path); err != nil || !it.badMailbox() {
		return err
	}
	// The folder goes with its last file: its name is an identity.
	if err := os.Remove(filepath.Dir(it.path)); err != nil && !errors.Is(err, syscall.ENOTEMPTY) && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove folder of %s: %w", it.id(), errors.Unwrap(err))
	}
	return nil
}

func (in *ingest) noteIncident(it item, report validate.Report) error {
	path := filepath.Join(in.folder(it.id()), incidentName)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		return err // noted already, before a stop
	}
	if err := durable.Sweep(filepath.Dir(path)); err != nil {
		return err
	}
	note := incident{
		Version: incidentVersion, Delivery: it.id(), Name: report.Name, SHA256: it.digest,
		FoundAt: in.pipeline.Now().UTC().Format(time.RFC3339), Collection: report.Collection, Period: report.Period,
		Happened: code.Text{
			SV: "En leverans innehöll personnummer eller liknande i klartext. Den togs inte emot.",
			EN: "A delivery held identity numbers in clear text. It was not taken in.",
		},
		Done: code.Text{
			SV: "Filen raderades ur inkorgen. Inget av innehållet finns i lagret, rapporterna eller loggarna.",
			EN: "The file was deleted from the inbox. Nothing of its content is in the lake, the reports or the logs.",
		},
		ToDo: code.Text{
			SV: "Kontakta uppgiftslämnaren. Radera filen där den passerat (e-post, överföring, säkerhetskopior). Bedöm om händelsen ska anmälas (72 timmar).",
			EN: "Contact the supplier. Delete the file where it passed (mail, transfer, backups). Judge whether the event is to be reported (72 hours).",
		},
	}
	if !tellsIdentities(report) {
		note.Happened = code.Text{
			SV: "En leverans fick läsningen att avbrytas, och det gick inte att ta reda på om den innehåller personnummer i klartext. Den togs inte emot.",
			EN: "A delivery broke its reading, and it could not be found out whether it holds identity numbers in clear text. It was not taken in.",
		}
	}
	for _, f := range report.Findings {
		if f.Severity == table.Stop && deletes(f.Rule) {
			note.Places = append(note.Places, place{f.Rule, f.File, f.Sheet, f.Row, f.Column})
		}
	}
	for _, total := range report.Totals {
		if deletes(total.Rule) {
			note.Findings += total.Count
		}
	}
	raw, err := json.MarshalIndent(note, "", "  ")
	if err != nil {
		return fmt.Errorf("note incident: %w", err)
	}
	return durable.WriteFile(path, append(raw, '\n'), 0o640)
}
