package bench

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"

	"jamfor/pipeline/code"
	"jamfor/pipeline/identity"
)

// scoresPerCase is how many measurements a case has in the delivery.
const scoresPerCase = 19

// writeDelivery writes a delivery of so many rows: cases, each with its
// measurements, and a table that is said to be empty. Valid pseudonyms, about
// 73 bytes a row, the same bytes for the same number of rows. It returns the
// bytes written.
func writeDelivery(dir string, rows int) (size int64, err error) {
	keys, err := identity.NewP1Keyer([]byte("a key for benchmark deliveries only"))
	if err != nil {
		return 0, err
	}
	if err := os.Mkdir(dir, 0o750); err != nil {
		return 0, err
	}
	cases := max(1, rows/(scoresPerCase+1))
	for name, write := range map[string]func(io.Writer){
		"insats.csv": func(w io.Writer) {
			fmt.Fprint(w, "arende;insats_nr;insats_kod;lagrum;behovsprovad;start;status\nnollrapport;;;;;;\n")
		},
		"arende.csv":  func(w io.Writer) { writeCases(w, keys, cases) },
		"matning.csv": func(w io.Writer) { writeScores(w, keys, cases, rows-cases) },
	} {
		n, err := writeTable(filepath.Join(dir, name), write)
		if err != nil {
			return 0, err
		}
		size += n
	}
	return size, nil
}

func writeTable(path string, write func(io.Writer)) (size int64, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o640)
	if err != nil {
		return 0, err
	}
	out := bufio.NewWriterSize(file, 1<<20)
	write(out) // a failed write shows in Flush
	err = out.Flush()
	info, statErr := file.Stat()
	if err = errors.Join(err, statErr, file.Close()); err != nil {
		return 0, err
	}
	return info.Size(), nil
}

func writeCases(w io.Writer, keys *identity.P1Keyer, n int) {
	fmt.Fprint(w, "arende;person;person_idtyp;enhet;omrade;kon;fodelsear;start;slut;avslutsorsak;svarighetsgrad;genomforandeplan;sip;maluppfyllelse\r\n")
	severity := []string{"lindrig", "medelsvar", "svar"}
	for i := range n {
		fmt.Fprintf(w, "%s;%s;pnr;0180-%d;missbruk;%s;%d;2025-%02d-%02d;;;%s;ja;nej;\r\n",
			keys.Local(identity.Case, "0180", strconv.Itoa(i)), keys.Local(identity.LocalPerson, "0180", strconv.Itoa(i*7/8)),
			1+i%40, code.PersonSexes[i*7/8%2], 1950+i*7/8%55, 1+i%12, 1+i%28, severity[i%3])
	}
}

// writeScores writes measurements case by case, as an extract has them.
func writeScores(w io.Writer, keys *identity.P1Keyer, cases, n int) {
	fmt.Fprint(w, "arende;instrument;instrumentversion;skala;skattare;tillfalle;datum;varde;saknadkod\r\n")
	occasions := []string{"fore", "under", "efter", "uppfoljning"}
	key, of := "", -1
	for i := range n {
		c := i * cases / n
		if c != of {
			key, of = keys.Local(identity.Case, "0180", strconv.Itoa(c)), c
		}
		k := i % scoresPerCase
		fmt.Fprintf(w, "%s;audit;1;summa;klient;%s;2025-%02d-%02d;%d;\r\n", key, occasions[k/5], 1+k/5*3, 1+k%5, i%41)
	}
}
