package supplier

import (
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/contract"
)

// yaml writes the proposal. It is a mapping as soon as every "???" has been
// replaced; until then kontrollera refuses it and says where they stand.
func (g *guess) yaml() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, `# FÖRSLAG – gissat ur filens rubriker och värden. Läs varje rad.
#  - ??? är sådant som måste fyllas i: en kod, en kolumn eller en konstant.
#  - En rad med # gissat kan vara fel.
#  - Ta bort datamängder som uttaget inte har.
# Prova sedan:  leverera kontrollera --mappning DENNA-FIL LEVERANS
version: 1
name: ???            # ett eget namn
revision: 1
title: {sv: "???", en: "???"}
collection: %s
`, g.collection.Name)
	if g.sheet != "" {
		fmt.Fprintf(&b, "sheet: %s\n", quote(g.sheet))
	}
	used := map[int]bool{}
	body := g.rows(used)
	var ignored []string
	for i, s := range g.columns {
		if !used[i] && s.heading != "" {
			ignored = append(ignored, quote(s.heading))
		}
	}
	fmt.Fprintf(&b, "# Kolumner som inget här passar till; de lämnas inte.\nignore: [%s]\nrows:\n%s", strings.Join(ignored, ", "), body)
	return []byte(b.String())
}

// rows proposes the datasets: those of which a required column other than the
// parent's key is found, or else the first.
func (g *guess) rows(used map[int]bool) string {
	var b strings.Builder
	for n, name := range g.collection.Datasets {
		d := g.contract.Datasets[name]
		sources, missing := g.dataset(d)
		own := 0
		for _, v := range d.Variables {
			if _, ok := sources[v.Name]; ok && v.Required && !sharedName(v.Name) {
				own++
			}
		}
		if own == 0 && n > 0 || len(missing) > len(d.Variables)/2 {
			continue
		}
		fmt.Fprintf(&b, "  - dataset: %s # %s\n    columns:\n", name, d.Title.SV)
		for _, v := range d.Variables {
			i, found := sources[v.Name]
			switch {
			case found:
				used[i] = true
				b.WriteString(g.found(v, g.columns[i]))
			case v.Required:
				fmt.Fprintf(&b, "      %s: {constant: ???} # %s; krävs: ange kolumn (column) eller konstant\n", v.Name, v.Label.SV)
			}
		}
	}
	return b.String()
}

// sharedName reports columns that several datasets have: they do not tell a
// dataset.
func sharedName(name string) bool {
	return slices.Contains([]string{"arende", "hushall", "manad", "start", "slut", "datum", "kon", "omrade", "enhet", "kommun", "person"}, name)
}

// contexts are the contexts of keyed ids by column.
var contexts = map[string]string{"arende": "arende", "hushall": "hushall", "svar_id": "svar"}

// found writes the line of a column that was found.
func (g *guess) found(v contract.Variable, s sourceColumn) string {
	if context := contexts[v.Name]; v.Type == contract.Pseudonym && context != "" {
		return fmt.Sprintf("      %s: {local_id: {column: %s, context: %s}} # gissat\n", v.Name, quote(s.heading), context)
	}
	list := g.contract.Lists[v.List]
	if v.Type != contract.Code || len(s.values) == 0 {
		return fmt.Sprintf("      %s: {column: %s} # gissat: %s\n", v.Name, quote(s.heading), v.Label.SV)
	}
	same := true
	var pairs []string
	for _, value := range s.values {
		meant := codeOf(list, value)
		same = same && meant == value
		if meant == "" {
			meant = "???"
		}
		pairs = append(pairs, quote(value)+": "+quote(meant))
	}
	if same {
		return fmt.Sprintf("      %s: {column: %s} # gissat: koderna är kärnmodellens\n", v.Name, quote(s.heading))
	}
	return fmt.Sprintf("      %s: {column: %s, codes: {%s}} # gissat; koder: %s\n", v.Name, quote(s.heading), strings.Join(pairs, ", "), codesOf(list))
}

// codesOf lists a short list's codes.
func codesOf(l *contract.List) string {
	const most = 12
	var names []string
	for _, e := range l.Entries {
		if len(names) == most {
			names = append(names, "…")
			break
		}
		names = append(names, e.Code)
	}
	return strings.Join(names, ", ")
}

func quote(text string) string {
	if text == "???" {
		return text
	}
	text = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, text)
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}
