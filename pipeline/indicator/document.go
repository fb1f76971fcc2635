package indicator

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxFile is the largest file that is read, in bytes.
const maxFile = 1 << 20

// maxNesting bounds how deep a document may nest.
const maxNesting = 20

// place is where something stands in a file.
type place struct {
	file         string
	line, column int
	// block tells that the text begins on the line below, indented by indent.
	block  bool
	indent int
}

// inside is the place of a position within the text that stands at p.
func (p place) inside(line, column int) place {
	switch {
	case p.block:
		return place{file: p.file, line: p.line + line, column: p.indent + column}
	case line > 1:
		return p // folded text: its lines cannot be told
	}
	return place{file: p.file, line: p.line, column: p.column + column - 1}
}

type nodeKind uint8

const (
	scalarNode nodeKind = iota
	nullNode
	mappingNode
	sequenceNode
)

// node is one value of a YAML document: plain data with its place. A mapping
// keeps the order of its keys.
type node struct {
	kind  nodeKind
	at    place
	text  string // of a scalar, as written, without quotes
	pairs []pair // of a mapping
	items []*node
}

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
	file := place{file: name}
	raw, err := fs.ReadFile(files, name)
	switch {
	case err != nil:
		r.add(file, fmt.Sprintf("läs filen: %v", err), fmt.Sprintf("read the file: %v", err))
		return nil
	case len(raw) > maxFile:
		r.add(file, "filen är större än 1 MiB", "the file is larger than 1 MiB")
		return nil
	}
	tree, err := parser.ParseBytes(raw, 0)
	if err != nil {
		at, text := syntaxError(err)
		at.file = name
		r.add(at, "YAML: "+text, "YAML: "+text)
		return nil
	}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		r.add(file, "filen ska innehålla ett YAML-dokument", "the file must hold one YAML document")
		return nil
	}
	reader := documentReader{report: r, file: name}
	n := reader.read(tree.Docs[0].Body, 0)
	if reader.failed {
		return nil
	}
	return n
}

// syntaxError finds position and first line in the parser's error, "[l:c] text".
func syntaxError(err error) (place, string) {
	text, _, _ := strings.Cut(err.Error(), "\n")
	var at place
	if _, scan := fmt.Sscanf(text, "[%d:%d]", &at.line, &at.column); scan == nil {
		if _, rest, found := strings.Cut(text, "] "); found {
			text = rest
		}
	}
	return at, text
}

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
		return place{file: d.file, line: t.Position.Line, column: t.Position.Column}
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
		m := &node{kind: mappingNode, at: at}
		for _, v := range n.Values {
			d.pair(m, v, depth)
		}
		if len(m.pairs) > 0 && !n.IsFlowStyle {
			m.at = m.pairs[0].at
		}
		return m
	case *ast.MappingValueNode:
		m := &node{kind: mappingNode, at: at}
		d.pair(m, n, depth)
		m.at = m.pairs[0].at
		return m
	case *ast.SequenceNode:
		s := &node{kind: sequenceNode, at: at}
		for _, v := range n.Values {
			s.items = append(s.items, d.read(v, depth+1))
		}
		return s
	case *ast.NullNode:
		return &node{kind: nullNode, at: at}
	case *ast.LiteralNode:
		return d.literal(n, at)
	case *ast.StringNode:
		if t := n.GetToken(); strings.HasPrefix(strings.TrimSpace(t.Origin), "\"") || strings.HasPrefix(strings.TrimSpace(t.Origin), "'") {
			at.column++
		}
		return &node{kind: scalarNode, at: at, text: n.Value}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return &node{kind: scalarNode, at: at, text: n.GetToken().Value}
	}
	return d.fail(at, "detta YAML-element används inte här (ankare, alias och taggar är inte tillåtna)", "this YAML element is not used here (anchors, aliases and tags are not allowed)")
}

func (d *documentReader) literal(n *ast.LiteralNode, at place) *node {
	at.block = strings.HasPrefix(n.Start.Value, "|")
	at.line, at.column = n.Start.Position.Line, n.Start.Position.Column
	if n.Value.GetToken() != nil {
		origin := strings.TrimLeft(n.Value.GetToken().Origin, "\n")
		at.indent = len(origin) - len(strings.TrimLeft(origin, " "))
	}
	return &node{kind: scalarNode, at: at, text: n.Value.Value}
}

func (d *documentReader) pair(m *node, v *ast.MappingValueNode, depth int) {
	at := d.place(v.Key)
	key := v.Key.GetToken().Value
	switch v.Key.(type) {
	case *ast.StringNode, *ast.IntegerNode, *ast.BoolNode, *ast.NullNode, *ast.FloatNode:
	default:
		d.fail(at, "nyckeln ska vara en enkel text", "the key must be a plain text")
		return
	}
	for _, other := range m.pairs {
		if other.key == key {
			d.fail(at, "nyckeln "+key+" står två gånger", "the key "+key+" is given twice")
		}
	}
	m.pairs = append(m.pairs, pair{key, at, d.read(v.Value, depth+1)})
}
