package publish

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/observation"
	"jamfor/pipeline/release"
)

// rankSheet shows each municipality's rank per indicator, in total.
func (b *book) rankSheet() error {
	var ranked []release.IndicatorInfo
	heads, widths := []string{"Kod", "Kommun"}, []float64{7, 22}
	for _, info := range b.v.set.Indicators {
		of := b.rankedOf(info)
		if of == 0 {
			continue
		}
		ranked = append(ranked, info)
		heads = append(heads, info.ID+" "+info.ShortTitle().SV+", av "+strconv.Itoa(of))
		widths = append(widths, 18)
	}
	if len(ranked) == 0 {
		return nil
	}
	s, err := b.long(sheetRanks, "Kommunernas rang", "1 är bäst. Lika värden har samma rang. Bara kommuner med tillräckligt underlag rangordnas.", heads, widths, 2)
	if err != nil {
		return err
	}
	for _, id := range b.v.areas[area.Municipality] {
		cells, err := s.cells(style{}, id.Code, area.Default().Name(id).SV)
		if err != nil {
			return err
		}
		for _, info := range ranked {
			cell, err := s.rankCell(b.v.find(info.ID, id, b.v.latest(info.ID), code.TotalSex))
			if err != nil {
				return err
			}
			cells = append(cells, cell)
		}
		if err := s.add(0, cells...); err != nil {
			return err
		}
	}
	if err := s.filter(longHeader, len(heads), 2); err != nil {
		return err
	}
	return s.done()
}

func (s *sheet) rankCell(o *observation.Observation) (excelize.Cell, error) {
	if o == nil || o.Rank == nil {
		mark := ""
		if o != nil {
			mark = o.Status.Mark()
		}
		return s.cell(mark, style{kind: markCell})
	}
	return s.cell(*o.Rank, style{kind: countCell, band: bandOf(o.Quartile)})
}

// rankedOf is how many municipalities an indicator ranks, 0 for none.
func (b *book) rankedOf(info release.IndicatorInfo) int {
	for _, id := range b.v.areas[area.Municipality] {
		if o := b.v.find(info.ID, id, b.v.latest(info.ID), code.TotalSex); o != nil && o.RankOf != nil {
			return *o.RankOf
		}
	}
	return 0
}
