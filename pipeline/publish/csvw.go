package publish

import (
	"path"

	"jamfor/pipeline/release"
)

// csvwFormat describes a set's CSV by the W3C's vocabulary, at the place where
// readers of a CSV look for it.
func csvwFormat(e *release.Edition, s *release.Set) format {
	return jsonFormat(release.CSVPath(s.Name)+"-metadata.json", func() any { return newCSVW(e, s) })
}

type csvwTable struct {
	Context     []any      `json:"@context"`
	URL         string     `json:"url"`
	Title       string     `json:"dc:title"`
	Description string     `json:"dc:description,omitempty"`
	Publisher   string     `json:"dc:publisher"`
	Issued      string     `json:"dc:issued"`
	License     string     `json:"dc:license,omitempty"`
	Table       csvwSchema `json:"tableSchema"`
}

type csvwSchema struct {
	Columns    []csvwColumn `json:"columns"`
	PrimaryKey []string     `json:"primaryKey"`
}

type csvwColumn struct {
	Name        string     `json:"name"`
	Titles      string     `json:"titles"`
	Description []csvwText `json:"dc:description"`
	DataType    string     `json:"datatype"`
	Required    bool       `json:"required,omitempty"`
}

type csvwText struct {
	Value    string `json:"@value"`
	Language string `json:"@language"`
}

func newCSVW(e *release.Edition, s *release.Set) csvwTable {
	t := csvwTable{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": "sv"}},
		URL:     path.Base(release.CSVPath(s.Name)), Title: s.Title.SV, Description: s.Description.SV,
		Publisher: e.Publisher, Issued: e.Created, License: e.License,
	}
	if e.Synthetic {
		t.Title, t.Description = "SYNTETISKA DATA: "+t.Title, syntheticNotice.SV+" "+t.Description
	}
	types := map[release.ColumnKind]string{release.TextColumn: "string", release.DecimalColumn: "decimal", release.IntegerColumn: "integer"}
	for _, c := range release.Columns() {
		t.Table.Columns = append(t.Table.Columns, csvwColumn{
			Name: c.Name, Titles: c.Name, DataType: types[c.Kind], Required: c.Required,
			Description: []csvwText{{c.Meaning.SV, "sv"}, {c.Meaning.EN, "en"}},
		})
		if c.Key {
			t.Table.PrimaryKey = append(t.Table.PrimaryKey, c.Name)
		}
	}
	return t
}
