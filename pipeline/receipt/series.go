package receipt

import (
	"cmp"
	"fmt"
	"slices"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/code"
)

// Kept is a verified receipt with its line and the name of its file.
type Kept struct {
	Receipt
	Line   []byte
	Source string // name of the file it was read from
}

// Gap is something wrong with a series of receipts that are each genuine.
type Gap struct {
	Mailbox string
	// From and To are the numbers of receipts that are missing; To is 0 where
	// none is missing but the receipts From−1 and From do not belong together.
	From, To int64
}

// Text tells a gap.
func (g Gap) Text() code.Text {
	box := code.Text{}
	if g.Mailbox != "" {
		box = code.Text{SV: " i mappen " + g.Mailbox, EN: " in the folder " + g.Mailbox}
	}
	switch {
	case g.To == 0:
		return code.Text{
			SV: fmt.Sprintf("Kvitto %d%s hör inte ihop med kvitto %d: kedjan är bruten.", g.From, box.SV, g.From-1),
			EN: fmt.Sprintf("Receipt %d%s does not belong with receipt %d: the chain is broken.", g.From, box.EN, g.From-1),
		}
	case g.From == g.To:
		return code.Text{SV: fmt.Sprintf("Kvitto %d%s saknas.", g.From, box.SV), EN: fmt.Sprintf("Receipt %d%s is missing.", g.From, box.EN)}
	}
	return code.Text{SV: fmt.Sprintf("Kvittona %d–%d%s saknas.", g.From, g.To, box.SV), EN: fmt.Sprintf("Receipts %d–%d%s are missing.", g.From, g.To, box.EN)}
}

// Series orders receipts by mailbox and number, drops repeated copies and tells
// what is missing or does not belong together.
func Series(all []Kept) (ordered []Kept, gaps []Gap) {
	ordered = slices.Clone(all)
	slices.SortStableFunc(ordered, func(a, b Kept) int {
		return cmp.Or(cmp.Compare(a.Mailbox, b.Mailbox), cmp.Compare(a.Number, b.Number), cmp.Compare(string(a.Line), string(b.Line)))
	})
	ordered = slices.CompactFunc(ordered, func(a, b Kept) bool { return string(a.Line) == string(b.Line) })
	for i, r := range ordered {
		before := int64(0)
		if i > 0 && ordered[i-1].Mailbox == r.Mailbox {
			before = ordered[i-1].Number
		}
		switch {
		case r.Number > before+1:
			gaps = append(gaps, Gap{r.Mailbox, before + 1, r.Number - 1})
		case before == 0 && r.Previous != "", before > 0 && (r.Number == before || r.Previous != chain.Digest(ordered[i-1].Line)):
			gaps = append(gaps, Gap{Mailbox: r.Mailbox, From: r.Number})
		}
	}
	return ordered, gaps
}
