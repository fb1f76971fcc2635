package run

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jamfor/pipeline/chain"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/identity"
	"jamfor/pipeline/receipt"
	"jamfor/pipeline/worker"
	"jamfor/pipeline/workspace"
)

// receiptSuffix ends the names of the receipts that lie beside where a delivery
// was; receiptFile is the same receipt in the delivery's own folder.
const (
	receiptSuffix = ".kvitto.json"
	receiptFile   = "kvitto.json"
)

// draft is a receipt that is not yet signed and in its chain.
type draft struct {
	Receipt receipt.Receipt `json:"receipt"`
	// Beside is where its copy goes, below the inbox, with slashes.
	Beside string `json:"beside"`
}

// draft is the receipt of a judgement, but for its place in the chain.
func (j *judgement) draft(now time.Time, contractVersion int) draft {
	it := j.item
	r := receipt.Receipt{
		Mailbox: worker.SafeName(it.mailbox()), Name: worker.SafeName(filepath.Base(it.path)),
		File: j.fileDigest(), Manifest: j.result.Parcel.Digest(), Signer: j.signer,
		Receipt: j.result.Report.Receipt(j.content(), j.result.Rows, contractVersion),
	}
	r.ReceivedAt = now.UTC().Format(time.RFC3339)
	name := worker.SafeName(filepath.Base(it.path)) + receiptSuffix
	if it.mailbox() != "" && !it.badMailbox() {
		name = it.mailbox() + "/" + name
	}
	return draft{r, name}
}

// fileDigest is the SHA-256 of the one file that was sent, so that its sender can
// find the receipt again; of a folder, and of what was not opened, the item's.
func (j *judgement) fileDigest() string {
	if files := j.job.Files; len(files) == 1 && files[0].Path == j.item.path && files[0].SHA256 != "" {
		return files[0].SHA256
	}
	return j.item.digest
}

// receipts are the chains of a workspace. A receipt becomes one in three steps:
// the drafts of an ingest are stored before the lake is changed; then they are
// signed and appended to their mailboxes' chains; then the files are left in the
// deliveries' folders and in the inbox. A stop between the steps is made good by
// the next ingest, and no delivery gets two receipts.
type receipts struct {
	workspace *workspace.Workspace
	keys      *KeyRing
}

func (r receipts) folder() string  { return r.workspace.Path(workspace.Ledger, "kvitton") }
func (r receipts) pending() string { return filepath.Join(r.folder(), "vantande.json") }

// chain is the file of a mailbox's chain.
func (r receipts) chain(mailbox string) string {
	return filepath.Join(r.folder(), "brevlada-"+url.PathEscape(mailbox)+".jsonl")
}

// store keeps the drafts of an ingest.
func (r receipts) store(drafts []draft) error {
	if err := os.MkdirAll(r.folder(), 0o750); err != nil {
		return fmt.Errorf("store receipts: %w", err)
	}
	raw, err := json.Marshal(drafts)
	if err != nil {
		return fmt.Errorf("store receipts: %w", err)
	}
	return durable.WriteFile(r.pending(), raw, 0o640)
}

// recover finishes what a stopped ingest left: the receipts of deliveries that
// the register knows.
func (r receipts) recover(known func(id string) (bool, error)) error {
	raw, err := os.ReadFile(r.pending())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read waiting receipts: %w", err)
	}
	var drafts, owed []draft
	if err := json.Unmarshal(raw, &drafts); err != nil {
		return fmt.Errorf("read waiting receipts: %w", err)
	}
	for _, d := range drafts {
		found, err := known(d.Receipt.Delivery)
		if err != nil {
			return err
		}
		if found {
			owed = append(owed, d)
		}
	}
	return r.finish(owed)
}

// finish signs the drafts, extends the chains and leaves the files.
func (r receipts) finish(drafts []draft) error {
	byBox := map[string][]draft{}
	var boxes []string
	for _, d := range drafts {
		if byBox[d.Receipt.Mailbox] == nil {
			boxes = append(boxes, d.Receipt.Mailbox)
		}
		byBox[d.Receipt.Mailbox] = append(byBox[d.Receipt.Mailbox], d)
	}
	for _, box := range boxes {
		if err := r.extend(box, byBox[box]); err != nil {
			return fmt.Errorf("write receipts of mailbox %q: %w", box, err)
		}
	}
	if err := os.Remove(r.pending()); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("remove waiting receipts: %w", err)
	}
	return nil
}

// extend adds to one mailbox's chain what is not in it yet and writes the files.
func (r receipts) extend(mailbox string, drafts []draft) error {
	wanted := map[string]bool{}
	for _, d := range drafts {
		wanted[d.Receipt.Delivery] = true
	}
	lines := map[string][]byte{}
	head, err := chain.Read(r.chain(mailbox), func(line []byte) error {
		var is struct{ Delivery string }
		if err := json.Unmarshal(line, &is); err != nil {
			return err
		}
		if wanted[is.Delivery] {
			lines[is.Delivery] = append([]byte(nil), line...)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var makes []func(chain.Link) ([]byte, error)
	for _, d := range drafts {
		if lines[d.Receipt.Delivery] != nil {
			continue
		}
		makes = append(makes, func(l chain.Link) ([]byte, error) {
			d.Receipt.Link = l
			line, err := d.Receipt.Line(r.keys.Receipts)
			lines[d.Receipt.Delivery] = line
			return line, err
		})
	}
	if _, err := chain.Append(r.chain(mailbox), head, makes...); err != nil {
		return err
	}
	for _, d := range drafts {
		if err := r.leave(d, lines[d.Receipt.Delivery]); err != nil {
			return err
		}
	}
	return nil
}

// leave writes a receipt's two files. The one in the inbox is a copy.
func (r receipts) leave(d draft, line []byte) error {
	page, err := receipt.Page(line)
	if err != nil {
		return err
	}
	dir := r.workspace.Path(workspace.Deliveries, d.Receipt.Delivery)
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("store receipt: %w", err)
	}
	if err := durable.Sweep(dir); err != nil { // a stop while the receipt was written
		return err
	}
	if err := durable.WriteFile(filepath.Join(dir, receiptFile), page, 0o640); err != nil {
		return err
	}
	return copyBeside(r.workspace.Path(workspace.Inbox, filepath.FromSlash(d.Beside)), page)
}

// copyBeside writes a copy that can be made again: whole, but not synced.
func copyBeside(path string, content []byte) error {
	temp := filepath.Join(filepath.Dir(path), durable.TempPrefix+filepath.Base(path))
	if err := os.WriteFile(temp, content, 0o640); err != nil {
		return fmt.Errorf("leave receipt: %w", err)
	}
	if err := os.Rename(temp, path); err != nil {
		return fmt.Errorf("leave receipt: %w", err)
	}
	return nil
}

// again leaves the receipt of a delivery that was sent once more.
func (r receipts) again(it item) error {
	page, err := os.ReadFile(r.workspace.Path(workspace.Deliveries, it.id(), receiptFile))
	if errors.Is(err, fs.ErrNotExist) {
		return nil // judged before receipts were signed
	}
	if err != nil {
		return fmt.Errorf("read receipt: %w", err)
	}
	beside := besideName(it) + receiptSuffix
	if _, err := os.Lstat(beside); err == nil {
		return nil
	}
	return copyBeside(beside, page)
}

// badMailbox reports whether the name of the supplier's folder holds an identity
// number.
func (i item) badMailbox() bool { return !identity.Clean(i.mailbox()) }

// mailbox is the supplier's folder that the item lies in, empty for the inbox
// itself.
func (i item) mailbox() string {
	box, _, found := strings.Cut(i.rel, "/")
	if !found {
		return ""
	}
	return box
}
