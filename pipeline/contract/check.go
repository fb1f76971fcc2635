package contract

import (
	"regexp"
	"slices"
	"strconv"
)

// modelCheck holds the model against itself: ids unique, lists, parents and
// datasets known.
type modelCheck struct {
	report   *report
	places   places
	contract *Contract
}

func (k modelCheck) bad(path, sv, en string, args ...any) {
	k.report.addf(k.places.of(path), sv, en, args...)
}

func (k modelCheck) run() {
	for _, name := range k.contract.DatasetNames() {
		k.dataset(k.contract.Datasets[name], "datasets."+name)
	}
	for _, name := range k.contract.CollectionNames() {
		k.collection(k.contract.Collections[name], "collections."+name)
	}
}

func (k modelCheck) dataset(d *Dataset, path string) {
	ids := map[int]string{}
	for _, v := range k.contract.System {
		ids[v.ID] = v.Name
	}
	for i, v := range d.Variables {
		at := path + ".variables." + strconv.Itoa(i)
		if other, taken := ids[v.ID]; taken || v.ID <= 0 {
			k.bad(at+".id", "id %d är inte ledigt (%s)", "id %d is not free (%s)", v.ID, other)
		}
		ids[v.ID] = v.Name
		k.variable(d, v, at)
	}
	if d.Parent != "" && k.contract.Datasets[d.Parent] == nil {
		k.bad(path+".parent", "okänd datamängd %q", "unknown dataset %q", d.Parent)
	}
	if len(d.Key()) == 0 {
		k.bad(path, "datamängden %s har ingen nyckel", "the dataset %s has no key", d.Name)
	}
}

func (k modelCheck) variable(d *Dataset, v Variable, at string) {
	if !slices.Contains([]Type{Pseudonym, Code, Text, Integer, Decimal, Date, Month, Year}, v.Type) {
		k.bad(at+".type", "okänd typ %q", "unknown type %q", v.Type)
	}
	if v.Type == Code && k.contract.Lists[v.List] == nil {
		k.bad(at+".list", "okänd kodlista %q", "unknown code list %q", v.List)
	}
	if date := d.Variable(v.ValidAt); v.ValidAt != "" && (v.Type != Code || date == nil || date.Type != Date) {
		k.bad(at+".valid_at", "valid_at hör till en kod och namnger en datumkolumn", "valid_at belongs to a code and names a date column")
	}
	if _, err := regexp.Compile(v.Pattern); err != nil || v.Pattern != "" && v.Type != Text {
		k.bad(at+".pattern", "pattern är ett reguljärt uttryck för en text", "a pattern is a regular expression of a text")
	}
	if v.Label.Empty() {
		k.bad(at, "kolumnen %s saknar label", "the column %s has no label", v.Name)
	}
	if v.Min != "" || v.Max != "" {
		if _, _, err := v.Bounds(); err != nil {
			k.bad(at, "gränserna för %s: %v", "limits of %s: %v", v.Name, err)
		}
	}
}

func (k modelCheck) collection(c *Collection, path string) {
	for i, name := range c.Datasets {
		if k.contract.Datasets[name] == nil {
			k.bad(path+".datasets."+strconv.Itoa(i), "okänd datamängd %q", "unknown dataset %q", name)
		}
	}
	for part, names := range map[string][]string{"required": c.Required, "expected": c.Expected} {
		for i, name := range names {
			if !slices.Contains(c.Datasets, name) {
				k.bad(path+"."+part+"."+strconv.Itoa(i), "datamängden %q är inte en av insamlingens", "the dataset %q is not one of the collection's", name)
			}
		}
	}
}
