package release

import "jamfor/pipeline/code"

// Declaration is what people write into a set's quality declaration; figures are
// put around it when it is published. A release that is not synthetic must have
// every text, and none that is only a sample.
type Declaration struct {
	Relevance     code.Text `json:"relevance,omitzero"`     // who needs the figures and for what
	Accuracy      code.Text `json:"accuracy,omitzero"`      // the sources of error
	Comparability code.Text `json:"comparability,omitzero"` // between areas and over time
	// Sample marks text that only shows the form.
	Sample bool `json:"sample,omitempty"`
}

// check names each text that is missing.
func (d Declaration) check(p *problems, set string) {
	for _, part := range []struct {
		sv, en string
		text   code.Text
	}{
		{"relevans", "relevance", d.Relevance},
		{"felkällor (tillförlitlighet)", "sources of error (accuracy)", d.Accuracy},
		{"jämförbarhet", "comparability", d.Comparability},
	} {
		if part.text.SV == "" {
			p.add(set, "kvalitetsdeklarationen saknar text om "+part.sv, "the quality declaration lacks its text on "+part.en)
		}
	}
	if d.Sample {
		p.add(set, "kvalitetsdeklarationen är en exempeltext; skriv den egna", "the quality declaration is sample text; write your own")
	}
}
