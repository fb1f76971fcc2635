package workbook

import (
	"fmt"
	"strings"
)

// comment is a remark on a cell.
type comment struct {
	row, column int
	text        string
}

// Comment puts a remark on a cell, in the order the remarks are to be written.
// One cell takes one comment.
func (s *Sheet) Comment(row, column int, text string) {
	s.comments = append(s.comments, comment{row, column, text})
}

// writeComments writes a sheet's comments and the shapes that spreadsheets show
// them in.
func (w *Writer) writeComments(sheet int, comments []comment) error {
	var text, shapes strings.Builder
	text.WriteString(declaration + `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>leverera</author></authors><commentList>`)
	shapes.WriteString(`<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`)
	for i, c := range comments {
		fmt.Fprintf(&text, `<comment ref="%s%d" authorId="0"><text><t xml:space="preserve">%s</t></text></comment>`, Letters(c.column), c.row, escape(c.text))
		fmt.Fprintf(&shapes, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;width:260pt;height:110pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
			`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>`+
			`<x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			1025+i, c.column+1, max(c.row-2, 0), c.column+5, c.row+5, c.row-1, c.column)
	}
	text.WriteString(`</commentList></comments>`)
	shapes.WriteString(`</xml>`)
	for _, p := range []struct{ name, text string }{
		{fmt.Sprintf("xl/comments%d.xml", sheet), text.String()},
		{fmt.Sprintf("xl/drawings/vmlDrawing%d.vml", sheet), shapes.String()},
		{fmt.Sprintf("xl/worksheets/_rels/sheet%d.xml.rels", sheet), declaration +
			`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
			fmt.Sprintf(`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing%d.vml"/>`, sheet) +
			fmt.Sprintf(`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments%d.xml"/></Relationships>`, sheet)},
	} {
		if err := w.part(p.name, p.text); err != nil {
			return err
		}
	}
	return nil
}
