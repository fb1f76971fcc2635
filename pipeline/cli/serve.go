package cli

import (
	"fmt"
	"log/slog"
	"net"
	"strings"

	"github.com/spf13/cobra"

	"jamfor/pipeline/serve"
	"jamfor/pipeline/workspace"
)

func (a *app) serveCommand() *cobra.Command {
	var address string
	config := serve.Config{Now: a.Now}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: a.t("Visa utgåvorna över HTTP: filer, Kolada-API och eget API", "Serve the releases over HTTP: files, Kolada API and own API"),
		Long: a.t(`Svarar över HTTP med det som är publicerat och inget annat: releases/ är den
enda mapp som öppnas. Nya utgåvor visas utan omstart. Avbryt med Ctrl-C; pågående
svar får bli klara.

Kryptering (TLS) sköts av en proxy framför. Bakom en sådan: --behind-proxy.`,
			`Answers over HTTP with what is released and nothing else: releases/ is the only
folder opened. New releases are shown without a restart. Stop with Ctrl-C; answers
in progress are finished.

Encryption (TLS) belongs to a proxy in front. Behind one: --behind-proxy.`),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.serve(cmd, address, config) },
	}
	flags := cmd.Flags()
	flags.StringVar(&address, "addr", "127.0.0.1:8080", a.t("adress och port att lyssna på", "address and port to listen on"))
	flags.StringVar(&config.PublicURL, "public-url", "", a.t("adressen som läsarna använder, t.ex. https://statistik.example.se", "the address that readers use, e.g. https://statistik.example.se"))
	flags.BoolVar(&config.BehindProxy, "behind-proxy", false, a.t("lita på X-Forwarded-For och X-Forwarded-Proto från egen proxy", "believe X-Forwarded-For and X-Forwarded-Proto from a proxy of ours"))
	flags.Float64Var(&config.Rate, "rate", 10, a.t("anrop i sekunden per adress; 0 är utan gräns", "requests a second per address; 0 is no limit"))
	flags.IntVar(&config.Burst, "burst", 50, a.t("anrop på en gång per adress", "requests at once per address"))
	return cmd
}

func (a *app) serve(cmd *cobra.Command, address string, config serve.Config) error {
	switch {
	case config.Rate < 0 || config.Rate > 0 && config.Burst < 1:
		return usage("--rate är noll eller mer och --burst minst 1", "--rate is zero or more and --burst at least 1")
	case config.PublicURL != "" && !strings.HasPrefix(config.PublicURL, "https://") && !strings.HasPrefix(config.PublicURL, "http://"):
		return usage("--public-url börjar med https:// eller http://", "--public-url begins with https:// or http://")
	}
	w, err := workspace.Open(a.dir)
	if err != nil {
		return err
	}
	level := slog.LevelWarn
	if a.verbose {
		level = slog.LevelInfo
	}
	config.Releases = w.Path(workspace.Releases)
	config.Log = slog.New(slog.NewTextHandler(a.Stderr, &slog.HandlerOptions{Level: level}))
	server, err := serve.New(cmd.Context(), config)
	if err != nil {
		return err
	}
	defer server.Close() // read only: nothing can be lost
	var listen net.ListenConfig
	listener, err := listen.Listen(cmd.Context(), "tcp", address)
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if a.json {
		err = a.printJSON(map[string]string{"address": "http://" + listener.Addr().String()})
	} else {
		a.say("Lyssnar på http://%s. Avbryt med Ctrl-C.", "Listening on http://%s. Stop with Ctrl-C.", listener.Addr())
	}
	if err != nil {
		listener.Close() // the error told is the one that matters
		return err
	}
	if err := server.Serve(cmd.Context(), listener); err != nil {
		return err
	}
	a.say("Stoppad.", "Stopped.")
	return nil
}
