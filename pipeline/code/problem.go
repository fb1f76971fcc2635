package code

import "fmt"

// Problem makes an error that a person reads, worded in both languages. Its
// arguments are fmt's; those that are errors are what it wraps, and are told in
// the language that it is told in. Error gives the Swedish wording.
func Problem(sv, en string, args ...any) error { return &problem{Text{SV: sv, EN: en}, args} }

type problem struct {
	format Text
	args   []any
}

func (p *problem) Error() string { return p.In(Swedish) }

// In is the wording in a language.
func (p *problem) In(lang Lang) string {
	args := make([]any, len(p.args))
	for i, arg := range p.args {
		args[i] = arg
		if err, ok := arg.(error); ok {
			args[i] = Told(err, lang)
		}
	}
	return fmt.Sprintf(p.format.In(lang), args...)
}

// Unwrap gives the errors among the arguments.
func (p *problem) Unwrap() []error {
	var wrapped []error
	for _, arg := range p.args {
		if err, ok := arg.(error); ok {
			wrapped = append(wrapped, err)
		}
	}
	return wrapped
}

// Told is an error's wording in a language, for errors that have one; others are
// told as they are.
func Told(err error, lang Lang) string {
	if worded, ok := err.(interface{ In(lang Lang) string }); ok {
		return worded.In(lang)
	}
	return err.Error()
}
