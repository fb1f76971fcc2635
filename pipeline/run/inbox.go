package run

import (
	"bytes"
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
	path    string // absolute
	rel     string // below the inbox, with slashes: the name people see
	name    worker.Name
	mapping []byte
	// mappingPath is where the mapping lies beside the delivery, else empty.
	mappingPath string
	files       []worker.File
	digest      string // of names and contents, hexadecimal
	terms       string // digest of what a package is held against, empty for bare files
	findings    []table.Finding
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
		it := item{path: full, rel: rel, name: parsed, findings: append(findings, guardName(rel)...)}
		switch err := p.fill(&it, e.IsDir()); {
		case errors.Is(err, errGrowing):
			p.Log.Info("still being written, left for the next run", "delivery", worker.SafeName(rel))
			continue
		case errors.Is(err, fs.ErrNotExist):
			continue // taken away again meanwhile
		case err != nil:
			return nil, err
		}
		items = append(items, it)
	}
	return items, nil
}

// guardName finds an identity number in a name, with that of the supplier's folder,
// which must not be kept either.
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
// that the configuration names for it. The one beside it is as untrusted as the
// delivery.
func (p *Pipeline) findMapping(it *item) error {
	for _, path := range []string{worker.MappingName(strings.TrimSuffix(it.path, filepath.Ext(it.path))), worker.MappingName(it.path)} {
		raw, err := readMapping(path)
		var odd *oddFileError
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.As(err, &odd):
			it.findings = append(it.findings, odd.finding(worker.SafeName(filepath.Base(path))))
			return nil
		case err != nil:
			return fmt.Errorf("read mapping: %w", err)
		}
		it.mapping, it.mappingPath = raw, path
		guard := identity.NewGuard(identity.GuardOptions{File: filepath.Base(path)})
		for n, line := range bytes.Split(raw, []byte{'\n'}) {
			guard.Text(identity.PlaceComment, n+1, line)
		}
		it.findings = append(it.findings, guard.Close()...)
		return nil
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

// maxMapping is the most bytes that a supplier's mapping may have.
const maxMapping = 1 << 20

func readMapping(path string) (raw []byte, err error) {
	file, err := openPlain(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	raw, err = io.ReadAll(io.LimitReader(file, maxMapping+1))
	if err == nil && len(raw) > maxMapping {
		err = &oddFileError{large: true}
	}
	return raw, err
}

// openPlain opens a file of a supplier. Links, pipes and other things that are
// no plain file with one name are refused without being waited for.
func openPlain(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &oddFileError{}
	}
	file, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	if now, err := file.Stat(); err != nil || !os.SameFile(info, now) {
		return nil, errors.Join(&oddFileError{}, file.Close())
	}
	return file, nil
}

// errGrowing tells that a file is still being written.
var errGrowing = errors.New("the file is still being written")

// hashFile adds a file's name and content. A file that changes meanwhile is
// errGrowing: nothing of it can be judged yet.
func hashFile(into io.Writer, name, path string) (err error) {
	file, err := openPlain(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	before, err := file.Stat()
	if err != nil {
		return err
	}
	if _, err = fmt.Fprintf(into, "%s\x00%d\x00", name, before.Size()); err != nil {
		return err
	}
	n, err := io.Copy(into, io.LimitReader(file, before.Size()))
	if err != nil {
		return err
	}
	after, err := file.Stat()
	if err != nil {
		return err
	}
	if n != before.Size() || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) {
		return errGrowing
	}
	return nil
}

// oddFileError is a link, pipe, folder or device where a file was expected, or a
// mapping of no reasonable size.
type oddFileError struct{ large bool }

func (*oddFileError) Error() string { return "not a regular file" }

func (e *oddFileError) finding(name string) table.Finding {
	if e.large {
		return stop("N03", name,
			"Mappningen är för stor för att vara en mappning.", "The mapping is too large to be one.",
			"Lägg mappningen, och inget annat, i filen.", "Put the mapping, and nothing else, into the file.")
	}
	return stop("N03", name,
		"Detta är ingen vanlig fil (länk, mapp eller specialfil) och läses inte.", "This is no regular file (a link, folder or special file) and is not read.",
		"Lägg in själva filen.", "Put the file itself here.")
}
