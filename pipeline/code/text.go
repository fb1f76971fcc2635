package code

// Lang is a language of user-facing text.
type Lang string

// Swedish is the first language of every user-facing text, English the second.
const (
	Swedish Lang = "sv"
	English Lang = "en"
)

// Text is a user-facing text in both languages.
type Text struct {
	SV string `json:"sv" yaml:"sv"`
	EN string `json:"en" yaml:"en"`
}

// In returns the text in the language, Swedish where the other is missing.
func (t Text) In(lang Lang) string {
	if lang == English && t.EN != "" {
		return t.EN
	}
	return t.SV
}

// Empty reports whether neither language has a text.
func (t Text) Empty() bool { return t.SV == "" && t.EN == "" }
