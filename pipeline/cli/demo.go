package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/synthetic"
	"jamfor/pipeline/workspace"
)

func (a *app) demoCommand() *cobra.Command {
	options := synthetic.DefaultOptions
	years := fmt.Sprintf("%d-%d", options.FirstYear, options.LastYear)
	cmd := &cobra.Command{
		Use:   "demo",
		Short: a.t("Fyll arbetsytan med påhittade leveranser från hela landet", "Fill the workspace with invented deliveries from the whole nation"),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var err error
			if options.FirstYear, options.LastYear, err = parseYears(years); err != nil {
				return err
			}
			if err := options.Validate(); err != nil {
				return usage("Kan inte hitta på data: "+err.Error(), "Cannot invent data: "+err.Error())
			}
			return a.demo(cmd, options)
		},
	}
	cmd.Flags().Float64Var(&options.Scale, "scale", options.Scale, a.t("storlek; 1 är ungefär en miljon ärenden om året", "size; 1 is about a million cases a year"))
	cmd.Flags().Uint64Var(&options.Seed, "seed", options.Seed, a.t("slumpfrö: samma frö ger samma filer", "seed: the same seed gives the same files"))
	cmd.Flags().StringVar(&years, "years", years, a.t("år, till exempel 2023-2025", "years, for example 2023-2025"))
	return cmd
}

func parseYears(text string) (first, last int, err error) {
	from, to, ranged := strings.Cut(text, "-")
	if first, err = strconv.Atoi(from); err == nil {
		last = first
		if ranged {
			last, err = strconv.Atoi(to)
		}
	}
	if err != nil {
		return 0, 0, usage("--years ska vara ett år eller ett spann, till exempel 2023-2025.", "--years must be a year or a span, for example 2023-2025.")
	}
	return first, last, nil
}

func (a *app) demo(cmd *cobra.Command, o synthetic.Options) error {
	w, err := workspace.Init(a.dir)
	if err != nil {
		return err
	}
	unlock, err := w.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	if err := a.markSynthetic(w, o); err != nil {
		return err
	}
	summary, err := synthetic.Generate(cmd.Context(), w.Path(workspace.Inbox), o, func(done, total int) {
		a.showProgress(code.Text{SV: "hittar på leveranser", EN: "inventing deliveries"}, done, total)
	})
	if err != nil {
		return err
	}
	a.endProgress()
	if a.json {
		return a.printJSON(summary)
	}
	a.say("SYNTETISKA DATA: %s leveranser med %s rader ligger i %s.", "SYNTHETIC DATA: %s deliveries with %s rows lie in %s.",
		code.Number(float64(summary.Deliveries), 0, a.lang), code.Number(float64(summary.Rows), 0, a.lang), w.Path(workspace.Inbox))
	a.say("Av dem har %d planterade fel, som en verklig inkorg.", "Of them %d carry planted faults, as a real inbox does.", len(summary.Faulty))
	return nil
}

// errNotSynthetic refuses to mix invented and real data.
var errNotSynthetic = errors.New("workspace holds real data")

// markSynthetic marks the workspace before anything invented enters it. One
// that already holds a lake of real data is refused.
func (a *app) markSynthetic(w *workspace.Workspace, o synthetic.Options) error {
	if !w.Config.Synthetic {
		entries, err := os.ReadDir(w.Path(workspace.Lake))
		if err != nil {
			return err
		}
		if len(entries) > 0 {
			return &exitError{ExitFailure, fmt.Errorf("%s: %w", w.Dir, errNotSynthetic)}
		}
	}
	path := filepath.Join(w.Dir, workspace.ConfigName)
	raw, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	text := strings.Replace(string(raw), "synthetic: false", "synthetic: true", 1)
	text = strings.Replace(text, `name: ""  `, `name: "Syntetiska data"  `, 1)
	text = strings.Replace(text, `contact: ""  `, `contact: "statistik@example.invalid"  `, 1)
	text = strings.Replace(text, `slot: ""  `, fmt.Sprintf("slot: \"%d-03-02\"  ", o.LastYear+1), 1)
	config, err := workspace.ParseConfig([]byte(text))
	if err != nil {
		return err
	}
	if !config.Synthetic {
		return &exitError{ExitFailure, fmt.Errorf("%s: set synthetic: true to fill the workspace with invented data", path)}
	}
	if err := durable.WriteFile(path, []byte(text), 0o640); err != nil {
		return err
	}
	if chain, err := w.LakeKeys(); err == nil && len(chain) > 1 {
		return nil // it was rotated: the chain is the lake's
	}
	return w.WriteLakeKey(synthetic.LakeKey(o.Seed))
}
