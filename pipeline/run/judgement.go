package run

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"jamfor/pipeline/area"
	"jamfor/pipeline/lake"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
	"jamfor/pipeline/worker"
)

// judgement is what the worker, and then the register, say of one delivery.
type judgement struct {
	item   item
	job    worker.Job
	result worker.Result
	parts  []lake.Part // of accepted shares, each in a file of its own
	signer string      // key id of a package's verified signature
}

// content is the identity of what was sent: of a package that was opened its
// manifest's, for the encryption differs from sending to sending.
func (j *judgement) content() string {
	if digest := j.result.Parcel.Digest(); digest != "" {
		return digest
	}
	return j.item.digest
}

// read runs the worker over one delivery. A delivery whose name or shape does
// not fit is rejected without being opened.
func (in *ingest) read(ctx context.Context, it item) (*judgement, error) {
	j := &judgement{item: it, job: in.job(ctx, it)}
	if it.findings != nil {
		j.result = worker.Refused(j.job, it.findings...)
		return j, nil
	}
	earlier, err := in.earlierOf(ctx, it)
	if err != nil {
		return nil, err
	}
	j.job.Earlier = earlier
	if it.name.Parcel && !in.pipeline.keys.HasRecipient() {
		j.result = worker.Refused(j.job, parcel.NoKeyFinding())
		return j, nil
	}
	if j.result, err = worker.Run(ctx, in.workerConfig(), j.job); err != nil {
		return nil, err
	}
	if j.result.Parcel != nil {
		m, err := parcel.ParseManifest(j.result.Parcel.Manifest)
		if err != nil {
			return nil, err
		}
		j.signer = m.Signer
	}
	if len(j.result.Parts) == 0 {
		return j, nil
	}
	if j.parts, err = split(j.result.Staging, j.result.Parts, it); err != nil {
		return nil, err
	}
	return j, os.Remove(j.result.Staging)
}

func (in *ingest) job(_ context.Context, it item) worker.Job {
	job := worker.Job{
		Version: worker.JobVersion, Delivery: it.id(), Name: worker.SafeName(it.rel),
		Collection: it.name.Collection, Municipality: it.name.Municipality, Period: it.name.Period,
		Sequence: it.name.Sequence, Zero: it.name.Zero, Mapping: it.mapping, Files: it.files,
		Synthetic: in.pipeline.Workspace.Config.Synthetic,
	}
	if it.name.Parcel {
		job.Parcel = in.pipeline.keys.terms(it, in.pipeline.contract.Version)
	}
	return job
}

// earlierOf is what the register, and this run so far, know of the period
// before, for every municipality the delivery may hold.
func (in *ingest) earlierOf(ctx context.Context, it item) (map[string]validate.Earlier, error) {
	municipalities := []string{it.name.Municipality}
	if it.name.Municipality == "" {
		municipalities = municipalities[:0]
		for _, m := range in.pipeline.areas.For(area.Then, it.name.Period, func(string) bool { return true }).Municipalities {
			municipalities = append(municipalities, m.Code)
		}
	}
	all := map[string]validate.Earlier{}
	for _, municipality := range municipalities {
		e, found, err := in.previous(ctx, municipality, it)
		if err != nil {
			return nil, err
		}
		if found {
			all[municipality] = e
		}
	}
	return all, nil
}

// previous prefers what this run took for the year before, which is newer than
// what the register has.
func (in *ingest) previous(ctx context.Context, municipality string, it item) (validate.Earlier, bool, error) {
	if it.name.Period.IsYear() {
		before := fmt.Sprintf("%04d", it.name.Period.YearNumber()-1)
		if e, found := in.earlier[slotKey{municipality, it.name.Collection, before}]; found {
			return e, true, nil
		}
	}
	stored, found, err := in.lake.Previous(ctx, municipality, it.name.Collection, it.name.Period.String())
	if err != nil || !found {
		return validate.Earlier{}, false, err
	}
	e := validate.Earlier{Rows: stored.Rows}
	if err := e.Period.UnmarshalText([]byte(stored.Period)); err != nil {
		return e, false, err
	}
	if len(stored.Sketch) > 0 {
		if err := json.Unmarshal(stored.Sketch, &e.Sketch); err != nil {
			return e, false, fmt.Errorf("read sketch of %s: %w", municipality, err)
		}
	}
	return e, true, nil
}

// split writes every part of the staging file to a file of its own, which the
// lake then takes over.
func split(staging string, parts []worker.Part, it item) (out []lake.Part, err error) {
	if len(parts) == 0 {
		return nil, nil
	}
	in, err := os.Open(staging)
	if err != nil {
		return nil, fmt.Errorf("open staging file: %w", err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	for i, part := range parts {
		path := fmt.Sprintf("%s.%d.parquet", staging, i)
		if err := copyRange(path, in, part.Offset, part.Length); err != nil {
			return nil, fmt.Errorf("take part %d of staging file: %w", i, err)
		}
		out = append(out, lake.Part{
			Key: lake.Key{
				Municipality: part.Municipality, Collection: it.name.Collection,
				Period: it.name.Period.String(), Dataset: part.Dataset,
			},
			Path: path, Rows: part.Rows, SHA256: part.SHA256,
		})
	}
	return out, nil
}

func copyRange(path string, from io.ReaderAt, offset, length int64) (err error) {
	to, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, io.NewSectionReader(from, offset, length))
	if closeErr := to.Close(); err == nil {
		err = closeErr
	}
	return err
}

func (j *judgement) acceptedMunicipalities() []string {
	var codes []string
	for _, o := range j.result.Municipalities {
		if o.Status == validate.Accepted {
			codes = append(codes, o.Municipality)
		}
	}
	return codes
}

// reject takes one municipality's share out of the delivery.
func (j *judgement) reject(municipality string, f table.Finding) {
	j.result.Reject(municipality, f)
	j.parts = slices.DeleteFunc(j.parts, func(p lake.Part) bool { return p.Municipality == municipality })
}

// asEarlier is this delivery as the next period will see it.
func (j *judgement) asEarlier(municipality string) validate.Earlier {
	e := validate.Earlier{Period: j.item.name.Period, Sketch: j.result.Sketches[municipality]}
	for _, o := range j.result.Municipalities {
		if o.Municipality == municipality {
			e.Rows = o.Rows
		}
	}
	return e
}

// delivery is the judgement as the register keeps it.
func (j *judgement) delivery(slot string) lake.Delivery {
	d := lake.Delivery{
		ID: j.item.id(), Name: worker.SafeName(j.item.rel), ContentSHA256: j.content(),
		Collection: j.item.name.Collection, Period: j.item.name.Period.String(),
		Municipality: j.item.name.Municipality, Sequence: j.item.name.Sequence,
		Status: lake.Rejected, ZeroReport: j.item.name.Zero, ReceivedSlot: slot, Parts: j.parts,
	}
	if d.Municipality == "" {
		d.Municipality = lake.MultiMunicipality
	}
	for _, o := range j.result.Municipalities {
		s := lake.Share{Municipality: o.Municipality, Outcome: lake.RejectedShare, Rows: o.RowCount()}
		switch {
		case o.Status == validate.Accepted && (o.Zero || o.RowCount() == 0):
			s.Outcome = lake.ZeroShare
		case o.Status == validate.Accepted:
			s.Outcome = lake.AcceptedShare
			if sketch, found := j.result.Sketches[o.Municipality]; found {
				s.Sketch, _ = json.Marshal(sketch) // a list of texts always encodes
			}
		}
		if s.Outcome != lake.RejectedShare {
			d.Status = lake.Accepted
		}
		d.Shares = append(d.Shares, s)
	}
	return d
}
