package run

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"jamfor/pipeline/code"
	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/release"
)

// stateStopped is the state of an attempt that became no release.
const stateStopped = "stopped"

// Stopped is the error of a release that disclosure control stopped. It unwraps to
// the first *disclosure.Blocked. Page is the report for the data protection
// officer: the audit of what was protected, and of every stopped package its
// cells, reason and choices; empty until it is written.
type Stopped struct {
	Page    string
	blocked []*disclosure.Blocked
	reports []*disclosure.Report
}

// Error tells of the first package.
func (s *Stopped) Error() string { return s.blocked[0].Error() }

// Unwrap gives the first package's error.
func (s *Stopped) Unwrap() error { return s.blocked[0] }

// stoppedOf gathers what came of all packages where one of them was stopped; nil
// where none was.
func stoppedOf(all [][]onePeriod) *Stopped {
	s := &Stopped{}
	for _, set := range all {
		for _, one := range set {
			if one.report != nil {
				s.reports = append(s.reports, one.report)
			}
			if b := (*disclosure.Blocked)(nil); errors.As(one.err, &b) {
				s.blocked = append(s.blocked, b)
			}
		}
	}
	if len(s.blocked) == 0 {
		return nil
	}
	return s
}

// tellStopped writes the report of an attempt to ledger/disclosure, as that of a
// release is written. Another error passes unchanged.
func (p *Pipeline) tellStopped(e *release.Edition, err error) error {
	var s *Stopped
	if !errors.As(err, &s) {
		return err
	}
	out, broken := p.newAudit(e, stateStopped, s.reports)
	if broken != nil {
		return errors.Join(err, broken)
	}
	for _, b := range s.blocked {
		out.Blocked = append(out.Blocked, NewBlockedPackage(b))
	}
	if broken := p.writeAudit(out, cmp.Or(p.Lang, code.Swedish)); broken != nil {
		return errors.Join(err, broken)
	}
	s.Page = out.Page
	p.Log.Warn("release stopped by disclosure control", "release", e.ID, "packages", len(s.blocked))
	return err
}

// setStoppedAside keeps the report of an attempt under another name once there is a
// release of that name: it tells of other numbers. The report of a release made anew
// stays, and is written over.
func (p *Pipeline) setStoppedAside(id string) error {
	name := p.auditFile(id, "")
	raw, err := os.ReadFile(name + ".json")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var audit DisclosureAudit
	if err == nil {
		err = json.Unmarshal(raw, &audit)
	}
	if err != nil {
		return fmt.Errorf("set aside the report of a stopped release: %w", err)
	}
	if audit.State != stateStopped {
		return nil
	}
	// The page first: what tells the state stays until the page is out of the way.
	for _, ending := range []string{".html", ".json"} {
		if err := os.Rename(name+ending, name+"-"+stateStopped+ending); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("set aside the report of a stopped release: %w", err)
		}
	}
	return nil
}
