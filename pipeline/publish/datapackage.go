package publish

import (
	"path"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// dataPackageFormat describes the release's files as a Data Package (version
// 2.0): paths, digests and sizes as written, and the columns of the CSV.
func dataPackageFormat(e *release.Edition, files []release.FileInfo) format {
	return jsonFormat("datapackage.json", func() any { return newDataPackage(e, files) })
}

type dataPackage struct {
	Schema      string         `json:"$schema"`
	Name        string         `json:"name"`
	Title       string         `json:"title"`
	Description string         `json:"description,omitempty"`
	Version     string         `json:"version"`
	Created     string         `json:"created"`
	Licenses    []dataLicense  `json:"licenses,omitempty"`
	Contributor []dataPerson   `json:"contributors"`
	Resources   []dataResource `json:"resources"`
	Synthetic   bool           `json:"synthetic"`
}

type dataLicense struct {
	Path string `json:"path"`
}

type dataPerson struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

type dataResource struct {
	Name      string        `json:"name"`
	Type      string        `json:"type,omitempty"`
	Path      string        `json:"path"`
	Title     string        `json:"title,omitempty"`
	Format    string        `json:"format"`
	MediaType string        `json:"mediatype"`
	Encoding  string        `json:"encoding,omitempty"`
	Bytes     int64         `json:"bytes"`
	Hash      string        `json:"hash"`
	Dialect   *tableDialect `json:"dialect,omitempty"`
	Table     *tableSchema  `json:"schema,omitempty"`
}

type tableDialect struct {
	Schema    string `json:"$schema"`
	Delimiter string `json:"delimiter"`
}

type tableSchema struct {
	Schema        string       `json:"$schema"`
	Fields        []tableField `json:"fields"`
	PrimaryKey    []string     `json:"primaryKey"`
	MissingValues []string     `json:"missingValues"`
}

type tableField struct {
	Name        string           `json:"name"`
	Type        string           `json:"type"`
	Title       string           `json:"title"`
	Description string           `json:"description,omitempty"`
	DecimalChar string           `json:"decimalChar,omitempty"`
	Constraints *tableConstraint `json:"constraints,omitempty"`
	// MissingValues is empty for key columns, whose empty text is a value of
	// its own ("all ages"), never null.
	MissingValues *[]string `json:"missingValues,omitempty"`
}

type tableConstraint struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

func newDataPackage(e *release.Edition, files []release.FileInfo) dataPackage {
	title := make([]string, len(e.Sets))
	for i, s := range e.Sets {
		title[i] = s.Title.SV
	}
	p := dataPackage{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json",
		Name:   e.ID, Title: strings.Join(title, ", "), Version: strconv.Itoa(e.Version),
		Created: e.Created + "T00:00:00Z", Synthetic: e.Synthetic,
		Contributor: []dataPerson{{Title: e.Publisher, Roles: []string{"publisher"}}},
	}
	if e.Synthetic {
		p.Title, p.Description = "SYNTETISKA DATA: "+p.Title, syntheticNotice.SV+" "+syntheticNotice.EN
	}
	if e.License != "" {
		p.Licenses = []dataLicense{{e.License}}
	}
	for _, f := range files {
		if ext := path.Ext(f.Path); ext != ".xlsx" && ext != ".html" { // for people, not tables for programs
			p.Resources = append(p.Resources, newDataResource(f))
		}
	}
	return p
}

func newDataResource(f release.FileInfo) dataResource {
	r := dataResource{
		Name: strings.NewReplacer("/", "-", "_", "-").Replace(f.Path), Path: f.Path, Title: fileWords(f.Path).SV,
		Format: strings.TrimPrefix(path.Ext(f.Path), "."), Bytes: f.Bytes, Hash: "sha256:" + f.SHA256,
	}
	r.MediaType, _, _ = strings.Cut(f.MediaType, ";")
	if r.Format == "parquet" {
		// By its name in the EU's list of file types: what is called parquet readers of
		// data packages take for a table without a schema, and guess one.
		r.Format = "PARQUET"
	}
	if r.Format == "csv" {
		r.Type, r.Encoding, r.Table = "table", "utf-8", newTableSchema("")
	}
	if folder := path.Dir(f.Path); folder == peersFolder || folder == unweightedFolder {
		r.Table = besideSchema(f.Path)
	}
	if strings.HasSuffix(f.Path, ".excel.csv") {
		r.Encoding = "utf-8-sig"
		r.Dialect = &tableDialect{Schema: "https://datapackage.org/profiles/2.0/tabledialect.json", Delimiter: ";"}
		r.Table = newTableSchema(",")
		r.Table.Fields = append(r.Table.Fields, tableField{Name: "area", Type: "string", Title: "Områdets kod och namn"})
	}
	return r
}

// newTableSchema describes the columns; decimalChar is empty for the point.
func newTableSchema(decimalChar string) *tableSchema {
	schema := &tableSchema{Schema: "https://datapackage.org/profiles/2.0/tableschema.json", MissingValues: []string{""}}
	for _, c := range release.Columns() {
		f := tableField{Name: c.Name, Type: fieldType(c), Title: c.Meaning.SV, Description: c.Meaning.EN}
		if c.Kind == release.DecimalColumn {
			f.DecimalChar = decimalChar
		}
		if c.Required {
			f.Constraints = &tableConstraint{Required: true, Enum: fieldEnum(c)}
		}
		if c.Key {
			schema.PrimaryKey = append(schema.PrimaryKey, c.Name)
			f.MissingValues = &[]string{}
		}
		schema.Fields = append(schema.Fields, f)
	}
	return schema
}

func fieldType(c release.Column) string {
	switch c.Kind {
	case release.DecimalColumn:
		return "number"
	case release.IntegerColumn:
		return "integer"
	default:
		return "string"
	}
}

func fieldEnum(c release.Column) []string {
	switch c.Name {
	case "status":
		return []string{string(code.OK), string(code.Missing), string(code.NotApplicable), string(code.Suppressed)}
	case "sex":
		return []string{string(code.TotalSex), string(code.Women), string(code.Men)}
	}
	return nil
}
