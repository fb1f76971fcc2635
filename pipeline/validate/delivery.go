package validate

import (
	"maps"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
	"jamfor/pipeline/table"
)

// Delivery is what the rules on whole deliveries look at, once all rows are read.
type Delivery struct {
	Contract   *contract.Contract
	Collection string
	Rows       map[string]map[string]int64 // by municipality and dataset
	There      []string                    // datasets that some file or sheet was a table of
	// Zero lists the datasets that a municipality says are empty.
	Zero    func(municipality string) []string
	Persons map[string]Sketch // by municipality
	// Earlier is what the register knows of the period before, by municipality;
	// those that are missing are not compared.
	Earlier map[string]Earlier
}

// Judge runs the rules on the delivery as a whole, on each municipality's part of
// it, and against the last delivery.
func (d Delivery) Judge(into *Findings) {
	col := d.Contract.Collections[d.Collection]
	if col == nil {
		return
	}
	municipalities := slices.Sorted(maps.Keys(d.Rows))
	each := func(judge func(*contract.Rule, string, *Findings), rule *contract.Rule) {
		for _, m := range municipalities {
			judge(rule, m, into)
		}
	}
	for _, rule := range d.Contract.Rules {
		if !rule.Holds(col) {
			continue
		}
		switch rule.Kind {
		case contract.KindRowLimit, contract.KindInCollection:
			d.evaluated(rule, d.total() > 0, into) // had they failed, their findings are there
		case contract.KindAnyRows:
			d.anyRows(rule, into)
		case contract.KindDatasetRows:
			each(d.datasetRows, rule)
		case contract.KindDatasetSaid, contract.KindDatasetFew:
			each(d.datasetSaid, rule)
		case contract.KindZeroOrRows:
			each(d.zeroOrRows, rule)
		case contract.KindRowBand:
			each(d.rowBand, rule)
		case contract.KindOverlap:
			each(d.overlap, rule)
		case contract.KindRatio:
			d.ratio(rule, into)
		}
	}
}

func (d Delivery) evaluated(rule *contract.Rule, yes bool, into *Findings) {
	if yes {
		into.Evaluated(rule.ID)
	}
}

func (d Delivery) total() (n int64) {
	for _, datasets := range d.Rows {
		for _, rows := range datasets {
			n += rows
		}
	}
	return n
}

// partFinding is a finding about a municipality's rows of a dataset.
func partFinding(rule *contract.Rule, municipality, dataset string, words ...contract.Word) table.Finding {
	f := table.Finding{Dataset: dataset, Municipality: municipality, Column: rule.Column()}
	return judged(rule, f, append(words, contract.Same("dataset", dataset))...)
}

func (d Delivery) anyRows(rule *contract.Rule, into *Findings) {
	into.Evaluated(rule.ID)
	if len(d.Rows) == 0 {
		into.Add(judged(rule, table.Finding{}))
	}
}

// datasetRows: the collection's required datasets have rows.
func (d Delivery) datasetRows(rule *contract.Rule, municipality string, into *Findings) {
	for _, name := range d.Contract.Collections[d.Collection].Required {
		into.Evaluated(rule.ID)
		if d.Rows[municipality][name] == 0 {
			into.Add(partFinding(rule, municipality, name))
		}
	}
}

// datasetSaid: an expected dataset without rows must be said to be empty; otherwise
// nobody can tell none from not delivered, and shares would show 0 %. Where the
// delivery has no table of it, dataset_said judges; where it has one, in which
// other municipalities have rows or nobody has, dataset_said judges from few parent
// rows on and dataset_few below.
func (d Delivery) datasetSaid(rule *contract.Rule, municipality string, into *Findings) {
	rows := d.Rows[municipality]
	for _, name := range d.Contract.Collections[d.Collection].Expected {
		parents := rows[d.Contract.Datasets[name].Parent]
		if parents == 0 {
			continue
		}
		chance := slices.Contains(d.There, name) && parents < rule.Int("few")
		if chance != (rule.Kind == contract.KindDatasetFew) {
			continue
		}
		into.Evaluated(rule.ID)
		if rows[name] == 0 && !slices.Contains(d.Zero(municipality), name) {
			into.Add(partFinding(rule, municipality, name))
		}
	}
}

// zeroOrRows: a dataset that is said to be empty has no rows.
func (d Delivery) zeroOrRows(rule *contract.Rule, municipality string, into *Findings) {
	for _, name := range d.Zero(municipality) {
		into.Evaluated(rule.ID)
		if d.Rows[municipality][name] > 0 {
			into.Add(partFinding(rule, municipality, name))
		}
	}
}

// DatasetFinding refuses a dataset that the collection does not have.
func DatasetFinding(c *contract.Contract, collection, dataset, file, sheet string) table.Finding {
	f := table.Finding{Dataset: dataset, File: file, Sheet: sheet}
	return judged(c.One(contract.KindInCollection), f, contract.Same("datasets", list(c.Collections[collection].Datasets)))
}

// HomelessFinding tells that a row's municipality cannot be decided: it names none,
// and its parent is not in the delivery. No municipality can be named, so the whole
// delivery is refused.
func HomelessFinding(c *contract.Contract, s Sorted, row int, parent string) table.Finding {
	rule := c.One(contract.KindHome)
	return judged(rule, sortedAt(s, row, rule.Column()), contract.Same("parent", parent))
}

// TwoHomesFinding tells that one case lies in two municipalities of the same
// delivery, at the given row of one of them.
func TwoHomesFinding(c *contract.Contract, s Sorted, row int, dataset, municipality, other string) table.Finding {
	f := sortedAt(s, row, s.Batch.Columns[1].Name)
	f.Dataset, f.Municipality = dataset, municipality
	return judged(c.One(contract.KindOneHome), f, contract.Same("other", other))
}

// LimitFinding refuses a delivery that is larger than the limits allow.
func LimitFinding(c *contract.Contract, file string, rows int64) table.Finding {
	return judged(c.One(contract.KindRowLimit), table.Finding{File: file}, contract.Count("limit", rows))
}

func list(names []string) string { return strings.Join(names, ", ") }
