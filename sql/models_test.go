package sql

import "testing"

func TestModelsAreDeclared(t *testing.T) {
	want := []string{"arende", "person", "insats", "matning_fore", "matningspar", "mal", "enkatsvar", "hushall", "bistandsmottagare", "volym", "befolkning"}
	for _, name := range want {
		m := Models()[name]
		if m == nil {
			t.Errorf("model %s is not declared", name)
			continue
		}
		if m.Column("kommun") == nil || m.Column("kon") == nil {
			t.Errorf("model %s: every model that indicators read has kommun and kon", name)
		}
		if m.Internal {
			t.Errorf("model %s must be open to indicators", name)
		}
	}
}
