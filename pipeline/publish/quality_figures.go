package publish

import (
	"fmt"
	"strings"
	"time"

	"jamfor/pipeline/area"
	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

func qualityCoverages(s *release.Set) []qualityCoverage {
	all := len(area.Default().Municipalities)
	list := []qualityCoverage{}
	for _, c := range s.Coverage {
		list = append(list, qualityCoverage{
			Collection: c.Collection, Title: c.Title, Period: c.Period,
			Delivered: len(c.Delivered), Zero: len(c.ZeroReport), Lost: all - len(c.Delivered), Of: all,
		})
	}
	return list
}

// qualityIndicators counts, for both sexes together, how many municipalities
// show a value and why the others do not.
func qualityIndicators(v *view) []qualityIndicator {
	list := []qualityIndicator{}
	for _, info := range v.set.Indicators {
		q := qualityIndicator{ID: info.ID, Title: info.Title, Period: v.latest(info.ID)}
		for _, id := range v.areas[area.Municipality] {
			o := v.find(info.ID, id, q.Period, code.TotalSex)
			if o == nil {
				continue
			}
			switch o.Status {
			case code.OK:
				q.Shown++
			case code.Suppressed:
				q.Suppressed++
			case code.Missing:
				q.Missing++
			default:
				q.NotApplicable++
			}
			if o.Rank != nil {
				q.Ranked++
			}
		}
		list = append(list, q)
	}
	return list
}

func qualityRevisions(e *release.Edition, s *release.Set) []qualityRevision {
	list := []qualityRevision{}
	if e.Replaces != "" {
		list = append(list, qualityRevision{About: e.Replaces, Text: e.Cause})
	}
	for _, i := range s.Indicators {
		for _, b := range i.Breaks {
			list = append(list, qualityRevision{i.ID, b.Period, b.Text})
		}
	}
	return list
}

// qualityConcepts lists the concepts in the order of SIMS.
func qualityConcepts(e *release.Edition, s *release.Set, d declaration) []qualityConcept {
	made := func(id, nameSV, nameEN, sv, en string) qualityConcept {
		return qualityConcept{ID: id, Name: code.Text{SV: nameSV, EN: nameEN}, Text: code.Text{SV: sv, EN: en}}
	}
	written := func(id, nameSV, nameEN string, text code.Text) qualityConcept {
		return qualityConcept{ID: id, Name: code.Text{SV: nameSV, EN: nameEN}, Text: text, Written: true}
	}
	hidden, cells := 0, 0
	for _, q := range d.Statuses {
		hidden += q.Suppressed
		cells += q.Suppressed + q.Shown
	}
	state := code.Text{SV: "Uppgifterna är slutliga.", EN: "The figures are final."}
	if e.Preliminary {
		state = code.Text{SV: "Uppgifterna är preliminära.", EN: "The figures are preliminary."}
	}
	mandate := code.Text{SV: "Uppgifterna är inte officiell statistik.", EN: "The figures are not official statistics."}
	if e.OfficialStatistics {
		mandate = code.Text{SV: "Uppgifterna är officiell statistik.", EN: "The figures are official statistics."}
	}
	timeliness := timelinessText(e, s)
	response := responseText(s, d)
	return []qualityConcept{
		made("S.1", "Kontakt", "Contact", strings.Trim(e.Publisher+", "+e.Contact, ", "), strings.Trim(e.Publisher+", "+e.Contact, ", ")),
		made("S.3.1", "Vad uppgifterna beskriver", "Data description", s.Description.SV, s.Description.In(code.English)),
		made("S.4", "Måttenhet", "Unit of measure", "Står vid varje indikator.", "Stated with each indicator."),
		made("S.5", "Referensperioder", "Reference periods", joinPeriods(s.Periods), joinPeriods(s.Periods)),
		made("S.6", "Mandat", "Institutional mandate", mandate.SV, mandate.EN),
		made("S.7.2", "Skydd av uppgifter", "Confidentiality: data treatment",
			fmt.Sprintf("Små antal och det som skulle avslöja dem visas inte. Av kommunernas %d värden för senaste perioden (båda könen tillsammans) döljs %d.", cells, hidden),
			fmt.Sprintf("Small counts and what would disclose them are not shown. Of the municipalities' %d figures for the latest period (both sexes together) %d are hidden.", cells, hidden)),
		made("S.10", "Tillgänglighet", "Accessibility and clarity", "Arbetsbok, CSV, Parquet, JSON-stat, PX och en sida per kommun och län, fritt att hämta.",
			"Workbook, CSV, Parquet, JSON-stat, PX and a page per municipality and county, free to download."),
		written("S.12", "Relevans", "Relevance", s.Declaration.Relevance),
		written("S.13", "Tillförlitlighet och felkällor", "Accuracy and reliability", s.Declaration.Accuracy),
		made("S.13.3.3", "Bortfall", "Non-response error", response.SV, response.EN),
		made("S.14.1", "Aktualitet", "Timeliness", timeliness.SV, timeliness.EN),
		written("S.15", "Jämförbarhet", "Coherence and comparability", s.Declaration.Comparability),
		made("S.17.2", "Revideringar", "Data revision: practice", state.SV+" "+revisionText(e).SV, state.EN+" "+revisionText(e).EN),
		made("S.18", "Framställning", "Statistical processing", "Beräknat ur kommunernas inlämnade uppgifter med jamfor "+e.ProgramVersion+"; definitionerna står i metadata/indicators.json.",
			"Computed from the municipalities' deliveries by jamfor "+e.ProgramVersion+"; definitions are in metadata/indicators.json."),
	}
}

func timelinessText(e *release.Edition, s *release.Set) code.Text {
	created, err := time.Parse(time.DateOnly, e.Created)
	if err != nil || len(s.Periods) == 0 {
		return code.Text{}
	}
	days := int(created.Sub(s.Latest().End()).Hours() / 24)
	return code.Text{
		SV: fmt.Sprintf("Publicerat %s, %d dagar efter den senaste periodens slut.", e.Created, days),
		EN: fmt.Sprintf("Published %s, %d days after the end of the latest period.", e.Created, days),
	}
}

func revisionText(e *release.Edition) code.Text {
	if e.Replaces == "" {
		return code.Text{SV: fmt.Sprintf("Version %d.", e.Version), EN: fmt.Sprintf("Version %d.", e.Version)}
	}
	return code.Text{
		SV: fmt.Sprintf("Version %d ersätter %s: %s", e.Version, e.Replaces, e.Cause.SV),
		EN: fmt.Sprintf("Version %d replaces %s: %s", e.Version, e.Replaces, e.Cause.In(code.English)),
	}
}

func responseText(s *release.Set, d declaration) code.Text {
	var sv, en []string
	for _, c := range d.Coverage {
		if c.Period == s.Latest() {
			sv = append(sv, fmt.Sprintf("%s: %d av %d kommuner har lämnat, %d saknas", c.Title.SV, c.Delivered, c.Of, c.Lost))
			en = append(en, fmt.Sprintf("%s: %d of %d municipalities delivered, %d are missing", c.Title.In(code.English), c.Delivered, c.Of, c.Lost))
		}
	}
	if len(sv) == 0 {
		return code.Text{SV: "Uppgift om leveranser saknas.", EN: "No statement of deliveries."}
	}
	return code.Text{SV: strings.Join(sv, ". ") + ".", EN: strings.Join(en, ". ") + "."}
}
