package contract

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxNesting bounds how deep a document may nest.
const maxNesting = 20

// place is where something stands in a file, counted from 1.
type place struct {
	file         string
	line, column int
}

// node is one value of a YAML document: plain data with its place. Exactly one of
// text, pairs and items is used, by kind.
type node struct {
	kind  nodeKind
	at    place
	text  string // of a scalar, without quotes
	pairs []pair // of a mapping, in the file's order
	items []*node
}

type nodeKind uint8

const (
	scalarNode nodeKind = iota
	nullNode
	mappingNode
	sequenceNode
)

type pair struct {
	key   string
	at    place
	value *node
}

func (n *node) get(key string) *node {
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// readDocument reads a file into nodes; nil after reporting what is wrong.
func readDocument(r *report, files fs.FS, name string) *node {
	raw, err := fs.ReadFile(files, name)
	if err != nil {
		r.addf(place{file: name}, "läs filen: %v", "read the file: %v", err)
		return nil
	}
	tree, err := parser.ParseBytes(raw, 0)
	if err != nil {
		at, text := syntaxError(name, err)
		r.addf(at, "YAML: %s", "YAML: %s", text)
		return nil
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		r.add(place{file: name}, "filen ska innehålla ett YAML-dokument", "the file must hold one YAML document")
		return nil
	}
	reader := documentReader{report: r, file: name}
	n := reader.read(tree.Docs[0].Body, 0)
	if reader.failed {
		return nil
	}
	return n
}

// syntaxError finds place and first line in the parser's error, "[l:c] text".
func syntaxError(file string, err error) (place, string) {
	text, _, _ := strings.Cut(err.Error(), "\n")
	at := place{file: file}
	if _, scan := fmt.Sscanf(text, "[%d:%d]", &at.line, &at.column); scan == nil {
		if _, rest, found := strings.Cut(text, "] "); found {
			text = rest
		}
	}
	return at, text
}

// documentReader turns the parser's tree into nodes. Anchors, aliases and tags
// are refused: what a rule says must stand where the rule stands.
type documentReader struct {
	report *report
	file   string
	failed bool
}

func (d *documentReader) fail(at place, sv, en string) *node {
	d.failed = true
	d.report.add(at, sv, en)
	return &node{kind: nullNode, at: at}
}

func (d *documentReader) place(n ast.Node) place {
	if t := n.GetToken(); t != nil && t.Position != nil {
		return place{d.file, t.Position.Line, t.Position.Column}
	}
	return place{file: d.file}
}

func (d *documentReader) read(n ast.Node, depth int) *node {
	at := d.place(n)
	if depth > maxNesting {
		return d.fail(at, "filen är nästlad för djupt", "the file nests too deeply")
	}
	switch n := n.(type) {
	case *ast.MappingNode:
		return d.mapping(at, n.Values, depth, n.IsFlowStyle)
	case *ast.MappingValueNode:
		return d.mapping(at, []*ast.MappingValueNode{n}, depth, false)
	case *ast.SequenceNode:
		s := &node{kind: sequenceNode, at: at}
		for _, v := range n.Values {
			s.items = append(s.items, d.read(v, depth+1))
		}
		return s
	case *ast.NullNode:
		return &node{kind: nullNode, at: at}
	case *ast.StringNode:
		if t := n.GetToken(); strings.HasPrefix(strings.TrimSpace(t.Origin), `"`) || strings.HasPrefix(strings.TrimSpace(t.Origin), "'") {
			at.column++ // the text begins after its quotation mark
		}
		return &node{at: at, text: n.Value}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return &node{at: at, text: n.GetToken().Value}
	}
	return d.fail(at, "detta YAML-element används inte här", "this YAML element is not used here")
}

func (d *documentReader) mapping(at place, values []*ast.MappingValueNode, depth int, flow bool) *node {
	m := &node{kind: mappingNode, at: at}
	for _, v := range values {
		key, keyAt := v.Key.GetToken().Value, d.place(v.Key)
		if m.get(key) != nil {
			d.fail(keyAt, "nyckeln "+key+" står två gånger", "the key "+key+" is given twice")
		}
		m.pairs = append(m.pairs, pair{key, keyAt, d.read(v.Value, depth+1)})
	}
	if !flow && len(m.pairs) > 0 {
		m.at = m.pairs[0].at
	}
	return m
}
