package intake

import (
	"cmp"
	"slices"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
)

// collector hands findings to the sink, at most limit per rule and always the
// first stop of each municipality, and counts all of them.
type collector struct {
	sink    Sink
	file    string
	limit   int
	counts  map[string]*RuleCount
	stopped map[string]int
	whole   []table.Finding // stops of the whole file, at most limit
	// identities tells that a clear identity was among them.
	identities bool
	err        error // the sink's first error
}

func newCollector(sink Sink, file string, limit int) *collector {
	return &collector{sink: sink, file: file, limit: limit, counts: map[string]*RuleCount{}, stopped: map[string]int{}}
}

// add takes one finding.
func (c *collector) add(f table.Finding) {
	if f.File == "" {
		f.File = c.file
	}
	count := c.counts[f.Rule]
	if count == nil {
		count = &RuleCount{Rule: f.Rule, Severity: f.Severity}
		c.counts[f.Rule] = count
	}
	count.Total++
	c.identities = c.identities || f.Severity == table.Stop && identity.Deletes(f.Rule)
	show := count.Shown < c.limit
	if f.Severity == table.Stop {
		count.Severity = table.Stop
		show = show || c.stopped[f.Municipality] == 0
		c.stopped[f.Municipality]++
		if f.Municipality == "" && len(c.whole) < c.limit {
			c.whole = append(c.whole, f)
		}
	}
	if !show || c.err != nil {
		return
	}
	count.Shown++
	c.err = c.sink.Finding(f)
}

// refusal is the error of a file that may not be used, nil when it may.
func (c *collector) refusal() error {
	if c.stopped[""] == 0 {
		return nil
	}
	return &Refusal{Findings: c.whole}
}

// ruleCounts lists the counts ordered by rule.
func (c *collector) ruleCounts() []RuleCount {
	list := make([]RuleCount, 0, len(c.counts))
	for _, count := range c.counts {
		list = append(list, *count)
	}
	slices.SortFunc(list, func(a, b RuleCount) int { return cmp.Compare(a.Rule, b.Rule) })
	return list
}
