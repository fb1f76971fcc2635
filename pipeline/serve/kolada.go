package serve

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The limits of Kolada's API, documented there: ids in one place and rows on a
// page.
const (
	koladaMaxIDs  = 25
	koladaPerPage = 5000
	koladaMaxPage = 1_000_000
)

// koladaRequest is a request in Kolada's form, read and checked.
type koladaRequest struct {
	ids         map[string][]string // what is asked for, by kpi, municipality, year, ou, id
	title       string
	regionType  string // K, L or empty
	from        string // date or empty
	page, size  int
	unknown     []string // parameters that mean nothing here
	errors      []koladaError
	path        []string
	queriedData bool // the query form of /data/ and /oudata/
}

// kolada answers everything under /v3. Unknown ids are no mistakes there: they
// are rows that do not exist.
func (s *Server) kolada(w http.ResponseWriter, r *http.Request) {
	q, known := readKolada(r.URL)
	if !known {
		writeJSON(w, http.StatusNotFound, "application/json; charset=utf-8", map[string]string{"detail": "Not Found"})
		return
	}
	if len(q.unknown) > 0 {
		w.Header().Set("X-Ignored-Parameters", strings.Join(q.unknown, ", "))
	}
	if len(q.errors) > 0 {
		refuseKolada(w, http.StatusUnprocessableEntity, q.errors)
		return
	}
	now := s.catalog.now.Load()
	tag := s.tag(r, now.current, strings.Join(now.ids(), ","))
	err := s.answer(w, r, tag, func(ctx context.Context) (made, error) {
		rows, err := s.koladaRows(ctx, now, q)
		if err != nil {
			return made{}, err
		}
		return made{mediaType: koladaType, write: func(_ context.Context, w io.Writer) error {
			return q.write(w, s.base(r), r.URL, rows)
		}}, nil
	})
	if err != nil {
		s.internal(w, r, err)
	}
}

const koladaType = "application/json; charset=utf-8"

// koladaRows are the rows of an answer before they are made: how many there are
// in all and what makes one.
type koladaRows struct {
	total int
	row   func(int) (any, error)
}

func (s *Server) koladaRows(ctx context.Context, now *state, q *koladaRequest) (koladaRows, error) {
	if q.path[0] == "data" {
		return s.koladaData(ctx, now, q)
	}
	return listed(q.list(now.current)), nil
}

// listed are rows that are made already.
func listed[T any](rows []T) koladaRows {
	return koladaRows{len(rows), func(i int) (any, error) { return rows[i], nil }}
}

// koladaGone answers for the version that Kolada closed.
func (s *Server) koladaGone(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusGone, "application/json; charset=utf-8", map[string]string{"error": "This endpoint is deprecated. Please use /v3 instead."})
}

// koladaPaths are the forms of a path: each word with a blank stands for ids.
func koladaPaths() map[string][]string {
	return map[string][]string{
		"kpi": {"", "id"}, "kpi_groups": {"", "id"}, "municipality": {"", "id"}, "municipality_groups": {"", "id"}, "ou": {"", "id"},
		"data":   {"", "kpi year", "kpi municipality", "kpi municipality year", "municipality year"},
		"oudata": {"", "kpi ou", "kpi ou year", "ou year", "kpi year", "municipality year"},
	}
}

// koladaParameters are the parameters that each resource reads, beside paging.
func koladaParameters(resource string, inPath bool) []string {
	switch {
	case resource == "data" && !inPath:
		return []string{"kpi_id", "municipality_id", "year", "from_date", "region_type", "type"}
	case resource == "data":
		return []string{"from_date", "region_type", "type"}
	case resource == "oudata" && !inPath:
		return []string{"kpi_id", "ou_id", "year", "from_date"}
	case resource == "oudata":
		return []string{"from_date", "municipality_id", "municipality"}
	case resource == "municipality":
		return []string{"title", "id", "region_type", "type"}
	case resource == "ou":
		return []string{"title", "id", "municipality"}
	}
	return []string{"title", "id"}
}

// readKolada reads the address; false where it is none of Kolada's.
func readKolada(u *url.URL) (*koladaRequest, bool) {
	path := strings.Split(strings.Trim(strings.TrimPrefix(u.Path, "/v3"), "/"), "/")
	q := &koladaRequest{ids: map[string][]string{}, path: path, page: 1, size: koladaPerPage}
	forms, known := koladaPaths()[path[0]]
	if !known || !q.readPath(path[1:], path[0] == "data" || path[0] == "oudata", forms) {
		return nil, false
	}
	q.queriedData = len(path) == 1 && strings.HasSuffix(path[0], "data")
	pathIDs := maps.Clone(q.ids)
	q.readQuery(u.Query())
	for _, year := range q.ids["year"] {
		if n, err := strconv.Atoi(year); err != nil || n < 1900 || n > 2999 {
			q.failAt(pathIDs, "year", "år skrivs med fyra siffror, som 2025 / a year has four digits, as 2025", "int_parsing")
			break
		}
	}
	for what, ids := range q.ids {
		if len(ids) > koladaMaxIDs {
			q.failAt(pathIDs, what, "högst 25 värden åt gången / at most 25 at a time", "too_long")
		}
	}
	slices.SortFunc(q.errors, func(a, b koladaError) int { return strings.Compare(a.Loc[1], b.Loc[1]) })
	return q, true
}

func (q *koladaRequest) fail(where, message, kind string) {
	q.errors = append(q.errors, koladaError{Loc: []string{"query", where}, Msg: message, Type: kind})
}

// failAt tells of ids that may have stood in the path.
func (q *koladaRequest) failAt(pathIDs map[string][]string, where, message, kind string) {
	q.fail(where, message, kind)
	if _, inPath := pathIDs[where]; inPath {
		q.errors[len(q.errors)-1].Loc[0] = "path"
	}
}

// readPath reads what follows the resource: ids, or pairs of word and ids.
func (q *koladaRequest) readPath(rest []string, pairs bool, forms []string) bool {
	if !pairs {
		if len(rest) == 1 && rest[0] != "" {
			q.ids["id"] = splitIDs(rest[0])
		}
		return len(rest) <= 1
	}
	if len(rest)%2 != 0 {
		return false
	}
	var words []string
	for i := 0; i < len(rest); i += 2 {
		words = append(words, rest[i])
		q.ids[rest[i]] = splitIDs(rest[i+1])
	}
	return slices.Contains(forms, strings.Join(words, " "))
}

// splitIDs splits a comma list; blanks fall away.
func splitIDs(list string) []string {
	ids := []string{}
	for id := range strings.SplitSeq(list, ",") {
		if id = strings.TrimSpace(id); id != "" {
			ids = append(ids, id)
		}
	}
	return ids
}

func (q *koladaRequest) readQuery(query url.Values) {
	known := koladaParameters(q.path[0], len(q.path) > 1)
	for name, given := range query {
		switch {
		case name == "page":
			q.page = q.number(name, given[0], koladaMaxPage)
		case name == "per_page":
			q.size = q.number(name, given[0], koladaPerPage)
		case !slices.Contains(known, name):
			q.unknown = append(q.unknown, clipped(printable(name)))
		default:
			q.readParameter(name, given)
		}
	}
	slices.Sort(q.unknown)
	if len(q.unknown) > koladaMaxIDs {
		q.unknown = q.unknown[:koladaMaxIDs]
	}
}

func (q *koladaRequest) readParameter(name string, given []string) {
	switch name {
	case "title":
		q.title = given[0]
	case "region_type", "type":
		q.regionType = strings.ToUpper(given[0])
		if q.regionType != "" && q.regionType != "K" && q.regionType != "L" {
			q.fail(name, "K (kommun) eller L (region, riket) / K (municipality) or L (region, nation)", "enum")
		}
	case "from_date":
		q.from = given[0]
		if _, err := time.Parse(time.DateOnly, q.from); err != nil {
			q.fail(name, "datum skrivs ÅÅÅÅ-MM-DD / a date is written YYYY-MM-DD", "date_parsing")
		}
	default:
		what := strings.TrimSuffix(name, "_id")
		for _, list := range given {
			q.ids[what] = append(q.ids[what], splitIDs(list)...)
		}
	}
}

func (q *koladaRequest) number(name, text string, most int) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > most {
		q.fail(name, "heltal från 1 till "+strconv.Itoa(most)+" / integer from 1 to "+strconv.Itoa(most), "int_parsing")
		return 1
	}
	return n
}

// printable keeps what may stand in a header.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || r == ',' {
			return '?'
		}
		return r
	}, text)
}

// koladaEnd is what follows the rows of every answer. Count is the rows on this
// page.
type koladaEnd struct {
	Count        int     `json:"count"`
	NextURL      *string `json:"next_url"`
	PreviousURL  *string `json:"previous_url"`
	NextPage     string  `json:"next_page,omitempty"` // for clients of the closed version
	PreviousPage string  `json:"previous_page,omitempty"`
}

// write writes the page that is asked for in its frame, row by row.
func (q *koladaRequest) write(w io.Writer, base string, u *url.URL, rows koladaRows) error {
	from := min((q.page-1)*q.size, rows.total)
	to := min(from+q.size, rows.total)
	buffer := []byte(`{"values":[`)
	for i := from; i < to; i++ {
		row, err := rows.row(i)
		if err != nil {
			return err
		}
		raw, err := marshalJSON(row)
		if err != nil {
			return err
		}
		if i > from {
			buffer = append(buffer, ',')
		}
		if buffer = append(buffer, raw...); len(buffer) >= rowsBuffer {
			if _, err := w.Write(buffer); err != nil {
				return err
			}
			buffer = buffer[:0]
		}
	}
	end, err := marshalJSON(q.end(base, u, to-from, to < rows.total))
	if err != nil {
		return err
	}
	buffer = append(append(buffer, "],"...), end[1:]...)
	_, err = w.Write(append(buffer, '\n'))
	return err
}

func (q *koladaRequest) end(base string, u *url.URL, count int, more bool) koladaEnd {
	e := koladaEnd{Count: count}
	if more {
		e.NextPage = q.pageURL(base, u, q.page+1)
		e.NextURL = &e.NextPage
	}
	if q.page > 1 {
		e.PreviousPage = q.pageURL(base, u, q.page-1)
		e.PreviousURL = &e.PreviousPage
	}
	return e
}

// pageURL is the address of another page with all filters kept.
func (q *koladaRequest) pageURL(base string, u *url.URL, page int) string {
	query := u.Query()
	query.Set("page", strconv.Itoa(page))
	query.Set("per_page", strconv.Itoa(q.size))
	return base + u.EscapedPath() + "?" + query.Encode()
}
