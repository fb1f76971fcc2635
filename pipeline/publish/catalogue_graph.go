package publish

import (
	"net/mail"
	"path"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// Addresses of the vocabularies that DCAT-AP-SE asks for.
const (
	authority  = "http://publications.europa.eu/resource/authority/"
	mediaTypes = "http://www.iana.org/assignments/media-types/"
	sha256IRI  = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
	hvdLaw     = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
)

// hvdStatistics is the category of statistics among high-value data.
const hvdStatistics = "http://data.europa.eu/bna/c_e1da4e07"

// graph describes all releases as one DCAT catalogue: a dataset per indicator
// set with the files of the latest release that has it, a dataset per set and
// release with the files as they were, and the two APIs.
func (c *catalogue) graph() *graph {
	g := &graph{}
	sets := c.setNames()
	root := g.add(c.base+"/catalog", "dcat:Catalog")
	title, description := code.Text{SV: "Jämförelsetal för socialtjänsten", EN: "Comparison figures for social services"},
		code.Text{SV: "Indikatorer per kommun, län, kommungrupp och för riket ur systematisk uppföljning i socialtjänsten.", EN: "Indicators by municipality, county, municipality group and nation from systematic follow-up in social services."}
	if c.newest.Synthetic {
		title, description = synthetic(title), code.Text{SV: syntheticNotice.SV + " " + description.SV, EN: syntheticNotice.EN + " " + description.EN}
	}
	root.words("dct:title", title.SV, title.EN).words("dct:description", description.SV, description.EN).
		link("dct:publisher", c.publisher()).link("dct:license", c.newest.License).
		link("dct:language", authority+"language/SWE", authority+"language/ENG").
		link("dct:spatial", authority+"country/SWE").
		link("dcat:themeTaxonomy", authority+"data-theme").link("foaf:homepage", c.base+"/").
		typed("dct:issued", "xsd:date", c.releases[0].Created).typed("dct:modified", "xsd:date", c.newest.Created)
	for _, set := range sets {
		root.link("dcat:dataset", c.datasetIRI(set))
	}
	root.link("dcat:service", c.base+"/api/v1", c.base+"/v3")
	c.agents(g)
	for _, set := range sets {
		c.dataset(g, set)
	}
	c.services(g, sets)
	g.add(c.base+"/", "foaf:Document")
	return g
}

func synthetic(t code.Text) code.Text {
	return code.Text{SV: "SYNTETISKA DATA: " + t.SV, EN: "SYNTHETIC DATA: " + t.EN}
}

// setNames lists the sets of all releases, in the order of their names.
func (c *catalogue) setNames() []string {
	var names []string
	for _, m := range c.releases {
		for _, s := range m.Sets {
			names = append(names, s.Name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (c *catalogue) datasetIRI(set string) string { return c.base + "/datasets/" + set }

func (c *catalogue) versionIRI(id, set string) string {
	return c.base + "/releases/" + id + "/#" + set
}

func (c *catalogue) publisher() string {
	if n := c.newest.Publication.Organisation; n != "" {
		return "http://dataportal.se/organisation/SE" + n
	}
	return c.base + "/#publisher"
}

// contact is the address of the contact, empty where the publisher tells no
// e-mail address.
func (c *catalogue) contact() string {
	if c.email() == "" {
		return ""
	}
	return c.base + "/#contact"
}

func (c *catalogue) email() string {
	address, err := mail.ParseAddress(c.newest.Contact)
	if err != nil || strings.ContainsAny(address.Address, " <>\"") {
		return ""
	}
	return address.Address
}

func (c *catalogue) agents(g *graph) {
	kind := c.newest.Publication.Kind
	if kind == "" {
		kind = "NationalAuthority"
	}
	g.add(c.publisher(), "foaf:Organization", "foaf:Agent").words("foaf:name", c.newest.Publisher, "").
		link("dct:type", "http://purl.org/adms/publishertype/"+kind).link("foaf:homepage", c.base+"/")
	if c.contact() != "" {
		g.add(c.contact(), "vcard:Organization", "vcard:Kind").plain("vcard:fn", c.newest.Publisher).link("vcard:hasEmail", "mailto:"+c.email())
	}
}

// dataset describes a set with its versions, the latest first.
func (c *catalogue) dataset(g *graph, set string) {
	n := g.add(c.datasetIRI(set), "dcat:Dataset")
	latest := true
	for i, m := range slices.Backward(c.releases) {
		if !slices.ContainsFunc(m.Sets, func(s release.SetDigest) bool { return s.Name == set }) {
			continue
		}
		if latest {
			c.describe(n, g, i, set).link("dcat:previousVersion", c.previous(i, set))
			for _, f := range distributions(m, set) {
				n.link("dcat:distribution", c.fileIRI(m.ID, f.Path))
			}
			latest = false
		}
		n.link("dcat:hasVersion", c.versionIRI(m.ID, set))
		c.version(g, i, set)
	}
}

// describe adds what a dataset says of a set as the release i has it.
func (c *catalogue) describe(n *node, g *graph, i int, set string) *node {
	m, info := c.releases[i], c.sets[i][set]
	digest := m.Sets[slices.IndexFunc(m.Sets, func(s release.SetDigest) bool { return s.Name == set })]
	title, description := digest.Title, info.Description
	if description.SV == "" {
		description = title
	}
	if m.Synthetic {
		title = synthetic(title)
	}
	n.words("dct:title", title.SV, title.EN).words("dct:description", description.SV, description.EN).
		plain("dct:identifier", n.iri).link("dct:publisher", c.publisher()).link("dcat:contactPoint", c.contact()).
		words("dcat:keyword", "socialtjänst", "social services").words("dcat:keyword", "jämförelsetal", "comparison figures").
		words("dcat:keyword", "kommuner", "municipalities").
		link("dcat:theme", authority+"data-theme/SOCI").link("dct:accessRights", authority+"access-right/PUBLIC").
		link("dct:accrualPeriodicity", authority+"frequency/ANNUAL").link("dct:spatial", authority+"country/SWE").
		link("dct:language", authority+"language/SWE", authority+"language/ENG").
		typed("dct:issued", "xsd:date", m.Created).plain("dcat:version", strconv.Itoa(m.Version)).
		link("foaf:page", c.base+"/releases/"+m.ID+"/").link("dcat:landingPage", c.base+"/releases/"+m.ID+"/")
	g.document(c.base + "/releases/" + m.ID + "/")
	if m.Cause.SV != "" {
		n.words("adms:versionNotes", m.Cause.SV, m.Cause.EN)
	}
	if len(digest.Periods) > 0 {
		span := n.iri + "-period"
		if !strings.Contains(n.iri, "#") {
			span = n.iri + "#period"
		}
		n.link("dct:temporal", span)
		first := slices.MinFunc(digest.Periods, func(a, b code.Period) int { return a.Start().Compare(b.Start()) })
		last := slices.MaxFunc(digest.Periods, func(a, b code.Period) int { return a.End().Compare(b.End()) })
		g.add(span, "dct:PeriodOfTime").typed("dcat:startDate", "xsd:date", first.Start().Format("2006-01-02")).
			typed("dcat:endDate", "xsd:date", last.End().Format("2006-01-02"))
	}
	return c.highValue(n)
}

// highValue marks a resource as high-value data where the owner has decided so.
func (c *catalogue) highValue(n *node) *node {
	if c.newest.Publication.HighValue {
		n.link("dcatap:applicableLegislation", hvdLaw)
		if !slices.Contains(n.types, "dcat:Distribution") {
			n.link("dcatap:hvdCategory", hvdStatistics)
		}
	}
	return n
}

// version describes a set as one release has it, with its files.
func (c *catalogue) version(g *graph, i int, set string) {
	m := c.releases[i]
	n := g.add(c.versionIRI(m.ID, set), "dcat:Dataset")
	c.describe(n, g, i, set).link("dcat:isVersionOf", c.datasetIRI(set)).link("dcat:previousVersion", c.previous(i, set))
	for _, f := range distributions(m, set) {
		n.link("dcat:distribution", c.fileIRI(m.ID, f.Path))
	}
	for _, f := range distributions(m, set) {
		c.distribution(g, m, set, f)
	}
}

// previous is the version of a set before that of release i.
func (c *catalogue) previous(i int, set string) string {
	for _, m := range slices.Backward(c.releases[:i]) {
		if slices.ContainsFunc(m.Sets, func(s release.SetDigest) bool { return s.Name == set }) {
			return c.versionIRI(m.ID, set)
		}
	}
	return ""
}

func (c *catalogue) fileIRI(id, file string) string { return c.base + "/releases/" + id + "/" + file }

// distributions lists a release's files that hold a set's observations.
func distributions(m release.Manifest, set string) []release.FileInfo {
	var files []release.FileInfo
	for _, f := range m.Files {
		if stem(f.Path) == set && fileType(f.Path).of != "" {
			files = append(files, f)
		}
	}
	return files
}

// distributionType names a file's format in the vocabularies.
type distributionType struct {
	of        string // "" where the file is no distribution
	fileType  string // EU file-type
	mediaType string // IANA
	standard  string // what the file conforms to
}

func fileType(name string) distributionType {
	folder := path.Dir(name)
	switch {
	case folder == "data" && strings.HasSuffix(name, ".csv"):
		return distributionType{"csv", "CSV", "text/csv", "https://www.rfc-editor.org/rfc/rfc4180"}
	case folder == "data" && strings.HasSuffix(name, ".parquet"):
		return distributionType{"parquet", "PARQUET", "application/vnd.apache.parquet", ""}
	case folder == "tables" && strings.HasSuffix(name, ".excel.csv"):
		return distributionType{"excel-csv", "CSV", "text/csv", ""}
	case folder == "tables" && strings.HasSuffix(name, ".xlsx"):
		return distributionType{"xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ""}
	case folder == "jsonstat":
		return distributionType{"json-stat", "JSON", "application/json", "https://json-stat.org/full/"}
	case folder == "px":
		return distributionType{"px", "", "", "https://www.scb.se/px-file-format"}
	}
	return distributionType{}
}

// splitOf is the split that a cube of its own holds, as in
// jsonstat/missbruk.aldersgrupp.json; empty for all other files.
func splitOf(name string) string {
	folder := path.Dir(name)
	if folder != "jsonstat" && folder != "px" {
		return ""
	}
	parts := strings.Split(path.Base(name), ".")
	if len(parts) < 3 {
		return ""
	}
	return parts[1]
}

// distribution describes one file: where it is, how large, and its digest.
func (c *catalogue) distribution(g *graph, m release.Manifest, set string, f release.FileInfo) {
	of, words := fileType(f.Path), fileWords(f.Path)
	if split := splitOf(f.Path); split != "" {
		words.SV, words.EN = words.SV+", uppdelning: "+split, words.EN+", split: "+split
	}
	iri := c.fileIRI(m.ID, f.Path)
	n := g.add(iri, "dcat:Distribution").
		words("dct:title", words.SV, words.EN).words("dct:description", words.SV+" (utgåva "+m.ID+")", words.EN+" (release "+m.ID+")").
		link("dcat:accessURL", iri).link("dcat:downloadURL", iri).link("dct:license", m.License).
		typed("dct:issued", "xsd:date", m.Created).
		typed("dcat:byteSize", "xsd:nonNegativeInteger", strconv.FormatInt(f.Bytes, 10)).
		link("dcatap:availability", authority+"planned-availability/STABLE").
		link("dct:language", authority+"language/SWE").link("dct:conformsTo", of.standard)
	if of.fileType != "" {
		n.link("dct:format", authority+"file-type/"+of.fileType).link("dcat:mediaType", mediaTypes+of.mediaType)
	}
	if of.of == "csv" {
		n.link("dct:conformsTo", "http://www.w3.org/ns/csvw")
	}
	c.highValue(n)
	sum := c.base + "/releases/" + m.ID + "/#sha256-" + set + "-" + of.of
	if split := splitOf(f.Path); split != "" {
		sum += "-" + split
	}
	n.link("spdx:checksum", sum)
	g.add(sum, "spdx:Checksum").link("spdx:algorithm", sha256IRI).typed("spdx:checksumValue", "xsd:hexBinary", f.SHA256)
}

// services describes the two APIs that jamfor serve answers with.
func (c *catalogue) services(g *graph, sets []string) {
	add := func(address, description string, title, text code.Text) {
		n := g.add(address, "dcat:DataService").words("dct:title", title.SV, title.EN).words("dct:description", text.SV, text.EN).
			link("dcat:endpointURL", address).link("dcat:endpointDescription", description).
			link("dct:publisher", c.publisher()).link("dcat:contactPoint", c.contact()).link("dct:license", c.newest.License).
			link("dct:accessRights", authority+"access-right/PUBLIC").link("foaf:page", c.base+"/")
		for _, set := range sets {
			n.link("dcat:servesDataset", c.datasetIRI(set))
		}
		c.highValue(n)
	}
	add(c.base+"/api/v1", c.base+"/api/v1/openapi.json", code.Text{SV: "Eget API", EN: "Own API"},
		code.Text{SV: "Observationer som JSON, CSV, Parquet och Arrow; indikatorer, områden och utgåvor som JSON.", EN: "Observations as JSON, CSV, Parquet and Arrow; indicators, areas and releases as JSON."})
	add(c.base+"/v3", c.base+"/v3/openapi.json", code.Text{SV: "Kolada-kompatibelt API", EN: "Kolada-compatible API"},
		code.Text{SV: "Samma adresser och svar som Koladas API version 3.", EN: "The same paths and answers as Kolada's API version 3."})
}

// document declares an address as a document, once.
func (g *graph) document(iri string) {
	if !slices.ContainsFunc(g.nodes, func(n *node) bool { return n.iri == iri }) {
		g.add(iri, "foaf:Document")
	}
}
