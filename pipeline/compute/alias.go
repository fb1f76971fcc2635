package compute

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/engine"
	"jamfor/pipeline/lake"
)

// Two pseudonyms can be one person: a coordination number became a personal
// identity number, an identity was protected, a number was corrected. Lists of
// such pairs are delivered like any collection (personbyte) and lie in the lake;
// no row is changed by them. When the lake is read, every column person goes
// through the pairs that are in force for its municipality and valid by the last
// day of the year that is computed. A chain (a became b, b became c) ends at its
// last key; of several pairs with one former key the one valid latest counts.
const (
	aliasCollection = "personbyte"
	aliasDataset    = "personbyte"
	personColumn    = "person"

	// rawSchema holds the datasets as stored, where lakeSchema has them with the
	// pairs applied.
	rawSchema  = "lager_som_lagrat"
	aliasTable = "personbyten"

	createAliases = "CREATE TABLE " + aliasTable + " (kommun VARCHAR, tidigare VARCHAR, ny VARCHAR)"
	// readAliases orders the pairs so that the one that counts comes last.
	readAliases = `SELECT kommun, person_tidigare, person_ny FROM ` + rawSchema + `.` + aliasDataset + `
WHERE galler_fran <= CAST(? AS DATE)
ORDER BY kommun, person_tidigare, galler_fran, period, leverans`
	insertAliases = "INSERT INTO " + aliasTable + " VALUES "
	aliasRow      = "(?, ?, ?)"
)

// AliasShare tells how much of a year's persons the lists of replaced person keys
// touch: distinct (municipality, pseudonym) in the rows read, and how many of
// them stand for another.
type AliasShare struct {
	Period            code.Period
	Persons, Replaced int64
}

// aliasDigest is the content of a municipality's lists of replaced keys.
func aliasDigest(deliveries []lake.InForce) map[string]string {
	texts := map[string][]string{}
	for _, d := range deliveries {
		if d.Collection == aliasCollection {
			texts[d.Municipality] = append(texts[d.Municipality], d.Period+" "+d.Delivery+" "+d.ContentSHA256)
		}
	}
	digests := map[string]string{}
	for municipality, all := range texts {
		slices.Sort(all)
		sum := sha256.Sum256([]byte(strings.Join(all, "\n")))
		digests[municipality] = hex.EncodeToString(sum[:])
	}
	return digests
}

// aliasFiles lists the files of replaced person keys of the municipalities read.
func aliasFiles(ctx context.Context, view View, s *Selection) ([]string, error) {
	if len(s.aliases) == 0 {
		return nil, nil
	}
	files, err := view.Files(ctx, aliasDataset, lake.Selection{})
	if err != nil {
		return nil, fmt.Errorf("list files of %s: %w", aliasDataset, err)
	}
	var paths []string
	for _, f := range files {
		if f.Collection == aliasCollection && (s.only == nil || s.only[f.Municipality]) {
			paths = append(paths, f.Path)
		}
	}
	return paths, nil
}

// withAliases moves the relations that name persons to the raw schema and adds
// the lists; aliased are those that session needs views for.
func withAliases(ctx context.Context, view View, relations []engine.Relation, s *Selection, options Options) (all, aliased []engine.Relation, err error) {
	paths, err := aliasFiles(ctx, view, s)
	if err != nil || len(paths) == 0 {
		return relations, nil, err
	}
	for _, r := range relations {
		if slices.ContainsFunc(r.Fields, func(f engine.Field) bool { return f.Name == personColumn }) {
			r.Schema = rawSchema
			aliased = append(aliased, r)
		}
		all = append(all, r)
	}
	if aliased == nil {
		return relations, nil, nil
	}
	columns, err := lake.Schema(options.Contract, aliasDataset)
	if err != nil {
		return nil, nil, err
	}
	list := engine.Relation{Schema: rawSchema, Name: aliasDataset, Files: paths}
	for _, c := range columns {
		list.Fields = append(list.Fields, engine.Field{ID: c.ID, Name: c.Name, Type: engine.Type(c.Type.SQL())})
	}
	return append(all, list), aliased, nil
}

// applyAliases makes the views that models read in the place of the datasets.
func applyAliases(ctx context.Context, session engine.Session, aliased []engine.Relation, s *Selection, options Options) error {
	if len(aliased) == 0 {
		return nil
	}
	pairs, err := aliasPairs(ctx, session, s)
	if err != nil {
		return err
	}
	if err := session.Exec(ctx, createAliases); err != nil {
		return err
	}
	for batch := range slices.Chunk(pairs, insertRows) {
		var args []any
		for _, p := range batch {
			args = append(args, p.municipality, p.former, p.now)
		}
		rows := strings.Repeat(aliasRow+", ", len(batch)-1) + aliasRow
		if err := session.Exec(ctx, insertAliases+rows, args...); err != nil {
			return err
		}
	}
	if err := session.Exec(ctx, "CREATE SCHEMA IF NOT EXISTS "+lakeSchema); err != nil {
		return err
	}
	for _, r := range aliased {
		if err := session.Exec(ctx, aliasView(r)); err != nil {
			return err
		}
	}
	return tellAliases(ctx, session, aliased, s, options)
}

// aliasView reads a dataset with every person under the key that counts.
func aliasView(r engine.Relation) string {
	columns := make([]string, len(r.Fields))
	for i, f := range r.Fields {
		name := engine.Quote(f.Name)
		if columns[i] = "r." + name; f.Name == personColumn {
			columns[i] = "COALESCE(b.ny, r." + name + ") AS " + name
		}
	}
	return "CREATE VIEW " + lakeSchema + "." + engine.Quote(r.Name) + " AS\nSELECT " + strings.Join(columns, ", ") +
		"\nFROM " + rawSchema + "." + engine.Quote(r.Name) + " AS r\nLEFT JOIN " + aliasTable + " AS b ON r.kommun = b.kommun AND r.person = b.tidigare"
}

// pair is a former key and the key that counts.
type pair struct{ municipality, former, now string }

// aliasPairs reads the pairs in force and follows their chains.
func aliasPairs(ctx context.Context, session engine.Session, s *Selection) (pairs []pair, err error) {
	rows, err := session.Query(ctx, readAliases, s.Period.End())
	if err != nil {
		return nil, fmt.Errorf("read replaced person keys: %w", err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	type key struct{ municipality, person string }
	next := map[key]string{}
	var order []key
	for rows.Next() {
		var p pair
		for i, into := range []*string{&p.municipality, &p.former, &p.now} {
			*into, _ = rows.Values()[i].(string)
		}
		k := key{strings.Clone(p.municipality), strings.Clone(p.former)}
		if _, known := next[k]; !known {
			order = append(order, k)
		}
		next[k] = strings.Clone(p.now)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, k := range order {
		now := last(k.person, func(person string) (string, bool) {
			to, found := next[key{k.municipality, person}]
			return to, found
		})
		if now != k.person {
			pairs = append(pairs, pair{k.municipality, k.person, now})
		}
	}
	return pairs, nil
}

// last follows a chain to its end. Keys in a circle are one person too: the first
// of them by text stands for all.
func last(person string, next func(string) (string, bool)) string {
	seen := map[string]bool{}
	for {
		to, found := next(person)
		if !found {
			return person
		}
		if seen[person] {
			return circle(person, next)
		}
		seen[person] = true
		person = to
	}
}

// circle is the first by text of the keys of a circle.
func circle(start string, next func(string) (string, bool)) string {
	first := start
	for at, _ := next(start); at != start; at, _ = next(at) {
		first = min(first, at)
	}
	return first
}

// tellAliases counts what the pairs touch, where somebody wants to hear it.
func tellAliases(ctx context.Context, session engine.Session, aliased []engine.Relation, s *Selection, options Options) error {
	if options.Aliases == nil {
		return nil
	}
	var persons []string
	for _, r := range aliased {
		persons = append(persons, "SELECT kommun, person FROM "+rawSchema+"."+engine.Quote(r.Name))
	}
	share := AliasShare{Period: s.Period}
	statement := "SELECT COUNT(*), COUNT(b.ny) FROM (\n" + strings.Join(persons, "\nUNION\n") +
		"\n) AS p\nLEFT JOIN " + aliasTable + " AS b ON p.kommun = b.kommun AND p.person = b.tidigare"
	err := each(ctx, session, statement, func(values []any) error {
		for i, into := range []*int64{&share.Persons, &share.Replaced} {
			n, err := engine.Integer(values[i])
			if err != nil {
				return err
			}
			*into = n.Int64()
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count replaced person keys: %w", err)
	}
	options.Aliases(share)
	return nil
}
