package run

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"jamfor/pipeline/area"
	"jamfor/pipeline/cell"
	"jamfor/pipeline/code"
	"jamfor/pipeline/expression"
	"jamfor/pipeline/indicator"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/observe"
	"jamfor/pipeline/release"
)

// Question names a published number. Release empty means the latest.
type Question struct {
	Release   string
	Indicator string
	Area      string
	Period    code.Period
	Sex       code.Sex
}

// Explanation tells what a published number is made of. For a suppressed number
// it holds its key and its status and nothing else.
type Explanation struct {
	Release   string    `json:"release"`
	Synthetic bool      `json:"synthetic"`
	Indicator string    `json:"indicator"`
	Title     code.Text `json:"title"`
	Area      area.ID   `json:"area"`
	AreaName  string    `json:"area_name"`
	Period    string    `json:"period"`
	Sex       string    `json:"sex"`
	AgeGroup  string    `json:"age_group,omitempty"`
	Dimension string    `json:"dimension,omitempty"`
	Category  string    `json:"category,omitempty"`
	// Class names the class of a split that the number is of; empty for the whole.
	Class           code.Text     `json:"class,omitzero"`
	Status          code.Status   `json:"status"`
	Value           string        `json:"value,omitempty"`
	Unit            code.Text     `json:"unit,omitzero"`
	Numerator       string        `json:"numerator,omitempty"`
	NumeratorText   code.Text     `json:"numerator_text,omitzero"`
	Denominator     string        `json:"denominator,omitempty"`
	DenominatorText code.Text     `json:"denominator_text,omitzero"`
	Interval        string        `json:"interval,omitempty"`
	Reason          code.Text     `json:"reason,omitzero"`
	Coverage        code.Text     `json:"coverage,omitzero"`
	Model           string        `json:"model,omitempty"`
	Among           string        `json:"among,omitempty"`
	Rule            string        `json:"rule,omitempty"`
	Disclosure      code.Text     `json:"disclosure,omitzero"`
	Source          code.Text     `json:"source,omitzero"`
	Caveats         code.Text     `json:"caveats,omitzero"`
	Program         string        `json:"program,omitempty"`
	Deliveries      []DeliveryRef `json:"deliveries,omitempty"`
}

// DeliveryRef names a delivery that a number rests on.
type DeliveryRef struct {
	ID           string `json:"id"`
	Name         string `json:"name"`
	Municipality string `json:"municipality"`
	Collection   string `json:"collection"`
}

// Explain finds a published number and tells what it is made of: parts,
// deliveries, rules, program. It reads released files, never unreleased cells.
func (p *Pipeline) Explain(ctx context.Context, q Question) ([]Explanation, error) {
	id, dir, err := p.releasedDir(q.Release)
	if err != nil {
		return nil, err
	}
	set, definition, known := indicator.Find(p.sets, q.Indicator)
	if !known {
		return nil, p.unknownIndicator(q.Indicator)
	}
	where, err := p.areaOf(q.Area)
	if err != nil {
		return nil, err
	}
	found, err := release.Find(ctx, dir, release.Query{Indicator: q.Indicator, Area: where, Period: q.Period, Sex: q.Sex})
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, userError("Utgåva %s har ingen siffra för %s, %s, %s, kön %s.", "Release %s has no number for %s, %s, %s, sex %s.", id, q.Indicator, q.Area, q.Period, q.Sex)
	}
	manifest, err := release.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	var all []Explanation
	for _, f := range found {
		e := Explanation{
			Release: id, Synthetic: manifest.Synthetic, Indicator: f.Indicator, Title: definition.Title, Area: f.Area, AreaName: f.AreaName,
			Period: f.Period.String(), Sex: string(f.Sex), AgeGroup: f.AgeGroup, Dimension: f.Dimension, Category: f.Category, Status: f.Status,
		}
		if class, ok := definition.MemberOf(cell.Split{Age: f.AgeGroup, Dimension: f.Dimension, Category: f.Category}); ok {
			e.Class = class.Member.Title
		}
		if f.Status != code.Suppressed {
			p.explainParts(&e, f, set.Name, definition)
			e.Program = fmt.Sprintf("jamfor %s, definitioner %.12s, leveranser %.12s", manifest.ProgramVersion, manifest.DefinitionDigest, manifest.DeliveryDigest)
			if e.Deliveries, err = p.deliveriesOf(ctx, manifest, definition, f.Area, f.Period); err != nil {
				return nil, err
			}
		}
		all = append(all, e)
	}
	return all, nil
}

func (p *Pipeline) explainParts(e *Explanation, f release.Found, set string, d *indicator.Definition) {
	text := func(v *float64) string {
		if v == nil {
			return ""
		}
		return strconv.FormatFloat(*v, 'f', f.Decimals, 64)
	}
	e.Value, e.Numerator, e.Denominator = text(f.Value), f.Numerator, f.Denominator
	e.Unit = d.ValueUnit
	e.NumeratorText, e.DenominatorText = d.NumeratorText, d.DenominatorText
	if f.Lower95 != nil && f.Upper95 != nil {
		e.Interval = text(f.Lower95) + " – " + text(f.Upper95) + " (" + f.Method + ")"
	}
	if f.Reason != "" {
		e.Reason = observe.ReasonText(observe.Reason(f.Reason))
	}
	if f.CoverageN != nil && f.CoverageOf != nil {
		e.Coverage = text2("%d av %d kommuner", "%d of %d municipalities", *f.CoverageN, *f.CoverageOf)
	}
	e.Model = "sql/models/" + d.From + ".sql"
	e.Among = d.Among
	if class, ok := d.MemberOf(cell.Split{Age: f.AgeGroup, Dimension: f.Dimension, Category: f.Category}); ok && class.Member.Condition != "" {
		e.Among = "(" + d.Among + ") AND " + class.Member.Condition
	}
	e.Rule = rule(d)
	rules := p.rules(set).For(d.ID)
	e.Disclosure = text2("minst %d i täljare, rest och nämnare; 0 %% och 100 %% först från %d",
		"at least %d in numerator, complement and denominator; 0 %% and 100 %% only from %d", rules.Minimum, rules.GroupMinimum)
	e.Source, e.Caveats = d.Source, d.Caveats
}

// text2 formats a text in both languages.
func text2(sv, en string, args ...any) code.Text {
	return code.Text{SV: fmt.Sprintf(sv, args...), EN: fmt.Sprintf(en, args...)}
}

// rule writes a definition's expressions as they stand.
func rule(d *indicator.Definition) string {
	parts := []string{string(d.Kind)}
	for _, one := range []struct{ name, text string }{
		{"numerator", d.Numerator}, {"denominator", d.Denominator}, {"value", d.Value}, {"population", d.Population},
	} {
		if one.text != "" {
			parts = append(parts, one.name+": "+one.text)
		}
	}
	return strings.Join(parts, "; ")
}

// deliveriesOf lists the deliveries that an area's number rests on, from the
// lake version of the release; none where the lake has gone.
func (p *Pipeline) deliveriesOf(ctx context.Context, m release.Manifest, d *indicator.Definition, where area.ID, period code.Period) ([]DeliveryRef, error) {
	b, err := p.basisOf(m.ID)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l, err := p.openLake(ctx, true)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer l.Close()
	view, err := l.Snapshot(ctx, lake.Version{Number: b.LakeVersion})
	if err != nil {
		return nil, err
	}
	inForce, err := view.Deliveries(ctx, lake.Selection{Collections: d.Collections})
	if err != nil {
		return nil, err
	}
	members := p.areasFor(m.Boundaries, period, func(municipality string) bool {
		return slices.ContainsFunc(inForce, func(one lake.InForce) bool { return one.Municipality == municipality && one.Period == period.String() })
	}).Members(where)
	var refs []DeliveryRef
	for _, one := range inForce {
		within, err := code.ParsePeriod(one.Period)
		if err != nil {
			return nil, err
		}
		overlap := !within.End().Before(period.Start()) && !within.Start().After(period.End())
		if overlap && slices.Contains(members, one.Municipality) {
			refs = append(refs, DeliveryRef{one.Delivery, one.Name, one.Municipality, one.Collection})
		}
	}
	return refs, nil
}

// ReleasedDir finds a release's public folder, the latest where id is empty.
func (p *Pipeline) ReleasedDir(id string) (string, error) {
	_, dir, err := p.releasedDir(id)
	return dir, err
}

// releasedDir finds a release's public folder, the latest where id is empty.
func (p *Pipeline) releasedDir(id string) (found, dir string, err error) {
	store, err := p.store()
	if err != nil {
		return "", "", err
	}
	list, err := store.List()
	if err != nil {
		return "", "", err
	}
	if id == "" {
		newest, any := release.Latest(list)
		if !any {
			return "", "", userError("Ingen utgåva är publicerad ännu. Kör jamfor run.", "No release is published yet. Run jamfor run.")
		}
		return newest.ID, store.Dir(newest.ID), nil
	}
	for _, m := range list {
		if m.ID == id {
			return id, store.Dir(id), nil
		}
	}
	return "", "", p.releaseError(release.ErrNotFound, id)
}

// areaOf reads an area code: four digits a municipality, two a county, a letter
// and a digit a municipality group, 00 the nation.
func (p *Pipeline) areaOf(text string) (area.ID, error) {
	for _, id := range []area.ID{
		{Type: area.Municipality, Code: text}, {Type: area.Nation, Code: text}, {Type: area.County, Code: text}, {Type: area.MunicipalityGroup, Code: text},
	} {
		if p.areas.Known(id) {
			return id, nil
		}
	}
	return area.ID{}, userError("Området %q är okänt: ange kommunkod (1280), länskod (12), kommungrupp (A1) eller 00 för riket.",
		"Area %q is unknown: give a municipality (1280), county (12), municipality group (A1) or 00 for the nation.", text)
}

func (p *Pipeline) unknownIndicator(id string) error {
	var ids []string
	for _, s := range p.sets {
		for _, d := range s.Definitions {
			ids = append(ids, d.ID)
		}
	}
	hint := "jamfor indicators list"
	if near := expression.Nearest(id, ids); len(near) > 0 {
		hint = strings.Join(near, ", ")
	}
	return userError("Indikatorn %q finns inte. Närmast: %s", "There is no indicator %q. Nearest: %s", id, hint)
}
