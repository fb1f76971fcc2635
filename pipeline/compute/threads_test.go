package compute_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"jamfor/pipeline/code"
	"jamfor/pipeline/compute"
	"jamfor/pipeline/compute/given"
	"jamfor/pipeline/indicator"
)

// crowd is a larger country, deterministic by seed: enough rows that several
// threads share them.
func crowd(seed uint64, municipalities, cases int) []indicator.TestDelivery {
	r := rand.New(rand.NewPCG(seed, 0))
	one := func(values string) string {
		all := strings.Fields(values)
		if v := all[r.IntN(len(all))]; v != "-" {
			return v
		}
		return ""
	}
	date := func(year int) string { return fmt.Sprintf("%d-%02d-%02d", year, 1+r.IntN(12), 1+r.IntN(28)) }
	var all []indicator.TestDelivery
	for m := range municipalities {
		arenden := indicator.TestTable{Dataset: "arende", Columns: strings.Fields("arende person person_idtyp enhet omrade kon fodelsear start slut avslutsorsak svarighetsgrad maluppfyllelse")}
		matningar := indicator.TestTable{Dataset: "matning", Columns: strings.Fields("arende instrument instrumentversion skala skattare tillfalle datum varde")}
		for c := range cases {
			id := fmt.Sprintf("a%06d", c)
			start, slut := date(2024), one("- 2025-06-30 2025-11-15")
			arenden.Rows = append(arenden.Rows, []string{
				id, fmt.Sprintf("p%05d", r.IntN(cases)), "pnr", "E1", "missbruk", one("K M U"), fmt.Sprint(1950 + r.IntN(55)),
				start, slut, one("- behov_upphort avliden"), one("- lindrig medelsvar svar"), one("- helt delvis ej"),
			})
			for _, scale := range strings.Fields("alkohol_intervjuare narkotika_intervjuare psykisk_intervjuare") {
				for _, occasion := range []string{"fore", "efter"} {
					day := start
					if occasion == "efter" {
						if day = slut; day == "" {
							day = "2025-12-01"
						}
					}
					matningar.Rows = append(matningar.Rows, []string{id, "asi", "1", scale, "intervjuare", occasion, day, fmt.Sprintf("%d.%04d", r.IntN(9), r.IntN(10000))})
				}
			}
		}
		all = append(all, indicator.TestDelivery{
			Municipality: []string{"1280", "1281", "1282", "1480", "0180", "2580"}[m], Collection: "missbruk", Period: code.Year(2025), Sequence: 1,
			Tables: []indicator.TestTable{arenden, matningar},
		})
	}
	return all
}

// scarce is little memory: a statement with 63 conditions holds about 45 MB of
// vectors per thread whatever the rows, the tables get what is left.
const scarce = 160 << 20

// TestThreadsDoNotChangeBytes computes the same country with one thread,
// twice with two, with four and with little memory, and wants the same digests.
func TestThreadsDoNotChangeBytes(t *testing.T) {
	sets := some(t, "missbruk", "prov") // the only ones that the crowd has rows for
	world, err := given.NewWorld(t.TempDir(), crowd(7, 6, 2500))
	if err != nil {
		t.Fatal(err)
	}
	digests := func(threads int, memory int64) string {
		o := options()
		o.Threads, o.MemoryLimit, o.TempDir = threads, memory, t.TempDir()
		packages, err := compute.Compute(t.Context(), world, sets, nil, o)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, p := range packages {
			d, err := compute.Digest(p)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, p.Set+" "+p.Period.String()+" "+d)
		}
		return strings.Join(all, "\n")
	}
	want := digests(1, 0)
	if !strings.Contains(want, "missbruk 2025") {
		t.Fatalf("computed: %s", want)
	}
	for _, run := range []struct {
		threads int
		memory  int64
	}{{2, 0}, {2, 0}, {4, 0}, {2, scarce}} {
		if got := digests(run.threads, run.memory); got != want {
			t.Errorf("%d threads, %d bytes: other digests\n%s\nwant\n%s", run.threads, run.memory, got, want)
		}
	}
}
