package cli

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
)

// helpWords turns the library's own words in a help text into Swedish ones, in
// the order given.
var helpWords = strings.NewReplacer(
	"Usage:", "Så här:",
	"Available Commands:", "Kommandon:",
	"Additional Commands:", "Fler kommandon:",
	"Global Flags:", "Flaggor för alla kommandon:",
	"Flags:", "Flaggor:",
	"Examples:", "Exempel:",
	"Aliases:", "Andra namn:",
	"[command] --help\" for more information about a command.", "[kommando] --help\" visar mer om ett kommando.",
	"Use \"", "\"",
	"[command]", "[kommando]",
	"{{.UseLine}}", "{{.UseLine}} [flaggor]",
)

// dress gives every command help in the chosen language.
func (a *app) dress(root *cobra.Command) {
	root.CompletionOptions.HiddenDefaultCmd = true
	root.InitDefaultHelpCmd()
	a.dressEach(root)
	if a.lang == code.Swedish {
		root.SetUsageTemplate(helpWords.Replace(root.UsageTemplate()))
	}
}

func (a *app) dressEach(c *cobra.Command) {
	c.Flags().BoolP("help", "h", false, a.t("visa den här hjälpen", "show this help"))
	c.DisableFlagsInUseLine = a.lang == code.Swedish // the library's word for them is English
	if c.Name() == "help" {
		c.Short, c.Long = a.t("Visa hjälp om ett kommando", "Show help about a command"), ""
	}
	if c.HasSubCommands() && !c.Runnable() { // a word that is no command is a mistake, not a wish for help
		c.Args = cobra.NoArgs
		c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
	}
	for _, sub := range c.Commands() {
		a.dressEach(sub)
	}
}

// mistakes are the library's complaints about a command line, and what a
// Swedish reader is told instead.
var mistakes = []struct {
	said *regexp.Regexp
	sv   string
}{
	{regexp.MustCompile(`^unknown command ("[^"]*") for "([^"]*)"(?s:.*)`), `Kommandot $1 finns inte. Se vilka som finns: $2 --help`},
	{regexp.MustCompile(`^unknown shorthand flag: '(.)' in (.*)$`), `Flaggan $2 finns inte.`},
	{regexp.MustCompile(`^unknown flag: (.*)$`), `Flaggan $1 finns inte.`},
	{regexp.MustCompile(`^flag needs an argument: (.*)$`), `Flaggan saknar värde: $1`},
	{regexp.MustCompile(`^invalid argument ("[^"]*") for ("[^"]*") flag: .*$`), `Värdet $1 duger inte för flaggan $2.`},
	{regexp.MustCompile(`^required flag\(s\) (.*) not set$`), `Flaggan $1 måste anges.`},
	{regexp.MustCompile(`^accepts (\d+) arg\(s\), received (\d+)$`), `Kommandot tar $1 argument; $2 angavs.`},
	{regexp.MustCompile(`^accepts at most (\d+) arg\(s\), received (\d+)$`), `Kommandot tar högst $1 argument; $2 angavs.`},
	{regexp.MustCompile(`^accepts between (\d+) and (\d+) arg\(s\), received (\d+)$`), `Kommandot tar $1–$2 argument; $3 angavs.`},
	{regexp.MustCompile(`^requires at least (\d+) arg\(s\), only received (\d+)$`), `Kommandot tar minst $1 argument; $2 angavs.`},
}

// mistake is a complaint of the library about the command line, in the chosen
// language; ok is false for any other error.
func (a *app) mistake(err error) (text string, ok bool) {
	said := err.Error()
	for _, m := range mistakes {
		if !m.said.MatchString(said) {
			continue
		}
		if a.lang == code.Swedish {
			return m.said.ReplaceAllString(said, m.sv), true
		}
		return said, true
	}
	return "", false
}
