package serve

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"

	"jamfor/pipeline/code"
)

// problem is an error as RFC 9457 has it, with what is wrong with each
// parameter. It never holds "values", which a client of Kolada would read as
// data.
type problem struct {
	Type     string         `json:"type"`
	Title    string         `json:"title"`
	Status   int            `json:"status"`
	Detail   string         `json:"detail"`
	Instance string         `json:"instance"`
	Errors   []paramProblem `json:"errors,omitempty"`
}

// paramProblem is what is wrong with one parameter and what would be right.
type paramProblem struct {
	Parameter string    `json:"parameter"`
	Message   code.Text `json:"message"`
	Valid     []string  `json:"valid,omitempty"` // all values, or the nearest where there are many
}

// refuse answers with an error in the form of the API that was asked.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, status int, sv, en string, errors ...paramProblem) {
	if strings.HasPrefix(r.URL.Path, "/v3") {
		refuseKolada(w, status, []koladaError{{Loc: []string{"path"}, Msg: en, Type: "request"}})
		return
	}
	body := problem{
		Type: "about:blank", Title: http.StatusText(status), Status: status,
		Detail: sv + "\n" + en, Instance: r.URL.Path, Errors: errors,
	}
	writeJSON(w, status, "application/problem+json", body)
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	s.refuse(w, r, http.StatusNotFound, "Här finns inget. Vad som finns står på "+s.base(r)+"/", "There is nothing here. What there is stands on "+s.base(r)+"/")
}

// internal tells that it is our fault; why goes to the log, not to the reader.
func (s *Server) internal(w http.ResponseWriter, r *http.Request, err error) {
	s.config.Log.Error("answer", "route", route(r.URL.Path), "error", err)
	s.refuse(w, r, http.StatusInternalServerError, "Något gick fel hos oss.", "Something went wrong here.")
}

// writeJSON sends v. Errors are never cached.
func writeJSON(w http.ResponseWriter, status int, mediaType string, v any) {
	var body bytes.Buffer
	if err := encodeJSON(&body, v); err != nil { // only a type that cannot be JSON
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	if status >= 400 {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Del("ETag")
	}
	w.Header().Set("Content-Type", mediaType)
	setLength(w, body.Len())
	w.WriteHeader(status)
	w.Write(body.Bytes()) //nolint:errcheck // the reader has gone away
}

// encodeJSON writes v and a newline.
func encodeJSON(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// marshalJSON is v without a newline.
func marshalJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	if err := encodeJSON(&b, v); err != nil {
		return nil, fmt.Errorf("write json: %w", err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
