package serve

import "net/http"

// koladaError is one thing wrong with a request, in the form that clients of
// Kolada expect.
type koladaError struct {
	Loc  []string `json:"loc"`
	Msg  string   `json:"msg"`
	Type string   `json:"type"`
}

// refuseKolada answers with errors and without values.
func refuseKolada(w http.ResponseWriter, status int, errors []koladaError) {
	writeJSON(w, status, "application/json; charset=utf-8", koladaRefusal{errors})
}
