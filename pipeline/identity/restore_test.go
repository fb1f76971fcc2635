package identity

import (
	"strconv"
	"strings"
	"testing"
	"time"
)

var at2026 = time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)

func TestRestoreNumber(t *testing.T) {
	for _, c := range []struct {
		text, digits string
		restored     bool
	}{
		{"189001019802", "189001019802", false},
		{"18900101-9802", "189001019802", false},
		{"900101+9802", "189001019802", false},
		{"189001019802.0", "189001019802", true},
		{"189001019802,00", "189001019802", true},
		{"1.89001019802E+11", "189001019802", true},
		{"1,89001019802e11", "189001019802", true},
		{"'189001019802", "189001019802", true},
		{`="189001019802"`, "189001019802", true},
		{"1.8900101980E+11", "", false}, // a digit is lost: whose number it is cannot be told
		{"1.89E+11", "", false},
		{"189001019802.5", "", false},
		{"189001019803", "", false},
		{"1.89001019802E+12", "", false},
		{"12", "", false},
		{"", "", false},
	} {
		n, restored, err := RestoreNumber(c.text, at2026)
		if c.digits == "" {
			if err == nil {
				t.Errorf("%q was read", c.text)
			}
			continue
		}
		if err != nil || n.Digits != c.digits || restored != c.restored {
			t.Errorf("%q: restored %v, %v", c.text, restored, err)
		}
	}
}

// The leading zeros of ten-digit numbers, which spreadsheets take.
func TestRestoreLeadingZeros(t *testing.T) {
	for _, date := range []string{"000101", "010203", "090909"} {
		for serial := 1; serial < 40; serial++ {
			nine := date + pad3(serial)
			for check := byte('0'); check <= '9'; check++ {
				number := nine + string(check)
				if !luhn([]byte(number)) {
					continue
				}
				n, restored, err := RestoreNumber(strings.TrimLeft(number, "0"), at2026)
				if err != nil || !restored || n.Digits != "20"+number {
					t.Errorf("a number born 20%s…: restored %v, %v", date, restored, err)
				}
			}
		}
	}
}

func pad3(n int) string {
	text := "00" + string(rune('0'+n/10%10)) + string(rune('0'+n%10))
	return text[len(text)-3:]
}

func TestSexAndYearOfANumber(t *testing.T) {
	for text, want := range map[string]string{"189001019802": "K", "18900115-9806": "K", "191401682396": "M", "19700101-TF10": "U"} {
		n, err := ParseNumber(text, at2026)
		if err != nil || n.Sex() != want || strconv.Itoa(n.BirthYear()) != n.Digits[:4] {
			t.Errorf("sex %s, want %s, %v", n.Sex(), want, err)
		}
	}
}
