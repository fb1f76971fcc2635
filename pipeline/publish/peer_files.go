package publish

import (
	"context"
	"encoding/csv"
	"io"
	"path"
	"strconv"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// peerFormats are the files on similar municipalities (peers/): who they are, by
// service area; what they show, by set; and in metadata how they were chosen.
// They lie beside the tables of observations, for a group of seven is no area: it
// is another for every municipality. What they show is made of published rows
// alone.
func peerFormats(e *release.Edition) []format {
	list := []format{
		{path: peersPath, mediaType: csvType, write: func(_ context.Context, w io.Writer, _ string) (int64, error) {
			return 0, writePeers(w, e)
		}},
		jsonFormat("metadata/peers.json", func() any { return peersDocument(e) }),
	}
	for i := range e.Sets {
		s := &e.Sets[i]
		list = append(list, format{path: peersFolder + "/" + s.Name + ".csv", mediaType: csvType, write: func(ctx context.Context, w io.Writer, _ string) (int64, error) {
			return 0, writePeerValues(ctx, w, s)
		}})
	}
	return list
}

const (
	peersFolder = "peers"
	peersPath   = peersFolder + "/municipalities.csv"
)

// The columns of the two kinds of files.
var (
	peerColumns = []peerColumn{
		{"service_area", "string", code.Text{SV: "Verksamhetsområde; tomt för uppsättningar som omfattar flera", EN: "Service area; empty for sets that cover several"}, true},
		{"area_code", "string", code.Text{SV: "Kommunkod", EN: "Municipality code"}, true},
		{"area_name", "string", code.Text{SV: "Kommun", EN: "Municipality"}, false},
		{"place", "integer", code.Text{SV: "Plats, 1 är mest lik", EN: "Place, 1 is the most similar"}, true},
		{"peer_code", "string", code.Text{SV: "Den liknande kommunens kod", EN: "Code of the similar municipality"}, false},
		{"peer_name", "string", code.Text{SV: "Den liknande kommunen", EN: "The similar municipality"}, false},
		{"distance", "number", code.Text{SV: "Vägt avstånd i standardavvikelser", EN: "Weighted distance in standard deviations"}, false},
	}
	peerValueColumns = []peerColumn{
		{"indicator", "string", code.Text{SV: "Indikator", EN: "Indicator"}, true},
		{"area_code", "string", code.Text{SV: "Kommunkod: vars liknande kommuner det är", EN: "Municipality code: whose similar ones these are"}, true},
		{"period", "string", code.Text{SV: "Period", EN: "Period"}, true},
		{"sex", "string", code.Text{SV: "Kön: T, alla", EN: "Sex: T, all"}, true},
		{"value", "number", code.Text{SV: "Ovägt medelvärde av de värden som visas", EN: "Unweighted mean of the shown values"}, false},
		{"peers_shown", "integer", code.Text{SV: "Antal liknande kommuner som visar ett värde", EN: "Similar municipalities that show a value"}, false},
		{"peers_of", "integer", code.Text{SV: "Antal liknande kommuner", EN: "Similar municipalities"}, false},
	}
)

// peerColumn is a column; kind is as in Table Schema, key tells that it is part
// of the row's key.
type peerColumn struct {
	name, kind string
	meaning    code.Text
	key        bool
}

func peerHeader(columns []peerColumn) []string {
	var names []string
	for _, c := range columns {
		names = append(names, c.name)
	}
	return names
}

// besideSchema describes a file beside the observations for the data package.
func besideSchema(name string) *tableSchema {
	columns := peerValueColumns
	switch {
	case name == peersPath:
		columns = peerColumns
	case path.Dir(name) == unweightedFolder:
		columns = unweightedColumns
	}
	schema := &tableSchema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", MissingValues: []string{""}}
	for _, c := range columns {
		f := tableField{Name: c.name, Type: c.kind, Title: c.meaning.SV, Description: c.meaning.EN}
		if c.key {
			schema.PrimaryKey = append(schema.PrimaryKey, c.name)
			f.MissingValues = &[]string{}
		}
		schema.Fields = append(schema.Fields, f)
	}
	return schema
}

const csvType = "text/csv; charset=utf-8; header=present"

// services are the sets' service areas, each once, in order.
func services(e *release.Edition) []code.ServiceArea {
	var list []code.ServiceArea
	seen := map[code.ServiceArea]bool{}
	for _, s := range e.Sets {
		if !seen[s.ServiceArea] {
			seen[s.ServiceArea] = true
			list = append(list, s.ServiceArea)
		}
	}
	return list
}

// writePeers lists every municipality's similar ones, the most similar first. An
// empty service area stands for sets that cover several.
func writePeers(w io.Writer, e *release.Edition) error {
	out := csv.NewWriter(w)
	if err := out.Write(peerHeader(peerColumns)); err != nil {
		return err
	}
	name := func(m string) string { return area.Default().Name(area.ID{Type: area.Municipality, Code: m}).SV }
	for _, service := range services(e) {
		for _, m := range area.Default().Municipalities {
			for i, p := range peers()[agesOf(service)][m.Code] {
				row := []string{string(service), m.Code, m.Name, strconv.Itoa(i + 1), p.code, name(p.code), strconv.FormatFloat(p.distance, 'f', 4, 64)}
				if err := out.Write(row); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// writePeerValues writes, for both sexes together, the mean of what each
// municipality's similar ones show: a row where there is one.
func writePeerValues(ctx context.Context, w io.Writer, s *release.Set) error {
	out := csv.NewWriter(w)
	if err := out.Write(peerHeader(peerValueColumns)); err != nil {
		return err
	}
	v := newView(s)
	for _, info := range s.Indicators {
		if err := ctx.Err(); err != nil {
			return err
		}
		if info.Kind == "count" {
			continue // follows the size of the municipality
		}
		for _, period := range s.Periods {
			for _, m := range area.Default().Municipalities {
				mean, n, ok := v.peerMean(info.ID, m.Code, period)
				if !ok {
					continue
				}
				row := []string{info.ID, m.Code, period.String(), string(code.TotalSex), strconv.FormatFloat(mean, 'f', info.Decimals, 64), strconv.Itoa(n), strconv.Itoa(peerCount)}
				if err := out.Write(row); err != nil {
					return err
				}
			}
		}
	}
	out.Flush()
	return out.Error()
}

// peersFile is metadata/peers.json.
type peersFile struct {
	Format    int            `json:"format"`
	Release   string         `json:"release"`
	Method    code.Text      `json:"method"`
	Year      string         `json:"year"`
	Peers     int            `json:"peers"`
	Least     int            `json:"least_shown"`
	Variables []peerVariable `json:"variables"`
	// Weights are by service area, in the order of the variables.
	Weights []serviceWeights `json:"weights"`
}

type serviceWeights struct {
	ServiceArea code.ServiceArea `json:"service_area"`
	Weights     []float64        `json:"weights"`
}

func peersDocument(e *release.Edition) peersFile {
	doc := peersFile{
		Format: release.ManifestFormat, Release: e.ID, Method: peerMethod, Year: PeerYear,
		Peers: peerCount, Least: leastPeers, Variables: peerVariables,
	}
	for _, service := range services(e) {
		doc.Weights = append(doc.Weights, serviceWeights{service, peerWeights(service)})
	}
	return doc
}
