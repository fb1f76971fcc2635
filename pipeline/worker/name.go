package worker

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/intake"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// Name is what the name of a file or folder in the inbox says:
//
//	<insamling>_<kommun or multi>_<period>_<seq>.<ext>
//	<insamling>-<dataset>_<kommun or multi>_<period>_<seq>.<ext>
//	<insamling>_<kommun>_<period>_<seq>.nollrapport
//
// A folder has no extension and holds one file per dataset, named after it
// (arende.csv, matning.parquet).
type Name struct {
	Collection   string
	Dataset      string // of a flat file that names one, else empty
	Municipality string // four digits, empty for multi
	Period       code.Period
	Sequence     int
	Extension    string // lower case with its dot, empty for a folder
	Zero         bool   // a nollrapport
	Parcel       bool   // a delivery package, see package parcel
}

// Multi is the word for a delivery of several municipalities.
const Multi = "multi"

const (
	extensionZero    = ".nollrapport"
	mappingSuffix    = ".mappning.yaml"
	highestSequence  = 9999
	ruleName         = "N01" // the name in the inbox does not fit
	ruleMember       = "N02" // a file in a folder does not fit
	nameFormSwedish  = "Namnet ska vara <insamling>_<kommunkod eller multi>_<period>_<löpnummer>.<filtyp>, till exempel missbruk_1280_2025_1.csv."
	nameFormEnglish  = "The name must be <collection>_<municipality code or multi>_<period>_<sequence>.<type>, for example missbruk_1280_2025_1.csv."
	extensionsListed = ".csv .txt .xlsx .parquet .arrow .feather"
)

// MappingName is the name of the mapping that may lie beside a delivery.
func MappingName(name string) string { return name + mappingSuffix }

// IsMapping reports whether the name is one of a mapping beside a delivery.
func IsMapping(name string) bool { return strings.HasSuffix(name, mappingSuffix) }

// ParseName reads the name of a file (or folder) in the inbox. Everything that
// does not fit is told at once; the Name is usable only without findings.
// Findings echo no part of the name: it may hold what it must not.
func ParseName(c *contract.Contract, name string, folder bool) (Name, []table.Finding) {
	p := nameParser{contract: c, raw: name}
	stem := name
	if !folder {
		p.name.Extension = strings.ToLower(path.Ext(name))
		stem = strings.TrimSuffix(name, path.Ext(name))
		p.extension()
	}
	parts := strings.Split(stem, "_")
	if len(parts) < 4 {
		p.bad("Namnet har för få delar.", "The name has too few parts.")
		return Name{}, p.findings
	}
	n := len(parts)
	p.collection(strings.Join(parts[:n-3], "_"))
	p.municipality(parts[n-3])
	p.period(parts[n-2])
	p.sequence(parts[n-1])
	p.standing()
	if p.findings != nil {
		return Name{}, p.findings
	}
	return p.name, nil
}

// ParseMember reads the name of a file inside a delivery folder: its dataset.
func ParseMember(c *contract.Contract, collection, name string) (dataset string, findings []table.Finding) {
	ext := strings.ToLower(path.Ext(name))
	dataset = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	col := c.Collections[collection]
	if col == nil || !slices.Contains(col.Datasets, dataset) || !slices.Contains(strings.Fields(extensionsListed), ext) {
		allowed := ""
		if col != nil {
			allowed = strings.Join(col.Datasets, ", ")
		}
		return "", []table.Finding{{
			Rule: ruleMember, Severity: table.Stop, File: SafeName(name),
			Message: code.Text{SV: "Filen i mappen har ett namn eller en filtyp som insamlingen inte har.", EN: "The file in the folder has a name or type that the collection does not have."},
			Remedy: code.Text{
				SV: "Döp filen efter sin datamängd (" + allowed + ") med någon av filtyperna " + extensionsListed + ".",
				EN: "Name the file after its dataset (" + allowed + ") with one of the types " + extensionsListed + ".",
			},
		}}
	}
	return dataset, nil
}

// SafeName hides what could be an identity in a name; see validate.SafeName.
func SafeName(name string) string { return validate.SafeName(name) }

type nameParser struct {
	contract *contract.Contract
	raw      string
	name     Name
	findings []table.Finding
}

func (p *nameParser) bad(sv, en string) {
	p.findings = append(p.findings, table.Finding{
		Rule: ruleName, Severity: table.Stop, File: SafeName(p.raw),
		Message: code.Text{SV: sv, EN: en}, Remedy: code.Text{SV: nameFormSwedish, EN: nameFormEnglish},
	})
}

func (p *nameParser) extension() {
	switch ext := p.name.Extension; {
	case ext == extensionZero:
		p.name.Zero = true
	case ext == parcel.Extension:
		p.name.Parcel = true
	case !slices.Contains(strings.Fields(extensionsListed), ext):
		p.bad("Filtypen är okänd; tillåtna är "+extensionsListed+", "+parcel.Extension+" och "+extensionZero+".",
			"The file type is unknown; allowed are "+extensionsListed+", "+parcel.Extension+" and "+extensionZero+".")
	}
}

func (p *nameParser) collection(text string) {
	collection, dataset, named := strings.Cut(text, "-")
	col := p.contract.Collections[collection]
	if col == nil {
		p.bad("Insamlingen är okänd; kända är "+strings.Join(p.contract.CollectionNames(), ", ")+".",
			"The collection is unknown; known are "+strings.Join(p.contract.CollectionNames(), ", ")+".")
		return
	}
	if named && !slices.Contains(col.Datasets, dataset) {
		p.bad("Datamängden efter bindestrecket hör inte till insamlingen; den har "+strings.Join(col.Datasets, ", ")+".",
			"The dataset after the hyphen is not part of the collection; it has "+strings.Join(col.Datasets, ", ")+".")
		return
	}
	p.name.Collection, p.name.Dataset = collection, dataset
}

func (p *nameParser) municipality(text string) {
	if text == Multi {
		if p.name.Zero {
			p.bad("En nollrapport gäller en kommun.", "A zero report is for one municipality.")
		}
		return
	}
	if _, known := p.contract.Lists["kommun"].Find(text); !known {
		p.bad("Kommunkoden är okänd; ange fyra siffror eller "+Multi+".", "The municipality code is unknown; give four digits or "+Multi+".")
		return
	}
	p.name.Municipality = text
}

func (p *nameParser) period(text string) {
	period, err := code.ParsePeriod(text)
	if err != nil {
		p.bad("Perioden kan inte läsas; ange år (2025), halvår (2025H1), kvartal (2025K1) eller månad (2025-03).",
			"The period cannot be read; give a year (2025), half-year (2025H1), quarter (2025Q1) or month (2025-03).")
		return
	}
	p.name.Period = period
}

// standing holds the municipality's code against the period.
func (p *nameParser) standing() {
	if p.name.Municipality == "" || p.name.Period.IsZero() {
		return
	}
	if wrong, ok := intake.WrongCode(p.name.Municipality, p.name.Period); !ok {
		p.bad(wrong.SV, wrong.EN)
	}
}

func (p *nameParser) sequence(text string) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > highestSequence {
		p.bad("Löpnumret ska vara ett heltal från 1 till 9999.", "The sequence number must be a whole number from 1 to 9999.")
		return
	}
	p.name.Sequence = n
}
