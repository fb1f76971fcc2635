package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// xmlPart streams the tokens of one part of a workbook. Go's decoder knows no
// entities but XML's own five and keeps no tree, so neither entity expansion
// nor nesting costs memory.
type xmlPart struct {
	decoder *xml.Decoder
	closer  io.Closer
}

func (a *archive) xml(name string) (*xmlPart, error) {
	in, err := a.open(name)
	if err != nil {
		return nil, err
	}
	return &xmlPart{xml.NewDecoder(in), in}, nil
}

// token is the next token; io.EOF at the end, a *Refusal where it is no XML.
func (p *xmlPart) token() (xml.Token, error) {
	t, err := p.decoder.RawToken()
	var refusal *Refusal
	switch {
	case err == nil, errors.Is(err, io.EOF), errors.As(err, &refusal):
		return t, err
	}
	return nil, damaged()
}

func (p *xmlPart) close() { _ = p.closer.Close() } // reading is over; nothing to lose

// each calls visit for every token of a part.
func (a *archive) each(name string, visit func(xml.Token) error) error {
	p, err := a.xml(name)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		t, err := p.token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := visit(t); err != nil {
			return err
		}
	}
}

// attribute is an attribute's value by its local name, "" when absent.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// sheetRef is one sheet of a workbook.
type sheetRef struct{ name, part string }

// workbook is what the workbook's own part says.
type workbook struct {
	sheets   []sheetRef
	strings  string // part with the shared strings, "" when there is none
	from1904 bool
	// numbered are the cell styles, by their index, that write a number as an
	// identity number is written.
	numbered []string
}

// workbook reads the list of sheets and where they lie.
func (a *archive) workbook() (workbook, error) {
	var w workbook
	targets := map[string]string{}
	err := a.each("xl/_rels/workbook.xml.rels", func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			target := relationTarget(attribute(e, "Target"))
			targets[attribute(e, "Id")] = target
			if strings.HasSuffix(attribute(e, "Type"), "/sharedStrings") && a.entries[target] != nil {
				w.strings = target
			}
		}
		return nil
	})
	if err != nil {
		return w, err
	}
	err = a.each(workbookPart, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "workbookPr":
			v := attribute(e, "date1904")
			w.from1904 = v == "1" || v == "true"
		case e.Name.Local == "sheet":
			w.sheets = append(w.sheets, sheetRef{attribute(e, "name"), targets[attribute(e, "id")]})
		}
		return nil
	})
	if err == nil && len(w.sheets) == 0 {
		err = damaged()
	}
	if err == nil {
		w.numbered, err = a.numberedStyles()
	}
	return w, err
}

// relationTarget is a relation's target as the name of an entry.
func relationTarget(target string) string {
	target = strings.ToLower(target)
	if strings.HasPrefix(target, "/") {
		return target[1:]
	}
	return "xl/" + target
}

// sharedStrings are a workbook's texts, kept whole in memory within the limit.
// Those that no cell refers to are what is left of deleted rows.
type sharedStrings struct {
	texts []string
	used  []bool
}

// sharedStrings reads them; aside hears of every text of the part that is none of
// them, or nobody where it is nil.
func (a *archive) sharedStrings(name string, aside func(xml.Token)) (*sharedStrings, error) {
	s := &sharedStrings{}
	if name == "" {
		return s, nil
	}
	var current strings.Builder
	var bytes int64
	inText, phonetic := false, false
	err := a.each(name, func(t xml.Token) error {
		if text, ok := t.(xml.CharData); aside != nil && (!ok || phonetic || !inText && len(text) > 1) {
			aside(t)
		}
		switch e := t.(type) {
		case xml.StartElement:
			inText = e.Name.Local == "t"
			phonetic = phonetic || e.Name.Local == "rPh"
		case xml.CharData:
			if inText && !phonetic {
				current.Write(e)
			}
		case xml.EndElement:
			inText = false
			switch e.Name.Local {
			case "rPh":
				phonetic = false
			case "si":
				const perString = 40
				if bytes += int64(current.Len()) + perString; bytes > a.limits.SharedBytes {
					return refuse(RuleLimit, textf("Arbetsbokens texter är större än %d byte.", "The workbook's texts are larger than %d bytes.", a.limits.SharedBytes), splitFile)
				}
				s.texts = append(s.texts, current.String())
				current.Reset()
			}
		}
		return nil
	})
	s.used = make([]bool, len(s.texts))
	return s, err
}

// text is the shared text of an index as a cell writes it.
func (s *sharedStrings) text(index []byte) ([]byte, bool) {
	i := number(index)
	if i < 0 || i >= len(s.texts) {
		return nil, false
	}
	s.used[i] = true
	return []byte(s.texts[i]), true
}
