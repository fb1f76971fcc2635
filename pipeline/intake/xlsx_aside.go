package intake

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"

	"jamfor/pipeline/identity"
)

// asideTo shows a guard the texts of tokens: what people read as texts, what
// programs write for each other as markup.
func asideTo(guard *identity.Guard, place identity.Place) func(row int, t xml.Token) {
	return func(row int, t xml.Token) {
		switch e := t.(type) {
		case xml.CharData:
			guard.Text(place, row, e)
		case xml.Comment:
			guard.Text(identity.PlaceComment, row, e)
		case xml.ProcInst:
			guard.Text(place, row, e.Inst)
		case xml.Directive:
			guard.Text(place, row, e)
		case xml.EndElement:
			guard.Markup(place, row, []byte(e.Name.Local))
		case xml.StartElement:
			guard.Markup(place, row, []byte(e.Name.Local))
			for _, a := range e.Attr {
				if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" {
					continue
				}
				guard.Markup(place, row, []byte(a.Name.Local))
				guard.Markup(place, row, []byte(a.Value))
			}
		}
	}
}

// scanParts shows the guard every part of a workbook that is not read as a sheet or
// as the shared texts: comments, properties, defined names, pivot caches, text
// boxes, links, styles, sheets that the workbook does not list, and what lies
// between the parts. They keep what was deleted from the sheets.
func (j *job) scanParts(a *archive, w workbook) error {
	guard := j.newGuard("")
	for _, name := range a.order {
		if name == w.strings || slices.ContainsFunc(w.sheets, func(s sheetRef) bool { return s.part == name }) {
			continue
		}
		scan := j.scanBytes
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			scan = j.scanXML
		}
		if err := scan(a, name, guard); err != nil {
			return err
		}
	}
	if err := j.scanEnvelope(a, guard); err != nil {
		return err
	}
	j.closeGuard(guard, "", "")
	return nil
}

// scanXML shows the tokens of a part, and the texts that its runs make together.
func (j *job) scanXML(a *archive, name string, guard *identity.Guard) error {
	place := identity.PlaceMetadata
	if strings.Contains(name, "comment") {
		place = identity.PlaceComment
	}
	aside := asideTo(guard, place)
	var runs textRuns
	return a.each(name, func(t xml.Token) error {
		aside(0, t)
		if whole := runs.take(t, j.limits.Line); whole != nil {
			guard.Text(place, 0, whole)
		}
		return nil
	})
}

// textRuns joins the runs of a text that is formatted in pieces.
type textRuns struct {
	in   bool
	text []byte
	runs int
}

// take gives the whole text at the end of a paragraph of several runs, else nil.
func (r *textRuns) take(t xml.Token, limit int) []byte {
	switch e := t.(type) {
	case xml.StartElement:
		if r.in = e.Name.Local == "t"; r.in {
			r.runs++
		}
	case xml.CharData:
		if r.in && len(r.text)+len(e) <= limit {
			r.text = append(r.text, e...)
		}
	case xml.EndElement:
		r.in = false
		switch e.Name.Local {
		case "p", "si", "is", "text", "comment":
			whole, several := r.text, r.runs > 1
			r.text, r.runs = r.text[:0], 0
			if several {
				return whole
			}
		}
	}
	return nil
}

// scanBytes shows a part that is no XML.
func (j *job) scanBytes(a *archive, name string, guard *identity.Guard) error {
	in, err := a.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	raw := guard.Raw(identity.PlaceMetadata)
	defer raw.Close()
	_, err = io.Copy(raw, contextReader{j.ctx, in})
	return err
}

// localHeader begins each part of an archive.
const localHeader = "PK\x03\x04"

// scanEnvelope shows what the archive holds beside its parts' content: their names,
// comments and extra fields, and what no list names. A part that is not listed is
// refused: some readers would show it.
func (j *job) scanEnvelope(a *archive, guard *identity.Guard) error {
	spans := []span{{j.file.Size, j.file.Size}}
	for _, e := range a.entries {
		at, err := e.DataOffset()
		if err != nil || e.CompressedSize64 > uint64(j.file.Size) {
			return damaged()
		}
		spans = append(spans, span{at, at + int64(e.CompressedSize64)})
	}
	headers := &markCounter{mark: []byte(localHeader)}
	raw := guard.Raw(identity.PlaceMetadata)
	err := eachGap(spans, func(gap span) error {
		in := io.NewSectionReader(j.file.Data, gap.from, gap.to-gap.from)
		_, err := io.Copy(io.MultiWriter(raw, headers), contextReader{j.ctx, in})
		return err
	})
	raw.Close()
	if err == nil && headers.n > len(a.entries) {
		return refuse(RuleForbidden, text("Arbetsboken har delar som inte finns i dess förteckning.", "The workbook has parts that its directory does not list."), saveAgain)
	}
	return err
}

// markCounter counts a mark in what is written to it.
type markCounter struct {
	mark []byte
	at   int // bytes of the mark that have been seen
	n    int
}

func (m *markCounter) Write(p []byte) (int, error) {
	for _, c := range p {
		switch {
		case c == m.mark[m.at]:
			m.at++
		case c == m.mark[0]:
			m.at = 1
		default:
			m.at = 0
		}
		if m.at == len(m.mark) {
			m.n, m.at = m.n+1, 0
		}
	}
	return len(p), nil
}

// scanShared reads the shared texts and shows the guard what the part holds beside
// them.
func (j *job) scanShared(a *archive, name string) (*sharedStrings, error) {
	guard := j.newGuard("")
	aside := asideTo(guard, identity.PlaceMetadata)
	shared, err := a.sharedStrings(name, func(t xml.Token) { aside(0, t) })
	j.closeGuard(guard, "", "")
	return shared, err
}

// scanUnused shows the guard the shared texts that no cell refers to.
func (j *job) scanUnused(s *sharedStrings) {
	guard := j.newGuard("")
	for i, used := range s.used {
		if !used {
			guard.Text(identity.PlaceMetadata, 0, []byte(s.texts[i]))
		}
	}
	j.closeGuard(guard, "", "")
}
