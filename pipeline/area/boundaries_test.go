package area

import (
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jamfor/pipeline/code"
)

// changed is a made-up registry: 0191 and 0192 merged in 2024, 0202 was split
// from 0201 in 2022, 0302 joined 0301 in 2021, and 0303 of county 03 became 0203
// of county 02 in 2020.
func changed(t interface{ Fatal(...any) }) *Registry {
	r, err := Load(os.DirFS("testdata/changed"))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func municipality(c string) ID { return ID{Municipality, c} }
func county(c string) ID       { return ID{County, c} }

func codes(r *Registry) []string {
	var all []string
	for _, m := range r.Municipalities {
		all = append(all, m.Code)
	}
	return all
}

func rows(r *Registry) []string {
	var all []string
	for _, id := range r.Areas(Municipality) {
		all = append(all, id.Code)
	}
	return all
}

func TestTheAreasOfAPeriod(t *testing.T) {
	apart := func(m string) bool { return m == "0202" }
	for _, c := range []struct {
		name      string
		on        Boundaries
		year      int
		delivered func(string) bool
		deliver   []string // who delivers
		rows      []string // what is published
		without   []string // of these, without a value
		undivided []string
		members   map[ID][]string
	}{
		{
			"after the last change", Today, 2025, nil,
			[]string{"0101", "0102", "0103", "0201", "0202", "0203", "0301"},
			[]string{"0101", "0102", "0103", "0201", "0202", "0203", "0301"},
			nil, nil,
			map[ID][]string{county("01"): {"0101", "0102", "0103"}},
		},
		{
			"before a merger, then", Then, 2023, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0202", "0203", "0301"},
			[]string{"0101", "0102", "0191", "0192", "0201", "0202", "0203", "0301"},
			nil, nil,
			map[ID][]string{county("01"): {"0101", "0102", "0191", "0192"}, {MunicipalityGroup, "A2"}: {"0191", "0192", "0203", "0301"}},
		},
		{
			"before a merger, today", Today, 2023, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0202", "0203", "0301"},
			[]string{"0101", "0102", "0103", "0201", "0202", "0203", "0301"},
			nil, nil,
			map[ID][]string{county("01"): {"0101", "0102", "0191", "0192"}, municipality("0103"): {"0191", "0192"}},
		},
		{
			"before a split, then", Then, 2021, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0203", "0301"},
			[]string{"0101", "0102", "0191", "0192", "0201", "0203", "0301"},
			nil, nil,
			map[ID][]string{county("02"): {"0201", "0203"}, municipality("0201"): {"0201"}},
		},
		{
			"before a split, today", Today, 2021, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0203", "0301"},
			[]string{"0101", "0102", "0103", "0201", "0201*", "0202", "0203", "0301"},
			[]string{"0201", "0202"},
			[]string{"0201*"},
			map[ID][]string{county("02"): {"0201", "0203"}, municipality("0201"): nil, municipality("0201*"): {"0201"}},
		},
		{
			"before a split, delivered apart, then", Then, 2021, apart,
			[]string{"0101", "0102", "0191", "0192", "0201", "0202", "0203", "0301"},
			[]string{"0101", "0102", "0191", "0192", "0201", "0203", "0301"},
			nil, nil,
			map[ID][]string{municipality("0201"): {"0201", "0202"}, county("02"): {"0201", "0202", "0203"}},
		},
		{
			"before a split, delivered apart, today", Today, 2021, apart,
			[]string{"0101", "0102", "0191", "0192", "0201", "0202", "0203", "0301"},
			[]string{"0101", "0102", "0103", "0201", "0202", "0203", "0301"},
			nil, nil,
			map[ID][]string{municipality("0201"): {"0201"}, municipality("0202"): {"0202"}},
		},
		{
			"before a move to another county, then", Then, 2019, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0301", "0302", "0303"},
			[]string{"0101", "0102", "0191", "0192", "0201", "0301", "0302", "0303"},
			nil, nil,
			map[ID][]string{county("02"): {"0201"}, county("03"): {"0301", "0302", "0303"}},
		},
		{
			"before a move to another county, today", Today, 2019, nil,
			[]string{"0101", "0102", "0191", "0192", "0201", "0301", "0302", "0303"},
			[]string{"0101", "0102", "0103", "0201", "0201*", "0202", "0203", "0301"},
			[]string{"0201", "0202"},
			[]string{"0201*"},
			map[ID][]string{county("02"): {"0201", "0303"}, county("03"): {"0301", "0302"}, municipality("0203"): {"0303"}, municipality("0301"): {"0301", "0302"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := changed(t).For(c.on, code.Year(c.year), c.delivered)
			if got := codes(r); !slices.Equal(got, c.deliver) {
				t.Errorf("deliver: %v, want %v", got, c.deliver)
			}
			if got := rows(r); !slices.Equal(got, c.rows) {
				t.Errorf("rows: %v, want %v", got, c.rows)
			}
			for _, id := range r.Areas(Municipality) {
				if got, want := r.WithoutValue(id), slices.Contains(c.without, id.Code); got != want {
					t.Errorf("%s without value: %v, want %v", id.Code, got, want)
				}
				if got, want := r.Undivided(id), slices.Contains(c.undivided, id.Code); got != want {
					t.Errorf("%s undivided: %v, want %v", id.Code, got, want)
				}
				if r.Name(id).SV == "" {
					t.Errorf("%s has no name", id.Code)
				}
			}
			for id, want := range c.members {
				if got := r.Members(id); !slices.Equal(got, want) {
					t.Errorf("members of %v: %v, want %v", id, got, want)
				}
			}
		})
	}
}

// Whatever the period and the boundaries, every delivering municipality counts
// once in a row, in the nation and, where its county is the same on both, in it.
func TestNobodyIsLostOrCountedTwice(t *testing.T) {
	r := changed(t)
	rapid.Check(t, func(t *rapid.T) {
		period := code.Year(rapid.IntRange(2018, 2026).Draw(t, "year"))
		apart := rapid.Bool().Draw(t, "delivered apart")
		delivered := func(string) bool { return apart }
		then, today := r.For(Then, period, delivered), r.For(Today, period, delivered)
		if !slices.Equal(codes(then), codes(today)) {
			t.Fatalf("deliver on both: %v and %v", codes(then), codes(today))
		}
		for _, on := range []*Registry{then, today} {
			for _, grain := range []Type{Municipality, County, MunicipalityGroup, Nation} {
				var all []string
				for _, id := range on.Areas(grain) {
					all = append(all, on.Members(id)...)
				}
				slices.Sort(all)
				if !slices.Equal(all, codes(on)) {
					t.Fatalf("%s: %v, want %v", grain, all, codes(on))
				}
			}
			people := 0
			for _, m := range on.Municipalities {
				people += m.Inhabitants
			}
			if people != 12_400 {
				t.Fatalf("%d inhabitants in all, want 12,400", people)
			}
		}
		for _, m := range then.Municipalities {
			x, _ := today.Lookup(m.Code)
			if m.Code != "0303" && m.County != x.County {
				t.Fatalf("%s lies in %s then and %s today", m.Code, m.County, x.County)
			}
		}
	})
}

func TestOnlyWholeMunicipalitiesCount(t *testing.T) {
	on := changed(t).For(Today, code.Year(2023), nil)
	whole := on.Whole(func(m string) bool { return m != "0192" })
	for m, want := range map[string]bool{"0191": false, "0192": false, "0101": true} {
		if got := whole(m); got != want {
			t.Errorf("%s counts: %v, want %v", m, got, want)
		}
	}
}

func TestBoundariesThatChangedBreakTheSeries(t *testing.T) {
	r := changed(t)
	for _, c := range []struct {
		on    Boundaries
		id    ID
		years []int
	}{
		{Then, municipality("0103"), []int{2024}},
		{Then, municipality("0201"), []int{2022}},
		{Then, municipality("0301"), []int{2021}},
		{Then, county("01"), nil},
		{Then, county("02"), []int{2020}},
		{Then, county("03"), []int{2020}},
		{Then, ID{Nation, NationCode}, nil},
		{Today, municipality("0103"), nil},
		{Today, county("02"), nil},
	} {
		var broken []int
		for year := 2018; year <= 2026; year++ {
			if r.For(c.on, code.Year(year), nil).Broken(c.id) {
				broken = append(broken, year)
			}
		}
		if !slices.Equal(broken, c.years) {
			t.Errorf("%s %v: broken in %v, want %v", c.on, c.id, broken, c.years)
		}
	}
}

func TestACodeGoesWithItsPeriods(t *testing.T) {
	r := changed(t)
	for _, c := range []struct {
		municipality, period string
		valid                bool
		instead              []string
	}{
		{"0101", "2010", true, nil},
		{"0191", "2023", true, nil},
		{"0191", "2023Q4", true, nil},
		{"0191", "2024", false, []string{"0103"}},
		{"0191", "2024-01", false, []string{"0103"}},
		{"0103", "2023", false, []string{"0191", "0192"}},
		{"0103", "2024", true, nil},
		{"0303", "2019", true, nil},
		{"0303", "2020", false, []string{"0203"}},
		{"0203", "2019", false, []string{"0303"}},
		{"0302", "2021", false, []string{"0301"}},
		{"0301", "2019", true, nil},
		{"0201", "2019", true, nil},
		{"0202", "2019", true, nil}, // apart from the rest
		{"9999", "2019", false, nil},
	} {
		p, err := code.ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Judge(c.municipality, p); got.Valid != c.valid || !slices.Equal(got.Instead, c.instead) {
			t.Errorf("%s in %s: %+v, want %v, instead %v", c.municipality, c.period, got, c.valid, c.instead)
		}
	}
}

// What the shipped registry says of Swedish municipalities since 1998.
func TestRealChanges(t *testing.T) {
	r := Default()
	heby := municipality("1917")
	if got := r.Name(heby).SV; got != "Heby" {
		t.Errorf("1917 is %q", got)
	}
	then, today := r.For(Then, code.Year(2006), nil), r.For(Today, code.Year(2006), nil)
	if !slices.Contains(then.Members(county("19")), "1917") || slices.Contains(then.Members(county("03")), "1917") {
		t.Error("Heby lay in Västmanland in 2006")
	}
	if !slices.Contains(today.Members(county("03")), "1917") || !slices.Equal(today.Members(municipality("0331")), []string{"1917"}) {
		t.Error("Heby of 2006 is in Uppsala county on today's boundaries")
	}
	if on := r.For(Today, code.Year(2002), nil); !on.WithoutValue(municipality("0330")) || !on.WithoutValue(municipality("0380")) {
		t.Error("Knivsta and Uppsala have no value of their own in 2002")
	}
	if r.For(Then, code.Year(2008), nil) != r || r.For(Today, code.Year(2025), nil) != r {
		t.Error("nothing has changed since 2007")
	}
	if got := r.Judge("1917", code.Year(2007)); got.Valid || !slices.Equal(got.Instead, []string{"0331"}) {
		t.Errorf("1917 in 2007: %+v", got)
	}
}

func TestAHistoryThatDoesNotHoldIsRefused(t *testing.T) {
	good := map[string]string{}
	for _, name := range []string{"municipalities.csv", "counties.csv", "groups_2023.csv", "former.csv", "changes.csv", "names.csv"} {
		raw, err := os.ReadFile("testdata/changed/" + name)
		if err != nil {
			t.Fatal(err)
		}
		good[name] = string(raw)
	}
	for name, bad := range map[string]string{
		"former.csv":  good["former.csv"] + "0101,Ettan,01\n",
		"changes.csv": good["changes.csv"] + "2023-01-01,split,0101,0999\n",
		"names.csv":   "code,name,until\n0101,Gamla,igår\n",
	} {
		dir := t.TempDir()
		for file, text := range good {
			if file == name {
				text = bad
			}
			if err := os.WriteFile(dir+"/"+file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := Load(os.DirFS(dir)); err == nil {
			t.Errorf("%s that does not hold is read", name)
		}
	}
}
