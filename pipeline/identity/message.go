package identity

import (
	"fmt"
	"strings"

	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// mask shows the form of a number and nothing of the person but the century.
func mask(h hit) string {
	dots := func(n int) string { return strings.Repeat("•", n) }
	switch {
	case h.form == formBare, h.form == formShort, len(h.digits) == 6:
		return dots(6) + "-" + dots(4)
	case len(h.digits) >= 8:
		return string(h.digits[:2]) + dots(6) + "-" + dots(4)
	}
	return dots(12)
}

// class names the form for people.
func class(h hit) string {
	switch h.form {
	case formInterim:
		return "tillfälligt nummer " + mask(h)
	case formReserve, formReserve99:
		return "reservnummer " + mask(h)
	case formDamaged:
		return "personnummer i potensform " + mask(h)
	}
	if len(h.digits) == longNumber && twoDigits(h.digits[6:]) >= samordningDay || len(h.digits) == shortNumber && twoDigits(h.digits[4:]) >= samordningDay {
		return "samordningsnummer " + mask(h)
	}
	return "personnummer " + mask(h)
}

var pseudonymise = code.Text{
	SV: "Filen får inte innehålla personnummer i klartext. Ta bort kolumnen eller pseudonymisera den med leverera (leverera pseudonymisera) och skicka en ny fil. Den här filen raderas.",
	EN: "A file must not hold identity numbers in clear text. Remove the column or pseudonymise it with leverera (leverera pseudonymisera) and send a new file. This file is deleted.",
}

func (c *column) finding(row int, h hit) table.Finding {
	return table.Finding{
		Rule: RuleIdentity, Severity: table.Stop, Row: row, Column: c.name, ValueClass: class(h),
		Message: code.Text{
			SV: "Cellen innehåller ett personnummer, samordningsnummer eller tillfälligt nummer i klartext.",
			EN: "The cell holds an identity number in clear text.",
		},
		Remedy: pseudonymise,
	}
}

func (c *column) columnFinding(rule string, row int) table.Finding {
	f := table.Finding{
		Rule: rule, Severity: table.Stop, Row: row, Column: c.name, ValueClass: "tio siffror ••••••-••••",
		Message: code.Text{
			SV: "Kolumnen innehåller tiosiffriga nummer som är personnummer: datum och kontrollsiffra stämmer.",
			EN: "The column holds ten-digit numbers that are identity numbers: date and check digit agree.",
		},
		Remedy: pseudonymise,
	}
	if rule == RuleSuspect {
		f.Message = code.Text{
			SV: "Fler nummer i kolumnen än slumpen medger har ett personnummers datum och kontrollsiffra. Filen hålls tills någon har granskat kolumnen.",
			EN: "More numbers in the column than chance allows have the date and check digit of an identity number. The file is held until someone has looked at the column.",
		}
		f.Remedy = code.Text{
			SV: "Kontrollera vad kolumnen innehåller. Ta bort den om den inte behövs, eller kontakta mottagaren om numren är något annat än personnummer.",
			EN: "Check what the column holds. Remove it if it is not needed, or contact the recipient if the numbers are something else.",
		}
	}
	return f
}

func placeFinding(place Place, row int, h hit) table.Finding {
	return table.Finding{
		Rule: RulePlace, Severity: table.Stop, Row: row, ValueClass: class(h),
		Message: code.Text{
			SV: fmt.Sprintf("Ett personnummer eller liknande står i klartext i filens %s.", placeSV[place]),
			EN: fmt.Sprintf("An identity number stands in clear text in the file's %s.", placeEN[place]),
		},
		Remedy: pseudonymise,
	}
}

// InContent is the finding about clear identities in a file that could not be read.
func InContent(file string) table.Finding {
	f := placeFinding(PlaceContent, 0, hit{form: formLong})
	f.File = file
	return f
}

// placeSuspect is the finding about ten bare digits that no column can judge.
func placeSuspect(place Place, row int) table.Finding {
	return table.Finding{
		Rule: RuleSuspect, Severity: table.Stop, Row: row, ValueClass: "tio siffror ••••••-••••",
		Message: code.Text{
			SV: fmt.Sprintf("Ett tiosiffrigt nummer med ett personnummers datum och kontrollsiffra står i filens %s. Filen hålls tills någon har granskat det.", placeSV[place]),
			EN: fmt.Sprintf("A ten-digit number with the date and check digit of an identity number stands in the file's %s. The file is held until someone has looked at it.", placeEN[place]),
		},
		Remedy: code.Text{
			SV: "Ta bort numret om det inte behövs, eller kontakta mottagaren om det är något annat än ett personnummer.",
			EN: "Remove the number if it is not needed, or contact the recipient if it is something else.",
		},
	}
}

var placeSV = map[Place]string{
	PlaceHeading: "kolumnrubriker", PlaceSheet: "bladnamn", PlaceFile: "namn", PlaceComment: "kommentarer",
	PlaceMetadata: "metadata (egenskaper eller statistik)", PlaceLoose: "celler utanför kolumnerna",
	PlaceContent: "innehåll, som inte kunde läsas helt",
}

var placeEN = map[Place]string{
	PlaceHeading: "headings", PlaceSheet: "sheet names", PlaceFile: "name", PlaceComment: "comments",
	PlaceMetadata: "metadata (properties or statistics)", PlaceLoose: "cells outside its columns",
	PlaceContent: "content, which could not be read whole",
}

func nameFinding(column string) table.Finding {
	return table.Finding{
		Rule: RuleNameWarns, Severity: table.Warn, Column: column,
		Message: code.Text{
			SV: "Kolumnens namn säger personnummer, men inget personnummer hittades i den.",
			EN: "The column's name says identity number, but none was found in it.",
		},
		Remedy: code.Text{SV: "Ta bort kolumnen om den inte behövs.", EN: "Remove the column if it is not needed."},
	}
}

func hashFinding(column string, t tally) table.Finding {
	return table.Finding{
		Rule: RuleHash, Severity: table.Stop, Row: t.row, Column: column, ValueClass: "hexadecimal teckenföljd",
		Message: code.Text{
			SV: fmt.Sprintf("Kolumnen har %d värden som ser ut som hashsummor. En hashsumma av ett personnummer utan nyckel kan räknas tillbaka på några minuter.", t.n),
			EN: fmt.Sprintf("The column has %d values that look like hashes. A hash of an identity number without a key can be reversed in minutes.", t.n),
		},
		Remedy: code.Text{
			SV: "Ta bort kolumnen, eller ersätt den med pseudonymer från leverera.",
			EN: "Remove the column, or replace it with pseudonyms from leverera.",
		},
	}
}

func proofFinding(column string, row int, s HashSearch) table.Finding {
	return table.Finding{
		Rule: RuleHashProof, Severity: table.Stop, Row: row, Column: column, ValueClass: s.Algorithm + " av " + s.Spelling,
		Message: code.Text{
			SV: fmt.Sprintf("Ett värde i kolumnen är hashsumman (%s) av ett personnummer utan nyckel. Det röjer personen för var och en som räknar.", s.Algorithm),
			EN: fmt.Sprintf("A value of the column is the hash (%s) of an identity number without a key. It gives the person away to anyone who computes it.", s.Algorithm),
		},
		Remedy: pseudonymise,
	}
}

func contactFinding(column string, kind contactKind, t tally) table.Finding {
	what := [contactKinds]code.Text{
		contactMail:   {SV: "e-postadresser", EN: "e-mail addresses"},
		contactPhone:  {SV: "telefonnummer", EN: "telephone numbers"},
		contactStreet: {SV: "gatuadresser", EN: "street addresses"},
	}[kind]
	return table.Finding{
		Rule: RuleContact, Severity: table.Warn, Row: t.row, Column: column,
		Message: code.Text{
			SV: fmt.Sprintf("Kolumnen ser ut att innehålla %s (antal celler: %d).", what.SV, t.n),
			EN: fmt.Sprintf("The column seems to hold %s (cells: %d).", what.EN, t.n),
		},
		Remedy: code.Text{SV: "Ta bort kontaktuppgifter; de ska inte lämnas.", EN: "Remove contact details; they are not to be delivered."},
	}
}
