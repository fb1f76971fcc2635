package worker

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"

	"jamfor/pipeline/canonical"
	"jamfor/pipeline/contract"
	"jamfor/pipeline/validate"
)

// verify holds a child's answer against what it wrote. A child may have been
// taken over by a file: nothing it says is believed that can be looked at.
func verify(job Job, r Result, staging *os.File) error {
	info, err := staging.Stat()
	if err != nil {
		return fmt.Errorf("look at staging file: %w", err)
	}
	if r.Version != ResultVersion || len(r.Files) != len(job.Files) {
		return fmt.Errorf("%w: version %d, %d files", ErrProtocol, r.Version, len(r.Files))
	}
	accepted, err := verifyOutcomes(job, r)
	if err != nil {
		return err
	}
	rows := map[string]map[string]int64{}
	end := int64(0)
	for _, p := range r.Parts {
		if !accepted[p.Municipality] || p.Offset < end || p.Length <= 0 || p.Length > info.Size()-p.Offset {
			return fmt.Errorf("%w: part of %s does not fit", ErrProtocol, p.Dataset)
		}
		end = p.Offset + p.Length
		if err := verifyPart(job, p, staging); err != nil {
			return err
		}
		if rows[p.Municipality] == nil {
			rows[p.Municipality] = map[string]int64{}
		}
		if _, twice := rows[p.Municipality][p.Dataset]; twice {
			return fmt.Errorf("%w: two parts of %s", ErrProtocol, p.Dataset)
		}
		rows[p.Municipality][p.Dataset] = p.Rows
	}
	return verifyRows(r, rows)
}

func verifyOutcomes(job Job, r Result) (accepted map[string]bool, err error) {
	accepted = map[string]bool{}
	municipalities := contract.Core().Lists["kommun"]
	last := ""
	for _, o := range r.Municipalities {
		_, known := municipalities.Find(o.Municipality)
		if !known || o.Municipality <= last || job.Municipality != "" && o.Municipality != job.Municipality {
			return nil, fmt.Errorf("%w: municipality does not fit the job", ErrProtocol)
		}
		last = o.Municipality
		accepted[o.Municipality] = o.Status == validate.Accepted
	}
	return accepted, nil
}

func verifyPart(job Job, p Part, staging *os.File) error {
	c := contract.Core()
	if !slices.Contains(c.Collections[job.Collection].Datasets, p.Dataset) {
		return fmt.Errorf("%w: unknown dataset", ErrProtocol)
	}
	schema, err := canonical.NewSchema(c, p.Dataset)
	if err != nil {
		return err
	}
	if err := canonical.Verify(io.NewSectionReader(staging, p.Offset, p.Length), p.Length, schema, p.Rows); err != nil {
		return fmt.Errorf("verify part of %s: %w", p.Dataset, err)
	}
	hash := sha256.New()
	if _, err := io.Copy(hash, io.NewSectionReader(staging, p.Offset, p.Length)); err != nil {
		return fmt.Errorf("read part of %s: %w", p.Dataset, err)
	}
	if hex.EncodeToString(hash.Sum(nil)) != p.SHA256 {
		return fmt.Errorf("%w: part of %s is not what it is said to be", ErrProtocol, p.Dataset)
	}
	return nil
}

// verifyRows holds the counts told to the supplier against the parts.
func verifyRows(r Result, rows map[string]map[string]int64) error {
	for _, o := range r.Municipalities {
		if o.Status != validate.Accepted {
			continue
		}
		for dataset, n := range o.Rows {
			if n != rows[o.Municipality][dataset] {
				return fmt.Errorf("%w: rows of %s do not add up", ErrProtocol, dataset)
			}
		}
	}
	return nil
}
