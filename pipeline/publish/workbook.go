package publish

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/release"
)

// workbookFormat is the comparison workbook of a set, for people who compare
// municipalities: a start page, one sheet per question with municipalities
// down and indicators across, time series, ranks, uncertainty, definitions and
// quality. Cells are typed, nothing is a formula, no data cell is merged.
func workbookFormat(e *release.Edition, s *release.Set) format {
	return format{
		path:      "tables/" + s.Name + ".xlsx",
		mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		write: func(ctx context.Context, w io.Writer, scratch string) (int64, error) {
			return 0, writeWorkbook(ctx, w, scratch, e, s)
		},
	}
}

// book is a workbook being written.
type book struct {
	ctx    context.Context
	file   *excelize.File
	styles styles
	e      *release.Edition
	v      *view
	sheets []string
}

func writeWorkbook(ctx context.Context, w io.Writer, scratch string, e *release.Edition, s *release.Set) (err error) {
	file := excelize.NewFile(excelize.Options{TmpDir: scratch})
	defer func() { err = errors.Join(err, file.Close()) }()
	file.ZipWriter = func(w io.Writer) excelize.ZipWriter { return newSteadyZip(w) }
	b := &book{ctx: ctx, file: file, styles: styles{file: file, ids: map[style]int{}}, e: e, v: newView(s)}
	if err := b.properties(); err != nil {
		return err
	}
	if err := b.write(); err != nil {
		return fmt.Errorf("workbook: %w", err)
	}
	_, err = file.WriteTo(w)
	return err
}

// write writes the sheets in the order of their tabs.
func (b *book) write() error {
	steps := []func() error{b.startSheet}
	for _, q := range b.v.questions() {
		steps = append(steps, func() error { return b.questionSheet(q) })
	}
	steps = append(steps, b.seriesSheet, b.rankSheet, b.uncertaintySheet, b.partedSheet, b.definitionSheet, b.qualitySheet, b.deliverySheet)
	for _, step := range steps {
		if err := b.ctx.Err(); err != nil {
			return err
		}
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// properties fixes what a workbook tells about its making.
func (b *book) properties() error {
	title := b.v.set.Title.SV
	if b.e.Synthetic {
		title = "SYNTETISKA DATA: " + title
	}
	moment := b.e.Created + "T00:00:00Z"
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: b.e.Publisher, LastModifiedBy: b.e.Publisher,
		Created: moment, Modified: moment, Language: "sv-SE",
		Subject: b.v.set.Description.SV, Identifier: b.e.ID, Version: fmt.Sprint(b.e.Version),
	})
}
