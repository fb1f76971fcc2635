package run

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/sys/unix"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/table"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// reportSuffix ends the names of reports that lie beside a rejected delivery.
const reportSuffix = ".rapport"

// item is one delivery as it lies in the inbox: a file, or a folder with one
// file per dataset, directly in the inbox or in a supplier's folder.
type item struct {
	path     string // absolute
	rel      string // below the inbox, with slashes: the name people see
	name     worker.Name
	mapping  []byte
	files    []worker.File
	digest   string // of names and contents, hexadecimal
	terms    string // digest of what a package is held against, empty for bare files
	findings []table.Finding
}

// id names the sending: its name and its content. The same file again has the
// same id, the same content under a new number another. A package gets another
// id when the keys that it is held against have changed.
func (i item) id() string {
	text := filepath.Base(i.rel) + "\x00" + i.digest
	if i.terms != "" {
		text += "\x00" + i.terms
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:16])
}

// scan lists what lies in the inbox, ordered by period, then name: an earlier
// period must be judged first, a later one is compared with it.
func (p *Pipeline) scan() ([]item, error) {
	var err error
	if p.keys, err = OpenKeys(p.Workspace); err != nil {
		return nil, err
	}
	inbox := p.Workspace.Path(workspace.Inbox)
	items, err := p.scanFolder(inbox, "")
	if err != nil {
		return nil, fmt.Errorf("read inbox: %w", err)
	}
	sort.Slice(items, func(a, b int) bool {
		x, y := items[a], items[b]
		if s, t := x.name.Period.String(), y.name.Period.String(); s != t {
			return s < t
		}
		if x.name.Sequence != y.name.Sequence {
			return x.name.Sequence < y.name.Sequence
		}
		return x.rel < y.rel
	})
	return items, nil
}

func (p *Pipeline) scanFolder(dir, supplier string) ([]item, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var items []item
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, ".") || strings.HasSuffix(name, ".part") || worker.IsMapping(name) || strings.Contains(name, reportSuffix+".") || strings.HasSuffix(name, receiptSuffix) {
			continue
		}
		full, rel := filepath.Join(dir, name), name
		if supplier != "" {
			rel = supplier + "/" + name
		}
		parsed, findings := worker.ParseName(p.contract, name, e.IsDir())
		if e.IsDir() && findings != nil && supplier == "" {
			inside, err := p.scanFolder(full, name)
			if err != nil {
				return nil, err
			}
			items = append(items, inside...)
			continue
		}
		it := item{path: full, rel: rel, name: parsed, findings: append(findings, guardName(name)...)}
		if err := p.fill(&it, e.IsDir()); err != nil {
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// guardName finds an identity number in a name, which must not be kept either.
func guardName(name string) []table.Finding {
	return identity.NewGuard(identity.GuardOptions{File: name}).Close()
}

// fill lists an item's files, takes its digest and finds its mapping.
func (p *Pipeline) fill(it *item, folder bool) error {
	hash := sha256.New()
	members := []string{""}
	if folder {
		entries, err := os.ReadDir(it.path)
		if err != nil {
			return err
		}
		members = members[:0]
		for _, e := range entries {
			if !strings.HasPrefix(e.Name(), ".") {
				members = append(members, e.Name())
			}
		}
	}
	for _, member := range members {
		path, dataset := filepath.Join(it.path, member), it.name.Dataset
		if folder && it.findings == nil && it.name.Collection != "" {
			found, findings := worker.ParseMember(p.contract, it.name.Collection, member)
			it.findings = append(it.findings, findings...)
			dataset = found
		}
		if err := hashFile(hash, member, path); err != nil {
			var odd *oddFileError
			if !errors.As(err, &odd) {
				return err
			}
			it.findings = append(it.findings, odd.finding(worker.SafeName(filepath.Base(path))))
			continue
		}
		it.files = append(it.files, worker.File{Name: filepath.Base(path), Dataset: dataset, Path: path})
	}
	if it.name.Zero {
		it.files = nil
	}
	if err := p.findMapping(it); err != nil {
		return err
	}
	if it.name.Parcel {
		it.mapping = nil // a package brings its own, signed
		it.terms = p.keys.digest()
	}
	hash.Write(it.mapping)
	it.digest = hex.EncodeToString(hash.Sum(nil))
	return nil
}

// findMapping takes the mapping that lies beside the delivery, else the first
// that the configuration names for it.
func (p *Pipeline) findMapping(it *item) error {
	raw, err := os.ReadFile(worker.MappingName(strings.TrimSuffix(it.path, filepath.Ext(it.path))))
	if errors.Is(err, fs.ErrNotExist) {
		raw, err = os.ReadFile(worker.MappingName(it.path))
	}
	if err == nil {
		it.mapping = raw
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("read mapping: %w", err)
	}
	for _, m := range p.Workspace.Config.Intake.Mappings {
		if ok, err := filepath.Match(m.Match, filepath.Base(it.path)); err != nil {
			return fmt.Errorf("mapping pattern %q: %w", m.Match, err)
		} else if ok {
			if it.mapping, err = os.ReadFile(filepath.Join(p.Workspace.Dir, m.File)); err != nil {
				return fmt.Errorf("read mapping: %w", err)
			}
			return nil
		}
	}
	return nil
}

// hashFile adds a file's name and content. Links, pipes and other things that
// are no plain file are refused without being opened.
func hashFile(into io.Writer, name, path string) (err error) {
	info, err := os.Lstat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &oddFileError{}
	}
	file, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if _, err = fmt.Fprintf(into, "%s\x00%d\x00", name, info.Size()); err != nil {
		return err
	}
	_, err = io.Copy(into, file)
	return err
}

// oddFileError is a link, pipe, folder or device where a file was expected.
type oddFileError struct{}

func (*oddFileError) Error() string { return "not a regular file" }

func (*oddFileError) finding(name string) table.Finding {
	return stop("N03", name,
		"Detta är ingen vanlig fil (länk, mapp eller specialfil) och läses inte.", "This is no regular file (a link, folder or special file) and is not read.",
		"Lägg in själva filen.", "Put the file itself here.")
}
