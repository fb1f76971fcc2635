package synthetic

import "fmt"

// caseCollections are delivered by the regional units; the big municipalities
// send their own.
var caseCollections = []string{"missbruk", "barn_unga", "ekonomiskt_bistand"}

// leastForNew is the scale below which the new collections are left out: hardly
// anybody would have a case, and their tables would be hidden for the most part.
const leastForNew = 0.2

const bigMunicipality = 120_000 // inhabitants

// countyFormats are the habits of the regional units.
var countyFormats = map[string]format{
	"01": formatParquet, "12": formatParquet,
	"07": formatWorkbook, "09": formatWorkbook, "10": formatWorkbook, "23": formatWorkbook,
	"06": formatCSV1252, "08": formatCSV1252, "17": formatCSV1252, "19": formatCSV1252, "21": formatCSV1252, "25": formatCSV1252,
}

// plan lists the deliveries in a fixed order.
func (g *generator) plan() []delivery {
	var all []delivery
	for year := g.FirstYear; year <= g.LastYear; year++ {
		for _, collection := range caseCollections {
			all = append(all, g.planCases(collection, year)...)
		}
		for _, collection := range newCollections {
			if year == g.LastYear && g.Scale >= leastForNew {
				all = append(all, g.planNational(collection, year, formatCSV))
			}
		}
		all = append(all, g.planNational("enkat", year, formatCSV), g.planNational("ekonomi", year, formatCSVExcel), g.planNational("befolkning", year, formatParquet))
	}
	return all
}

// planNational is one delivery for every municipality.
func (g *generator) planNational(collection string, year int, f format) delivery {
	d := delivery{supplier: "nationell", collection: collection, municipality: "multi", year: year, sequence: 1, format: f}
	for _, m := range g.municipalities {
		if collection != "ekonomi" && collection != "befolkning" && g.silent(m.Code, collection, year) {
			continue
		}
		d.municipalities = append(d.municipalities, m.Code)
	}
	return d
}

// planCases is one collection and year: a file per regional unit, own files of
// the big municipalities and of those that carry a planted fault.
func (g *generator) planCases(collection string, year int) []delivery {
	var own, regional []delivery
	planted := g.planted(collection, year)
	for _, county := range g.areas.Counties {
		f, ok := countyFormats[county.Code]
		if !ok {
			f = formatCSV
		}
		unit := delivery{supplier: "fou-" + county.Code, collection: collection, municipality: "multi", year: year, sequence: 1, format: f}
		for _, m := range g.municipalities {
			if m.County != county.Code {
				continue
			}
			if deliveries, ok := planted[m.Code]; ok {
				own = append(own, deliveries...)
				continue
			}
			if g.silent(m.Code, collection, year) {
				continue
			}
			if m.Inhabitants >= bigMunicipality {
				own = append(own, delivery{
					supplier: "kommun-" + m.Code, collection: collection, municipality: m.Code,
					municipalities: []string{m.Code}, year: year, sequence: 1, format: f,
				})
				continue
			}
			unit.municipalities = append(unit.municipalities, m.Code)
		}
		if len(unit.municipalities) == 0 {
			continue
		}
		if county.Code == "17" && collection == "missbruk" && year == g.LastYear {
			// One municipality of a shared file is wrong; the others must go on.
			unit.fault = fault{faultDuplicates, unit.municipalities[0], "en kommun i filen har dubbla ärenden"}
		}
		regional = append(regional, unit)
		if county.Code == "20" {
			// Sent too early, then sent again whole.
			again := unit
			again.sequence = 2
			regional[len(regional)-1].fault = fault{kind: faultIncomplete}
			regional = append(regional, again)
		}
	}
	return append(regional, own...)
}

// silent tells whether a municipality does not deliver: about one in forty, and
// more in the first year.
func (g *generator) silent(municipality, collection string, year int) bool {
	share := 0.025
	if year == g.FirstYear {
		share = 0.05
	}
	m, _ := g.areas.Lookup(municipality)
	if m.Inhabitants >= bigMunicipality {
		return false
	}
	return g.rng("silent", municipality, collection, year).Float64() < share
}

// planted lists the municipalities whose deliveries carry a fault of their own.
func (g *generator) planted(collection string, year int) map[string][]delivery {
	own := func(code string, sequence int, f format, flt fault) delivery {
		return delivery{
			supplier: "kommun-" + code, collection: collection, municipality: code,
			municipalities: []string{code}, year: year, sequence: sequence, format: f, fault: flt,
		}
	}
	plain := func(code string) []delivery { return []delivery{own(code, 1, formatCSV, fault{})} }
	last := year == g.LastYear
	planted := map[string][]delivery{}
	add := func(code, in string, faulty ...delivery) {
		if collection != in {
			return
		}
		if !last {
			faulty = plain(code)
		}
		planted[code] = faulty
	}
	add("0192", "missbruk", own("0192", 1, formatCSV, fault{faultIdentities, "0192", "personnummer i klartext"}))
	add("0642", "missbruk", own("0642", 1, formatWorkbook, fault{faultTruncated, "0642", "avhuggen arbetsbok"}))
	add("0767", "missbruk", own("0767", 1, formatParquet, fault{faultBrotli, "0767", "Parquet komprimerad med Brotli"}))
	add("1380", "missbruk", own("1380", 1, formatCSV, fault{faultWrongKey, "1380", "fel pseudonymnyckel"}))
	add("1080", "missbruk",
		own("1080", 1, formatCSV1252, fault{faultBadRows, "1080", "felaktiga datum och koder"}),
		own("1080", 2, formatCSV1252, fault{}))
	add("2418", "missbruk", own("2418", 1, formatZero, fault{}))
	add("1438", "barn_unga", own("1438", 1, formatWorkbook, fault{faultBadRows, "1438", "felaktiga datum och koder"}))
	add("0488", "barn_unga") // what they send is a loose fault
	add("0560", "barn_unga")
	return planted
}

func (d delivery) String() string { return fmt.Sprintf("%s/%s", d.supplier, d.name()) }
