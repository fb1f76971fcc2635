package worker

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"filippo.io/age"

	"jamfor/pipeline/identity"
	"jamfor/pipeline/parcel"
	"jamfor/pipeline/table"
	"jamfor/pipeline/validate"
)

// openers reads the secret keys that open packages and wipes their texts.
func openers(secrets [][]byte) ([]age.Identity, error) {
	var all []age.Identity
	for _, secret := range secrets {
		one, err := age.ParseX25519Identity(string(secret))
		clear(secret)
		if err != nil { // the library's words may hold the key
			return nil, fmt.Errorf("%w: a recipient key cannot be read", ErrJob)
		}
		all = append(all, one)
	}
	return all, nil
}

// processOpened is Process behind the opening of a package, in this process and
// under its limits. The files are decrypted as they are read.
func processOpened(ctx context.Context, job Job, in Input, identities []age.Identity) (Result, error) {
	if job.Parcel == nil {
		return Process(ctx, job, in)
	}
	packed := in.Files[0]
	opened, err := parcel.Open(ctx, packed.Data, packed.Size, identities, *job.Parcel)
	var refusal *parcel.Refusal
	if errors.As(err, &refusal) {
		return Refused(job, withFile(refusal.Findings, job.Files[0].Name)...), nil
	}
	if err != nil {
		return Result{}, fmt.Errorf("open package of %s: %w", job.Delivery, err)
	}
	inner := unpacked(job, opened.Manifest)
	in.Files = nil
	for i, f := range opened.Manifest.Files {
		if f.Name != parcel.MappingFile {
			in.Files = append(in.Files, Source{Data: opened.Data[i], Size: f.Size})
			continue
		}
		if f.Size > maxMapping {
			return Refused(job, reason(ruleSize, f.Name)), nil
		}
		inner.Mapping = make([]byte, f.Size)
		if _, err := opened.Data[i].ReadAt(inner.Mapping, 0); err != nil && f.Size > 0 {
			return Result{}, fmt.Errorf("read mapping of %s: %w", job.Delivery, err)
		}
	}
	if findings := guardParcel(opened.Raw, inner.Mapping, in.testIdentities(job)); findings != nil {
		return Refused(job, withFile(findings, job.Files[0].Name)...), nil
	}
	result, err := Process(ctx, inner, in)
	result.Parcel = &ParcelNote{opened.Raw, opened.Signature}
	return result, err
}

// guardParcel finds clear identities in what a package says of itself: its manifest
// and its mapping are texts that people write.
func guardParcel(manifest, mapping []byte, allow *identity.AllowList) []table.Finding {
	guard := identity.NewGuard(identity.GuardOptions{Allow: allow})
	for n, line := range bytes.Split(manifest, []byte{'\n'}) {
		guard.Markup(identity.PlaceMetadata, n+1, line)
	}
	for n, line := range bytes.Split(mapping, []byte{'\n'}) {
		guard.Text(identity.PlaceComment, n+1, line)
	}
	return guard.Close()
}

// maxMapping is the most bytes of a mapping in a package.
const maxMapping = 1 << 20

// unpacked is the job that a package holds: its files instead of itself.
func unpacked(job Job, m parcel.Manifest) Job {
	job.Files, job.Zero, job.Parcel = nil, m.Zero, nil
	for _, f := range m.Files {
		if f.Name == parcel.MappingFile {
			continue
		}
		file := File{Name: f.Name, SHA256: f.SHA256}
		if len(f.Datasets) == 1 && m.Mapping == nil {
			file.Dataset = f.Datasets[0]
		}
		job.Files = append(job.Files, file)
	}
	return job
}

func withFile(findings []table.Finding, name string) []table.Finding {
	for i := range findings {
		findings[i].File = SafeName(name)
	}
	return findings
}

// takeParcel is the parent's side of a package: it believes the child's word
// for the manifest only with the supplier's signature, and for the rest only
// what verify can see.
func takeParcel(job Job, answer Result, used Usage, staging *os.File) (Result, error) {
	refuse := func(findings ...table.Finding) (Result, error) {
		refused := Refused(job, withFile(findings, job.Files[0].Name)...)
		refused.Usage = used
		return refused, nil
	}
	if answer.Parcel == nil {
		if answer.Status != validate.Rejected || len(answer.Parts) > 0 {
			return refuse(reason(ruleUntrusted, job.Files[0].Name))
		}
		answer.Files = []FileNote{{Name: SafeName(job.Files[0].Name), SHA256: job.Files[0].SHA256}}
		answer.Report.Files, answer.Usage = answer.Files, used
		return answer, nil
	}
	m, supplier, err := parcel.Authenticate(answer.Parcel.Manifest, answer.Parcel.Signature, *job.Parcel)
	if err != nil {
		return refuse(reason(ruleUntrusted, job.Files[0].Name))
	}
	inner := unpacked(job, m)
	if err := verify(inner, answer, staging); err != nil {
		return refuse(reason(ruleUntrusted, job.Files[0].Name))
	}
	if !sameRows(m, answer) {
		return refuse(parcel.RowsFinding())
	}
	for _, o := range answer.Municipalities {
		if o.Status == validate.Accepted && !supplier.May(o.Municipality) {
			answer.Reject(o.Municipality, parcel.MunicipalityFinding(o.Municipality))
		}
	}
	for i := range answer.Files {
		answer.Files[i].SHA256 = inner.Files[i].SHA256
	}
	answer.Report.Files = answer.Files
	answer.Usage, answer.Staging = used, staging.Name()
	return answer, nil
}

// sameRows reports whether the accepted files have the rows that the manifest
// says. A rejected delivery may have been read in part only.
func sameRows(m parcel.Manifest, r Result) bool {
	if r.Status == validate.Rejected {
		return true
	}
	i := 0
	for _, f := range m.Files {
		if f.Name == parcel.MappingFile {
			continue
		}
		if r.Files[i].Rows != f.Rows {
			return false
		}
		i++
	}
	return true
}

// Digest is the identity of a package's manifest, empty for bare files.
func (n *ParcelNote) Digest() string {
	if n == nil {
		return ""
	}
	return parcel.Digest(n.Manifest)
}
