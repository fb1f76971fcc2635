package publish

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// jsonstatFormat is the set as one JSON-stat 2.0 dataset: values as an array in
// row-major order, status as an object by position. Values and status are
// streamed, because they are most of the file.
func jsonstatFormat(e *release.Edition, s *release.Set) format {
	return format{
		path: "jsonstat/" + s.Name + ".json", mediaType: "application/json",
		write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			return 0, writeJSONStat(ctx, w, e, newCube(s))
		},
	}
}

// splitFormats are the cubes of a set's split indicators, for each dimension one
// of either format: with all else they would be mostly cells that cannot occur.
func splitFormats(e *release.Edition, s *release.Set) []format {
	var list []format
	for _, dimension := range splitDimensions(s) {
		stem := s.Name + "." + splitStem(dimension)
		list = append(list, format{
			path: "jsonstat/" + stem + ".json", mediaType: "application/json",
			write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
				return 0, writeJSONStat(ctx, w, e, newSplitCube(s, dimension))
			},
		}, format{
			path: "px/" + stem + ".px", mediaType: pxMediaType,
			write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
				return 0, writePX(ctx, w, e, newSplitCube(s, dimension))
			},
		})
	}
	return list
}

// jsonstatHead is everything of the dataset but value and status.
type jsonstatHead struct {
	Version   string                       `json:"version"`
	Class     string                       `json:"class"`
	Label     string                       `json:"label"`
	Source    string                       `json:"source"`
	Updated   string                       `json:"updated"`
	Note      []string                     `json:"note"`
	ID        []string                     `json:"id"`
	Size      []int                        `json:"size"`
	Role      jsonstatRole                 `json:"role"`
	Dimension map[string]jsonstatDimension `json:"dimension"`
	Extension jsonstatExtension            `json:"extension"`
}

type jsonstatRole struct {
	Time   []string `json:"time"`
	Geo    []string `json:"geo"`
	Metric []string `json:"metric"`
}

type jsonstatDimension struct {
	Label    string           `json:"label"`
	Category jsonstatCategory `json:"category"`
}

type jsonstatCategory struct {
	Index []string                `json:"index"`
	Label map[string]string       `json:"label"`
	Note  map[string][]string     `json:"note,omitempty"`
	Unit  map[string]jsonstatUnit `json:"unit,omitempty"`
}

type jsonstatUnit struct {
	Decimals int    `json:"decimals"`
	Base     string `json:"base"`
}

// jsonstatExtension is what JSON-stat has no place for; labels in English are
// by dimension and code.
type jsonstatExtension struct {
	Release     string                       `json:"release"`
	Version     int                          `json:"version"`
	Synthetic   bool                         `json:"synthetic"`
	Preliminary bool                         `json:"preliminary"`
	LabelEN     string                       `json:"label_en"`
	CategoryEN  map[string]map[string]string `json:"category_en"`
	// AreaName is, by position as status has it, the name of a cell that is of
	// participating municipalities only, not of its whole area.
	AreaName map[string]string `json:"area_name,omitempty"`
}

// participatingNote stands at areas some of whose cells have a name of their own.
const participatingNote = "Vissa värden avser deltagande kommuner, inte hela området: de cellernas namn står i extension.area_name. " +
	"Some values are of participating municipalities, not of the whole area: extension.area_name names those cells."

// dimensions names the cube's dimensions in their order, and their sizes.
func (c *cube) dimensions() (names []string, sizes []int) {
	names, sizes = []string{"area", "sex", "indicator", "period"}, []int{len(c.areas), len(c.sexes), len(c.indicators), len(c.periods)}
	if c.split != nil {
		names, sizes = slices.Insert(names, 2, c.split.dimension), slices.Insert(sizes, 2, c.classes())
	}
	return names, sizes
}

func writeJSONStat(ctx context.Context, w io.Writer, e *release.Edition, c *cube) error {
	about, err := newJSONStatHead(ctx, e, c)
	if err != nil {
		return err
	}
	head, err := json.Marshal(about)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	if _, err := out.Write(head[:len(head)-1]); err != nil { // without the closing brace
		return err
	}
	if err := writeJSONStatValues(ctx, out, c); err != nil {
		return err
	}
	if err := writeJSONStatStatus(ctx, out, c); err != nil {
		return err
	}
	if _, err := out.WriteString("}\n"); err != nil {
		return err
	}
	return out.Flush()
}

func writeJSONStatValues(ctx context.Context, out *bufio.Writer, c *cube) error {
	separator := ",\n\"value\":["
	err := c.each(ctx, func(number, _ string) error {
		if number == "" {
			number = "null"
		}
		_, err := out.WriteString(separator + number)
		separator = ","
		return err
	})
	if err != nil {
		return err
	}
	if c.size() == 0 {
		if _, err := out.WriteString(separator); err != nil {
			return err
		}
	}
	return out.WriteByte(']')
}

func writeJSONStatStatus(ctx context.Context, out *bufio.Writer, c *cube) error {
	if _, err := out.WriteString(",\n\"status\":{"); err != nil {
		return err
	}
	separator, position := "", 0
	err := c.each(ctx, func(_, mark string) error {
		at := position
		position++
		if mark == "" {
			return nil
		}
		_, err := out.WriteString(separator + strconv.Quote(strconv.Itoa(at)) + ":" + strconv.Quote(mark))
		separator = ","
		return err
	})
	if err != nil {
		return err
	}
	return out.WriteByte('}')
}

func newJSONStatHead(ctx context.Context, e *release.Edition, c *cube) (jsonstatHead, error) {
	s := c.v.set
	names, sizes := c.dimensions()
	head := jsonstatHead{
		Version: "2.0", Class: "dataset", Label: s.Title.SV, Source: e.Publisher, Updated: e.Created + "T00:00:00Z",
		ID: names, Size: sizes,
		Role: jsonstatRole{Time: []string{"period"}, Geo: []string{"area"}, Metric: []string{"indicator"}},
		Extension: jsonstatExtension{
			Release: e.ID, Version: e.Version, Synthetic: e.Synthetic, Preliminary: e.Preliminary, LabelEN: s.Title.EN,
			CategoryEN: map[string]map[string]string{"area": {}, "sex": {}, "indicator": {}},
		},
	}
	for _, status := range markedStatuses {
		head.Note = append(head.Note, fmt.Sprintf("%s  %s", status.Mark(), status.Text().SV))
	}
	if c.split != nil {
		head.Label += " efter " + strings.ToLower(c.split.title.SV)
		head.Extension.LabelEN += " by " + strings.ToLower(c.split.title.EN)
		head.Extension.CategoryEN[c.split.dimension] = map[string]string{}
	}
	if e.Synthetic {
		head.Label = "SYNTETISKA DATA: " + head.Label
		head.Note = append(head.Note, syntheticNotice.SV)
	}
	head.Dimension = c.jsonstatDimensions(head.Extension.CategoryEN)
	named, err := c.named(ctx)
	for _, cell := range named {
		if head.Extension.AreaName == nil {
			head.Extension.AreaName = map[string]string{}
			areas := head.Dimension["area"]
			areas.Category.Note = map[string][]string{}
			head.Dimension["area"] = areas
		}
		head.Extension.AreaName[strconv.Itoa(cell.position)] = cell.o.AreaName
		head.Dimension["area"].Category.Note[c.areas[cell.area].Code] = []string{participatingNote}
	}
	return head, err
}

// jsonstatDimensions describes the dimensions and fills in the English labels.
func (c *cube) jsonstatDimensions(english map[string]map[string]string) map[string]jsonstatDimension {
	category := func() jsonstatCategory { return jsonstatCategory{Index: []string{}, Label: map[string]string{}} }
	areas, sexes, indicators, periods := category(), category(), category(), category()
	indicators.Unit = map[string]jsonstatUnit{}
	add := func(into *jsonstatCategory, name, id string, label code.Text) {
		into.Index = append(into.Index, id)
		into.Label[id] = label.SV
		if english[name] != nil {
			english[name][id] = label.In(code.English)
		}
	}
	for _, id := range c.areas {
		add(&areas, "area", id.Code, area.Default().Name(id))
	}
	for _, sex := range c.sexes {
		add(&sexes, "sex", string(sex), sex.Text())
	}
	for _, info := range c.indicators {
		add(&indicators, "indicator", info.ID, info.Title)
		indicators.Unit[info.ID] = jsonstatUnit{info.Decimals, info.Unit.SV}
	}
	for _, p := range c.periods {
		add(&periods, "period", p.String(), code.Text{SV: p.String()})
	}
	all := map[string]jsonstatDimension{
		"area": {"Område", areas}, "sex": {"Kön", sexes}, "indicator": {"Indikator", indicators}, "period": {"Period", periods},
	}
	if c.split != nil {
		classes := category()
		for i, x := range c.split.codes {
			add(&classes, c.split.dimension, x, c.split.titles[i])
		}
		all[c.split.dimension] = jsonstatDimension{c.split.title.SV, classes}
	}
	return all
}
