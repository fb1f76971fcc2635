package feedback

import (
	"strconv"
	"strings"
)

// counted is how many rows have the value.
func counted(rows []record, column, value string) int {
	n := 0
	for _, r := range rows {
		if r[column] == value {
			n++
		}
	}
	return n
}

func (s *Rows) placering() []record {
	var out []record
	for _, c := range s.cases() {
		for _, r := range s.children("placering", c) {
			if r["start"] > s.last() || r["slut"] != "" && r["slut"] < s.first() {
				continue
			}
			ended := ""
			if r["slut"] != "" && r["slut"] <= s.last() {
				ended = r["slut"]
			}
			elsewhere := ""
			if r["placeringskommun"] != "" {
				elsewhere = yes(r["placeringskommun"] != c["kommun"])
			}
			out = append(out, with(c, "arende avslutsorsak "+who, with(r, "form lagrum start slut", record{
				"i_annan_kommun": elsewhere, "oppen_vid_arets_slut": yes(ended == ""), "avslutad_under_aret": yes(ended != ""),
				"paborjad_under_aret": yes(r["start"] >= s.first()), "langd_dagar": days(r["start"], ended),
			})))
		}
	}
	return out
}

func (s *Rows) arendeOrsak() []record {
	var out []record
	for _, c := range s.cases() {
		reasons := s.children("orsak", c)
		served := false
		for _, i := range s.children("insats", c) {
			served = served || i["start"] <= s.last()
		}
		out = append(out, with(c, "arende avslutsorsak maluppfyllelse oppen_vid_arets_slut avslutad_under_aret paborjad_under_aret "+who, record{
			"antal_orsaker": strconv.Itoa(len(reasons)), "har_insats": yes(served),
			"utsatt": yes(counted(reasons, "roll", "utsatt") > 0), "utovare": yes(counted(reasons, "roll", "utovare") > 0),
			"barn_som_upplevt": yes(counted(reasons, "roll", "barn_som_upplevt") > 0),
		}))
	}
	return out
}

// enkatram sets distinct answers beside the invited, where the frame can hold them.
func (s *Rows) enkatram() []record {
	var out []record
	for _, rows := range groupBy(s.volym(), "kommun", "omrade") {
		invited, told := rat("0"), false
		for _, r := range rows {
			if r["matt"] == "inbjudna_enkat" {
				invited.Add(invited, rat(r["varde"]))
				told = true
			}
		}
		answers := map[string]bool{}
		for _, r := range s.tables["enkatsvar"] {
			if r["kommun"] == rows[0]["kommun"] && r["omrade"] == rows[0]["omrade"] && r["svarande"] != "anhorig" {
				answers[r["svar_id"]] = true
			}
		}
		count := strconv.Itoa(len(answers))
		if told && invited.Sign() > 0 && rat(count).Cmp(invited) <= 0 {
			out = append(out, with(rows[0], "kommun omrade", record{"kon": "T", "inbjudna": strings.TrimSuffix(strings.TrimRight(invited.FloatString(4), "0"), "."), "svarande": count}))
		}
	}
	return out
}
