package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"jamfor/pipeline/lake"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// DeliveryLine is one delivery in a list.
type DeliveryLine struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Collection   string `json:"collection"`
	Municipality string `json:"municipality"` // four digits or multi
	Period       string `json:"period"`
	Sequence     int    `json:"sequence"`
	State        State  `json:"state"`
	Zero         bool   `json:"zero,omitempty"`
	Received     string `json:"received,omitempty"` // date
	Rows         int64  `json:"rows"`
}

// Deliveries lists every delivery, those of the inbox that were not judged yet
// included, ordered by collection, period, municipality and sequence.
func (p *Pipeline) Deliveries(ctx context.Context) ([]DeliveryLine, error) {
	items, err := p.scan()
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	var lines []DeliveryLine
	l, err := p.openLake(ctx, true)
	if err == nil {
		defer l.Close()
		all, err := l.List(ctx)
		if err != nil {
			return nil, err
		}
		for _, d := range all {
			known[d.ID] = true
			lines = append(lines, lineOf(d))
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, it := range items {
		if !known[it.id()] {
			lines = append(lines, p.waiting(it))
		}
	}
	return lines, nil
}

func lineOf(d lake.Listed) DeliveryLine {
	return DeliveryLine{
		ID: d.ID, Name: d.Name, Collection: d.Collection, Municipality: d.Municipality, Period: d.Period,
		Sequence: d.Sequence, State: stateOf(d), Zero: d.ZeroReport, Received: d.ReceivedSlot, Rows: d.Rows,
	}
}

// waiting is an item of the inbox that the register does not know.
func (p *Pipeline) waiting(it item) DeliveryLine {
	line := DeliveryLine{
		ID: it.id(), Name: worker.SafeName(it.rel), Collection: it.name.Collection, Municipality: it.name.Municipality,
		Period: it.name.Period.String(), Sequence: it.name.Sequence, State: Received, Zero: it.name.Zero,
	}
	if it.name.Collection != "" && line.Municipality == "" {
		line.Municipality = lake.MultiMunicipality
	}
	if _, err := os.Stat(p.Workspace.Path(workspace.Deliveries, it.id(), "rapport.json")); err == nil {
		line.State = Checked
	}
	return line
}

// DeliveryPage is all that is kept of one delivery.
type DeliveryPage struct {
	DeliveryLine
	ContentSHA256 string           `json:"content_sha256"`
	Shares        []ShareLine      `json:"shares"`
	Report        *validate.Report `json:"report,omitempty"`
	Receipt       *receipt.Receipt `json:"receipt,omitempty"`
	Original      bool             `json:"original"` // kept under deliveries/
}

// ShareLine is one municipality's share of a delivery.
type ShareLine struct {
	Municipality string       `json:"municipality"`
	Outcome      lake.Outcome `json:"outcome"`
	Rows         int64        `json:"rows"`
}

// Delivery finds a delivery by its id or by the beginning of its id, eight
// characters at least; those of the inbox that were not judged yet included.
func (p *Pipeline) Delivery(ctx context.Context, id string) (DeliveryPage, error) {
	all, err := p.Deliveries(ctx)
	if err != nil {
		return DeliveryPage{}, err
	}
	found, err := chooseDelivery(all, func(d DeliveryLine) string { return d.ID }, id)
	if err != nil {
		return DeliveryPage{}, err
	}
	page := DeliveryPage{DeliveryLine: found, Shares: []ShareLine{}}
	dir := p.Workspace.Path(workspace.Deliveries, found.ID)
	if err := readJSON(filepath.Join(dir, reportStem+".json"), &page.Report); err != nil {
		return page, err
	}
	if err := readJSON(filepath.Join(dir, receiptFile), &page.Receipt); err != nil {
		return page, err
	}
	_, err = os.Stat(filepath.Join(dir, originalFolder))
	page.Original = err == nil
	if found.State == Received || found.State == Checked {
		return page, nil
	}
	l, err := p.openLake(ctx, true)
	if err != nil {
		return page, err
	}
	defer l.Close()
	stored, _, err := l.Delivery(ctx, found.ID)
	if err != nil {
		return page, err
	}
	page.ContentSHA256 = stored.ContentSHA256
	for _, s := range stored.Shares {
		page.Shares = append(page.Shares, ShareLine{s.Municipality, s.Outcome, s.Rows})
	}
	return page, nil
}

// readJSON reads a file of ours; one that is not there changes nothing.
func readJSON(path string, into any) error {
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	return nil
}

const shortestID = 8

func findDelivery(ctx context.Context, l *lake.Lake, id string) (lake.Listed, error) {
	all, err := l.List(ctx)
	if err != nil {
		return lake.Listed{}, err
	}
	return chooseDelivery(all, func(d lake.Listed) string { return d.ID }, id)
}

// chooseDelivery finds the one delivery that an id, or its beginning, names.
func chooseDelivery[T any](all []T, idOf func(T) string, id string) (T, error) {
	var found []T
	for _, d := range all {
		full := idOf(d)
		if full == id || len(id) >= shortestID && len(id) < len(full) && full[:len(id)] == id {
			found = append(found, d)
		}
	}
	var none T
	switch len(found) {
	case 0:
		return none, unknownDelivery()
	case 1:
		return found[0], nil
	}
	return none, userError("Flera leveranser börjar så: ange fler tecken av id:t.", "Several deliveries begin like that: give more characters of the id.")
}

func unknownDelivery() error {
	return userError("Det finns ingen sådan leverans. Se id:n med: jamfor deliveries list", "There is no such delivery. See the ids with: jamfor deliveries list")
}
