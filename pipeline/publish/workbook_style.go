package publish

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// styleKind is what a cell is; its look follows.
type styleKind int

const (
	textCell styleKind = iota
	wrapCell
	labelCell
	titleCell
	noteCell
	warningCell
	headerCell
	numberHeaderCell
	groupCell // title above a group of columns
	numberCell
	changeCell
	countCell
	markCell
)

// style describes a cell's look; the same description is the same style.
type style struct {
	kind     styleKind
	decimals int
	band     band
	upper    bool // a row of an upper area, set apart by shade
	partial  bool // a value over participating municipalities only
	first    bool // the first column of its indicator, set off by a line
}

const (
	ink       = "1F2933"
	muted     = "52606D"
	deep      = "1F3A5F"
	paleShade = "EEF2F6"
	hairline  = "CBD2D9"
)

// styles creates each style once per workbook, in the order of first use.
type styles struct {
	file *excelize.File
	ids  map[style]int
}

func (s *styles) id(of style) (int, error) {
	if id, ok := s.ids[of]; ok {
		return id, nil
	}
	id, err := s.file.NewStyle(of.look())
	if err != nil {
		return 0, err
	}
	s.ids[of] = id
	return id, nil
}

func (s style) look() *excelize.Style {
	look := &excelize.Style{
		Font:      &excelize.Font{Family: "Calibri", Size: 11, Color: ink},
		Alignment: &excelize.Alignment{Vertical: "top"},
	}
	switch s.kind {
	case wrapCell:
		look.Alignment.WrapText = true
	case labelCell:
		look.Font.Bold, look.Font.Color, look.Alignment.WrapText = true, deep, true
	case titleCell:
		look.Font.Bold, look.Font.Size, look.Font.Color = true, 16, deep
	case noteCell:
		look.Font.Color = muted
	case warningCell:
		look.Font.Bold, look.Font.Color = true, "8A1C1C"
	case headerCell, numberHeaderCell:
		look.Font.Bold, look.Font.Color, look.Fill = true, "FFFFFF", solid(deep)
		look.Alignment.WrapText = true
		if s.kind == numberHeaderCell {
			look.Alignment.Horizontal = "right"
		}
	case groupCell:
		look.Font.Bold, look.Font.Color, look.Alignment.WrapText = true, deep, true
	case numberCell, changeCell, countCell:
		format := s.format()
		look.CustomNumFmt = &format
	case markCell:
		look.Font.Color, look.Alignment.Horizontal = muted, "right"
	}
	s.shade(look)
	if s.upper && s.kind == textCell {
		look.Font.Bold, look.Alignment.WrapText = true, true
	}
	return look
}

// shade gives a cell its background and the lines that keep bands apart.
func (s style) shade(look *excelize.Style) {
	switch {
	case s.band != noBand:
		look.Fill = solid(s.band.fill())
		for _, side := range []string{"top", "bottom", "left", "right"} {
			look.Border = append(look.Border, excelize.Border{Type: side, Color: "FFFFFF", Style: 1})
		}
	case s.upper:
		look.Fill = solid(paleShade)
	}
	if s.first {
		look.Border = slices.DeleteFunc(look.Border, func(b excelize.Border) bool { return b.Type == "left" })
		look.Border = append(look.Border, excelize.Border{Type: "left", Color: hairline, Style: 2})
	}
}

func solid(color string) excelize.Fill {
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
}

// minus is the true minus sign as a literal of a number format.
const minus = `"−"`

// format is the number format. It holds the band's sign at the left edge of the
// cell, so that a value keeps being a number and still tells its band without
// colour; a star at the right marks values of participating municipalities
// only. Decimal sign and grouping follow the reader's own settings.
func (s style) format() string {
	digits := "#,##0"
	if s.decimals > 0 {
		digits += "." + strings.Repeat("0", s.decimals)
	}
	after := `_*`
	if s.partial {
		after = `\*` // some readers misread it in quotation marks
	}
	before := ""
	if s.band != noBand {
		before = `"` + s.band.sign() + `"* `
	}
	if s.kind == changeCell {
		return "+" + digits + after + ";" + minus + digits + after + ";" + digits + after
	}
	return before + digits + after + ";" + before + minus + digits + after
}
