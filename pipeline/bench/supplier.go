package bench

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/supplier/workbook"
)

// Checking is leverera kontrollera on one workbook: read, checked, and written
// again as a marked copy.
type Checking struct {
	Cells          int64   `json:"cells"`
	MB             float64 `json:"mb"` // of the workbook
	Faults         int     `json:"faults"`
	Ours           Figure  `json:"ours"`
	CellsPerSecond float64 `json:"cells_per_second"`
}

// String is the line that make bench prints.
func (c Checking) String() string {
	return fmt.Sprintf("check    a workbook of %d cells, %.0f MB, %d faulty: %.1f s, %.0f MB at most; %.0f cells a second",
		c.Cells, c.MB, c.Faults, c.Ours.Seconds, c.Ours.PeakMB, c.CellsPerSecond)
}

const (
	checkedRows  = 100_000
	checkedFault = 1000 // every thousandth row is faulty
	rejectedExit = 3
)

// checking measures the supplier's check of a workbook of a million cells.
func checking(ctx context.Context, program, dir string) (Checking, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return Checking{}, err
	}
	path := filepath.Join(dir, "missbruk_1280_2025_1.xlsx")
	columns, err := writeWorkbook(path, checkedRows)
	if err != nil {
		return Checking{}, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return Checking{}, err
	}
	c := Checking{Cells: int64(columns) * checkedRows, MB: float64(info.Size()) / 1e6, Faults: checkedRows / checkedFault}
	c.Ours, err = measure(exec.CommandContext(ctx, program, "kontrollera", path))
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != rejectedExit) {
		return c, err
	}
	c.CellsPerSecond = float64(c.Cells) / c.Ours.Seconds
	return c, nil
}

// writeWorkbook writes cases as a person's workbook would hold them, and the two
// datasets that are empty on purpose. It returns the number of columns.
func writeWorkbook(path string, rows int) (columns int, err error) {
	keys, err := identity.NewP1Keyer([]byte("a key for benchmark deliveries only"))
	if err != nil {
		return 0, err
	}
	file, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	out := bufio.NewWriterSize(file, 1<<20)
	book := workbook.New(out)
	heads := strings.Fields("arende person person_idtyp enhet omrade kon fodelsear start slut genomforandeplan")
	s, err := book.Sheet("arende", workbook.Options{})
	if err != nil {
		return 0, err
	}
	for n := range rows + 1 {
		cells := heads
		if n > 0 {
			cells = caseCells(keys, n)
		}
		if err := s.Row(n+1, workbookRow(cells, n > 0)...); err != nil {
			return 0, err
		}
	}
	for _, empty := range [][2]string{
		{"insats", "arende insats_nr insats_kod lagrum behovsprovad start status"},
		{"matning", "arende instrument instrumentversion skala skattare tillfalle datum"},
	} {
		s, err := book.Sheet(empty[0], workbook.Options{})
		if err == nil {
			err = s.Row(1, workbookRow(strings.Fields(empty[1]), false)...)
		}
		if err == nil {
			err = s.Row(2, workbook.Cell{Text: "nollrapport"})
		}
		if err != nil {
			return 0, err
		}
	}
	return len(heads), errors.Join(book.Close(), out.Flush())
}

// caseCells is one case; every thousandth has a sex that is no code.
func caseCells(keys *identity.P1Keyer, n int) []string {
	const newYear2025 = 45658 // as spreadsheets count days
	id, sex := strconv.Itoa(n), "K"
	if n%checkedFault == 0 {
		sex = "Q"
	}
	return []string{
		keys.Local(identity.Case, "1280", id), keys.Local(identity.LocalPerson, "1280", id), "lokal", "Norr", "missbruk", sex,
		"1980", strconv.Itoa(newYear2025 + n%300), "", "ja",
	}
}

func workbookRow(texts []string, numbers bool) []workbook.Cell {
	cells := make([]workbook.Cell, len(texts))
	for i, text := range texts {
		cells[i] = workbook.Cell{Text: text, Numeric: numbers && (i == 6 || i == 7)}
	}
	return cells
}
