package validate

import (
	"bytes"
	"errors"
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

// ParentRows are ParentKeys that also show the row of the key given last, for
// rules that read the parent (see NeedsParentRows).
type ParentRows interface {
	ParentKeys
	Row() (run Sorted, row int)
}

// NeedsParentRows reports whether a dataset's rules read its parents' rows; else
// keys are enough, and cheaper.
func NeedsParentRows(c *contract.Contract, collection, dataset string) bool {
	col := c.Collections[collection]
	return col != nil && len(c.RulesOf(col, dataset, contract.KindParentAssert, contract.KindCountInParent)) > 0
}

// Ordered judges the rows of one dataset in key order: unique keys, existing
// parents, rows with their parents, measurements in order, and required values as a
// last net behind Rules. It holds one row of state per rule.
type Ordered struct {
	dataset   *contract.Dataset
	needed    []string // required columns
	rules     orderedRules
	findings  *Findings
	parents   *parents
	last      []byte
	lastRow   place
	seen      bool // a row
	occasions *occasions
}

// orderedRules are the rules that Ordered runs itself.
type orderedRules struct{ required, unique, parent *contract.Rule }

// NewOrdered starts judging a dataset. keys is nil for a dataset without parent,
// and ParentRows where NeedsParentRows. The error tells a fault of the contract or
// the caller.
func NewOrdered(c *contract.Contract, collection, dataset string, period code.Period, keys ParentKeys, into *Findings) (*Ordered, error) {
	d, col := c.Datasets[dataset], c.Collections[collection]
	if d == nil || col == nil {
		return nil, fmt.Errorf("judge sorted rows: unknown dataset %q or collection %q", dataset, collection)
	}
	o := &Ordered{dataset: d, findings: into}
	o.rules.required, o.rules.unique, o.rules.parent = c.One(contract.KindRequired), c.One(contract.KindUnique), c.One(contract.KindParent)
	for _, v := range d.Variables {
		if v.Required {
			o.needed = append(o.needed, v.Name)
		}
	}
	for _, rule := range c.RulesOf(col, dataset, contract.KindOrder) {
		o.occasions = newOccasions(d, rule, into)
	}
	for _, rule := range c.RulesOf(col, dataset, contract.KindOrderMixed) {
		o.occasions.mixed = rule // Load has seen to it that there is one to be beside
	}
	if keys == nil {
		return o, nil
	}
	var err error
	o.parents, err = newParents(c, col, d, period, keys, into)
	return o, err
}

// Check judges the next run of rows. The error is one of reading the parents.
func (o *Ordered) Check(s Sorted) error {
	if !o.seen && len(s.Keys) > 0 {
		o.seen = true
		o.findings.Evaluated(o.rules.unique.ID)
		if o.parents != nil {
			o.findings.Evaluated(o.rules.parent.ID)
		}
	}
	if o.parents != nil {
		o.parents.bind(s)
	}
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
		found, err := o.parents.take(s, row)
		if err != nil {
			return err
		}
		if !found {
			f := sortedAt(s, row, o.dataset.Key()[0])
			o.findings.Add(judged(o.rules.parent, f, contract.Same("parent", o.dataset.Parent)))
		}
	}
	o.checkRequired(s)
	if o.occasions != nil {
		o.occasions.check(s)
	}
	return nil
}

// Close ends the judging, after the last row: parents that nobody belongs to.
func (o *Ordered) Close() error {
	if o.parents == nil {
		return nil
	}
	return o.parents.close()
}

func (o *Ordered) duplicate(s Sorted, row int) {
	f := sortedAt(s, row, o.dataset.Key()[0])
	other := contract.Word{Name: "other", SV: o.lastRow.in(code.Swedish), EN: o.lastRow.in(code.English)}
	o.findings.Add(judged(o.rules.unique, f, other, contract.Same("key", list(o.dataset.Key()))))
}

// checkRequired stops rows without a required value where nothing else stopped
// them: Rules should have.
func (o *Ordered) checkRequired(s Sorted) {
	for _, name := range o.needed {
		c := s.Batch.Column(name)
		for row := range s.Keys {
			if c != nil && c.Valid[row] {
				continue
			}
			f := sortedAt(s, row, name)
			if !o.findings.Stopped(f.Municipality) {
				o.findings.Add(missingFinding(o.rules.required, f, name))
			}
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

var errParentRows = errors.New("the dataset's rules read its parents' rows, but only keys were given")
