package serve

import (
	"io"
	"slices"
)

// form is one of the forms that observations are had in.
type form string

// The forms.
const (
	jsonForm    form = "json"
	csvForm     form = "csv"
	parquetForm form = "parquet"
	arrowForm   form = "arrow"
)

// forms lists them, the one that is sent where the reader does not mind first.
func forms() []form { return []form{jsonForm, csvForm, parquetForm, arrowForm} }

// mediaType is the form's name in headers.
func (f form) mediaType() string {
	switch f {
	case csvForm:
		return "text/csv; charset=utf-8; header=present"
	case parquetForm:
		return parquetType
	case arrowForm:
		return arrowType
	}
	return "application/json"
}

// bareType is the media type without parameters.
func (f form) bareType() string {
	if f == csvForm {
		return "text/csv"
	}
	return f.mediaType()
}

// most is how many rows an answer in the form holds, and standard how many where
// the request does not say. Tables are written while they are read, so they may
// be whole; JSON is for programs that take a page at a time.
func (f form) most() (most, standard int) {
	if f == jsonForm {
		return maxLimit, defaultLimit
	}
	return maxTable, maxTable
}

// rowFrame is what a form is told beside the rows.
type rowFrame struct {
	page   page
	view   *view
	fields []field
}

// rows begins an answer in the form.
func (f form) rows(w io.Writer, frame rowFrame) (rowWriter, error) {
	switch f {
	case csvForm:
		return newCSVRows(w, frame)
	case parquetForm:
		return newParquetRows(w, frame), nil
	case arrowForm:
		return newArrowRows(w, frame), nil
	}
	return newJSONRows(w, frame)
}

// formOf is the form that the request asks for among those that the resource
// has; false where it has none of them.
func (c *apiCall) formOf(tables bool) (form, bool) {
	if asked := c.query.lists["format"]; len(asked) == 1 {
		return form(asked[0]), true
	}
	offered := forms()
	if !tables {
		offered = offered[:1]
	}
	best, most := jsonForm, 0.0
	for _, f := range offered {
		if q := mediaQuality(c.Header.Get("Accept"), f.bareType()); q > most {
			best, most = f, q
		}
	}
	return best, most > 0
}

// formTypes are the media types of a resource.
func formTypes(tables bool) []string {
	if !tables {
		return []string{jsonForm.bareType()}
	}
	var list []string
	for _, f := range forms() {
		list = append(list, f.bareType())
	}
	return slices.Clip(list)
}
