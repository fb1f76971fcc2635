package validate

import (
	"bytes"
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Sorted is a run of rows in key order. Keys compare like the rows and are equal
// where municipality and key columns are equal; a child's key begins with its
// parent's. Source tells the file and sheet of a row.
type Sorted struct {
	Batch  *table.Batch
	Keys   [][]byte
	Source func(row int) (file, sheet string)
}

// ParentKeys gives the keys of the parent dataset in order, each valid until the
// next call; nil after the last.
type ParentKeys interface {
	NextKey() ([]byte, error)
}

// Ordered judges the rows of one dataset in key order: unique keys (D04),
// existing parents (D05), measurements in order (D10), required values (V01, as
// a last net behind the reader's). It holds one row of state per rule.
type Ordered struct {
	dataset   *contract.Dataset
	required  []string
	findings  *Findings
	parents   ParentKeys
	parent    []byte // the parent key being held against
	last      []byte
	lastRow   place
	occasions *occasions
}

// NewOrdered starts judging a dataset. parents is nil for a dataset without
// parent. Columns names the dataset's columns in sort order.
func NewOrdered(c *contract.Contract, dataset string, parents ParentKeys, into *Findings) (*Ordered, error) {
	d := c.Datasets[dataset]
	if d == nil {
		return nil, fmt.Errorf("judge sorted rows: unknown dataset %q", dataset)
	}
	o := &Ordered{dataset: d, findings: into, parents: parents}
	for _, v := range d.Variables {
		if v.Required {
			o.required = append(o.required, v.Name)
		}
	}
	if d.Variable("tillfalle") != nil && d.Variable("skala") != nil {
		o.occasions = newOccasions(into)
	}
	if parents != nil {
		return o, o.nextParent()
	}
	return o, nil
}

// IDs lists the rules that Check runs.
func (o *Ordered) IDs() []string {
	ids := []string{ruleRequired, ruleDuplicate}
	if o.parents != nil {
		ids = append(ids, ruleParent)
	}
	if o.occasions != nil {
		ids = append(ids, ruleOccasion)
	}
	return ids
}

// Check judges the next run of rows. The error is one of reading the parents.
func (o *Ordered) Check(s Sorted) error {
	for row, key := range s.Keys {
		if bytes.Equal(key, o.last) {
			o.duplicate(s, row)
		}
		o.last = append(o.last[:0], key...)
		o.lastRow.file, o.lastRow.sheet = s.Source(row)
		o.lastRow.row = s.Batch.Row[row]
		if o.parents == nil {
			continue
		}
		found, err := o.hasParent(key)
		if err != nil {
			return err
		}
		if !found {
			o.orphan(s, row)
		}
	}
	o.checkRequired(s)
	if o.occasions != nil {
		o.occasions.check(s)
	}
	return nil
}

// hasParent moves the parents forward to the first that is not before the key.
func (o *Ordered) hasParent(key []byte) (bool, error) {
	for o.parent != nil {
		if bytes.HasPrefix(key, o.parent) {
			return true, nil
		}
		if bytes.Compare(o.parent, key) > 0 {
			return false, nil
		}
		if err := o.nextParent(); err != nil {
			return false, err
		}
	}
	return false, nil
}

func (o *Ordered) nextParent() error {
	key, err := o.parents.NextKey()
	if err != nil {
		return fmt.Errorf("read parent keys: %w", err)
	}
	if key == nil {
		o.parent = nil
		return nil
	}
	o.parent = append(o.parent[:0], key...)
	return nil
}

func (o *Ordered) duplicate(s Sorted, row int) {
	f := sortedAt(s, row, o.dataset.Key()[0])
	f.Rule, f.Severity = ruleDuplicate, table.Stop
	f.Message = code.Text{
		SV: fmt.Sprintf("Raden har samma nyckel som %s.", o.lastRow.in(code.Swedish)),
		EN: fmt.Sprintf("The row has the same key as %s.", o.lastRow.in(code.English)),
	}
	f.Remedy = code.Text{
		SV: fmt.Sprintf("Ta bort den ena raden eller rätta nyckeln (%s).", list(o.dataset.Key())),
		EN: fmt.Sprintf("Remove one of the rows or correct the key (%s).", list(o.dataset.Key())),
	}
	o.findings.Add(f)
}

func (o *Ordered) orphan(s Sorted, row int) {
	f := sortedAt(s, row, o.dataset.Key()[0])
	f.Rule, f.Severity = ruleParent, table.Stop
	f.Message = code.Text{
		SV: fmt.Sprintf("Det finns ingen rad med den nyckeln i datamängden %s.", o.dataset.Parent),
		EN: fmt.Sprintf("There is no row with that key in the dataset %s.", o.dataset.Parent),
	}
	f.Remedy = code.Text{
		SV: fmt.Sprintf("Lägg till raden i %s eller ta bort den här.", o.dataset.Parent),
		EN: fmt.Sprintf("Add the row to %s or remove this one.", o.dataset.Parent),
	}
	o.findings.Add(f)
}

// checkRequired stops rows without a required value where nothing else stopped
// them: the reader should have.
func (o *Ordered) checkRequired(s Sorted) {
	for _, name := range o.required {
		c := s.Batch.Column(name)
		for row := range s.Keys {
			if c != nil && c.Valid[row] {
				continue
			}
			f := sortedAt(s, row, name)
			if o.findings.Stopped(f.Municipality) {
				continue
			}
			f.Rule, f.Severity = ruleRequired, table.Stop
			f.Message = code.Text{SV: "Ett obligatoriskt värde saknas.", EN: "A required value is missing."}
			f.Remedy = code.Text{SV: "Fyll i värdet.", EN: "Fill in the value."}
			o.findings.Add(f)
		}
	}
}

// sortedAt starts a finding at a sorted row.
func sortedAt(s Sorted, row int, column string) table.Finding {
	f := at(s.Batch, row, column)
	f.File, f.Sheet = s.Source(row)
	return f
}

// place is where a row lies in the delivery.
type place struct {
	file, sheet string
	row         int
}

// in names the row for a message: "rad 12 i arende.csv".
func (p place) in(lang code.Lang) string {
	p.file, p.sheet = SafeName(p.file), SafeName(p.sheet)
	if p.sheet == "" {
		return fmt.Sprintf(code.Text{SV: "rad %d i %s", EN: "row %d of %s"}.In(lang), p.row, p.file)
	}
	return fmt.Sprintf(code.Text{SV: "rad %d i bladet %s (%s)", EN: "row %d of sheet %s (%s)"}.In(lang), p.row, p.sheet, p.file)
}
