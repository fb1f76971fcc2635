package indicator_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"jamfor/pipeline/code"
	"jamfor/pipeline/indicator"
	"jamfor/sql"
)

const setYAML = `version: 1
name: prov
title: {sv: Prov, en: Trial}
service_area: missbruk
collections: [missbruk, befolkning, ekonomi]
description: {sv: Ett prov., en: A trial.}
coverage_percent: 80
quality:
  sample: true
  relevance: {sv: a, en: a}
  accuracy: {sv: a, en: a}
  comparability: {sv: a, en: a}
`

// shareYAML is a whole definition; edits change it line by line.
const shareYAML = `version: 1
defaults:
  source: {sv: s, en: s}
  caveats: {sv: s, en: s}
  interpretation: {sv: s, en: s}
definitions:
  - id: J35004
    title: {sv: Svåra problem, en: Severe problems}
    description: {sv: d, en: d}
    question: needs
    from: person
    kind: share
    unit: person
    period: year
    among: omrade = 'missbruk'
    denominator: svarighetsgrad IS NOT NULL
    numerator: svarighetsgrad = 'svar'
    numerator_text: {sv: n, en: n}
    denominator_text: {sv: n, en: n}
    dimensions: [sex]
    grains: [municipality, nation]
    above_municipality: sum_of_municipalities
    weighting: pooled
    direction: none
    rounding: half_away_from_zero
    multiplier: 100
    value_unit: {sv: procent, en: per cent}
    interval: wilson
    collections: [missbruk]
    comparable_from: 2023
`

// edit replaces old by new in the text; old must stand there once.
type edit struct{ old, new string }

func edited(t *testing.T, text string, edits ...edit) string {
	t.Helper()
	for _, e := range edits {
		if strings.Count(text, e.old) != 1 {
			t.Fatalf("%q stands %d times in the fixture", e.old, strings.Count(text, e.old))
		}
		text = strings.Replace(text, e.old, e.new, 1)
	}
	return text
}

func files(pairs ...string) fstest.MapFS {
	all := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return all
}

func loadOne(definitions string) ([]indicator.Set, error) {
	return indicator.Load(files("prov/set.yaml", setYAML, "prov/d.yaml", definitions), sql.Models())
}

func mustLoad(t *testing.T, definitions string) *indicator.Definition {
	t.Helper()
	sets, err := loadOne(definitions)
	if err != nil {
		t.Fatal(err)
	}
	return sets[0].Definitions[0]
}

// problems are the lines of a load error in Swedish.
func problems(t *testing.T, err error) []string {
	t.Helper()
	var all indicator.Problems
	if !errors.As(err, &all) {
		t.Fatalf("got %v, want Problems", err)
	}
	for _, p := range all {
		if p.In(code.Swedish) == "" || p.In(code.English) == "" || p.Message.SV == "" || p.Message.EN == "" {
			t.Errorf("a problem lacks a language: %+v", p)
		}
	}
	return strings.Split(all.Error(), "\n")
}
