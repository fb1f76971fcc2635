package cli

import (
	"errors"
	"fmt"
	"os"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"jamfor/pipeline/code"
	"jamfor/pipeline/custody"
	"jamfor/pipeline/durable"
	"jamfor/pipeline/run"
	"jamfor/pipeline/workspace"
)

func (a *app) keysCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "keys",
		Short: a.t("Mottagarens nycklar och de leverantörsnycklar som godtas", "The recipient's keys and the suppliers' keys that are accepted"),
	}
	cmd.AddCommand(a.keysCreate(), a.keysCard(), a.keysRegister(), a.keysList(), a.keysRevoke(), a.keysRotate())
	return cmd
}

// changeKeys runs do with the keys under the workspace's lock.
func (a *app) changeKeys(do func(*run.KeyRing) error) error {
	w, err := workspace.Open(a.dir)
	if err != nil {
		return err
	}
	unlock, err := w.Lock()
	if err != nil {
		return err
	}
	defer unlock()
	keys, err := run.OpenKeys(w)
	if err != nil {
		return err
	}
	if err := keys.MakeReceiptKey(); err != nil {
		return err
	}
	return do(keys)
}

func (a *app) keysCreate() *cobra.Command {
	var renew bool
	cmd := &cobra.Command{
		Use:     "create",
		Short:   a.t("Skapa nyckeln som leveranspaket krypteras till", "Make the key that delivery packages are encrypted to"),
		Example: "  jamfor keys create\n  jamfor keys card mottagare.kort",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return a.changeKeys(func(k *run.KeyRing) error {
				if k.HasRecipient() && !renew {
					return &run.UserError{Text: code.Text{
						SV: "Det finns redan en mottagarnyckel. Byt den med --renew; den gamla öppnar fortfarande äldre paket.",
						EN: "There is a recipient key already. Replace it with --renew; the old one still opens older packages.",
					}}
				}
				if err := k.CreateRecipient(); err != nil {
					return err
				}
				card, err := k.Card()
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(map[string]string{"recipient": card.Recipient, "card": card.ID()})
				}
				a.say("Mottagarnyckeln är skapad. Skriv mottagarkortet till leverantörerna med: jamfor keys card FIL", "The recipient key is made. Write the card for suppliers with: jamfor keys card FILE")
				return nil
			})
		},
	}
	cmd.Flags().BoolVar(&renew, "renew", false, a.t("skapa en ny och behåll den gamla för äldre paket", "make a new one and keep the old for older packages"))
	return cmd
}

func (a *app) keysCard() *cobra.Command {
	return &cobra.Command{
		Use:     "card FILE",
		Short:   a.t("Skriv mottagarkortet som leverantörerna packar och prövar kvitton med", "Write the card that suppliers pack and check receipts with"),
		Example: "  jamfor keys card mottagare.kort",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.changeKeys(func(k *run.KeyRing) error {
				card, err := k.Card()
				if err != nil {
					return err
				}
				if err := durable.Write(args[0], 0o644, card.Write); err != nil {
					return err
				}
				a.say("Mottagarkortet %s har nyckel-id %s. Läs upp det för leverantören.", "The card %s has key id %s. Read it out to the supplier.", args[0], card.ID())
				return nil
			})
		},
	}
}

func (a *app) keysRegister() *cobra.Command {
	var municipalities []string
	var check string
	cmd := &cobra.Command{
		Use:     "register FILE",
		Short:   a.t("Godta en leverantörs publika nyckel (.publik)", "Accept a supplier's public key (.publik)"),
		Example: "  jamfor keys register fou_skane.publik --municipality 12 --pseudonym-check 0123456789abcdef",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			key, err := readPublicKey(args[0])
			if err != nil {
				return err
			}
			s := custody.Supplier{
				Name: key.Owner, Public: key.Text(), Municipalities: municipalities, PseudonymCheck: check,
				Registered: a.today(),
			}
			return a.changeKeys(func(k *run.KeyRing) error {
				if err := k.Suppliers.Add(s); err != nil {
					return keyError(err)
				}
				if err := a.saveKeys(k, run.EventKeyRegistered, key.ID(), key.Owner); err != nil {
					return err
				}
				a.say("Nyckeln %s (%s) är registrerad. Paket som väntar prövas vid nästa jamfor ingest.", "The key %s (%s) is registered. Waiting packages are judged by the next jamfor ingest.", key.ID(), key.Owner)
				return nil
			})
		},
	}
	cmd.Flags().StringSliceVar(&municipalities, "municipality", nil, a.t("kommunkoder eller länskoder som nyckeln får lämna för (alla om inget anges)", "municipality or county codes that the key may deliver for (default: all)"))
	cmd.Flags().StringVar(&check, "pseudonym-check", "", a.t("kontrollvärdet för leverantörens pseudonymnyckel", "the check value of the supplier's pseudonym key"))
	return cmd
}

// saveKeys writes the register and notes the act in the audit log.
func (a *app) saveKeys(k *run.KeyRing, event, id, detail string) error {
	if err := k.SaveSuppliers(); err != nil {
		return err
	}
	return run.Audit(k.Workspace(), a.Now(), run.Entry{Event: event, Subject: id, Detail: detail})
}

func readPublicKey(path string) (custody.PublicKey, error) {
	f, err := os.Open(path)
	if err != nil {
		return custody.PublicKey{}, fmt.Errorf("read public key: %w", err)
	}
	defer f.Close()
	key, err := custody.ReadPublicKey(f)
	if err != nil {
		return key, keyError(err)
	}
	return key, nil
}

// keyError words a mistake with keys for people.
func keyError(err error) error {
	en := map[error]string{
		custody.ErrKnownKey: "the key is registered already", custody.ErrUnknownKey: "the key is not registered",
		custody.ErrForm: "the file or value does not have the right form", custody.ErrVersion: "the file's version is unknown",
		custody.ErrCheck: "the key does not agree with its id",
	}
	for known, text := range en {
		if errors.Is(err, known) {
			return &run.UserError{Text: code.Text{SV: err.Error(), EN: text}}
		}
	}
	return err
}

// today is the civil date in Stockholm.
func (a *app) today() string { return a.Now().In(code.Stockholm()).Format(time.DateOnly) }

func (a *app) keysList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   a.t("Visa registrerade leverantörsnycklar", "List the registered supplier keys"),
		Example: "  jamfor keys list --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			w, err := workspace.Open(a.dir)
			if err != nil {
				return err
			}
			keys, err := run.OpenKeys(w)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(keys.Suppliers)
			}
			if len(keys.Suppliers.Suppliers) == 0 {
				a.say("Inga leverantörsnycklar är registrerade.", "No supplier keys are registered.")
				return nil
			}
			out := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
			fmt.Fprintln(out, a.t("NYCKEL-ID\tNAMN\tKOMMUNER\tPSEUDONYMNYCKEL\tREGISTRERAD\tSPÄRRAD", "KEY ID\tNAME\tMUNICIPALITIES\tPSEUDONYM KEY\tREGISTERED\tREVOKED"))
			for _, s := range keys.Suppliers.Suppliers {
				fmt.Fprintf(out, "%s\t%s\t%s\t%s\t%s\t%s\n", s.ID, s.Name, orAll(s.Municipalities, a), orDash(s.PseudonymCheck), s.Registered, orDash(s.Revoked))
			}
			return out.Flush()
		},
	}
}

func orAll(list []string, a *app) string {
	if len(list) == 0 {
		return a.t("alla", "all")
	}
	return fmt.Sprint(list)
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}

func (a *app) keysRevoke() *cobra.Command {
	return &cobra.Command{
		Use:     "revoke KEY-ID",
		Short:   a.t("Spärra en leverantörs nyckel", "Revoke a supplier's key"),
		Example: "  jamfor keys revoke k-0123456789abcdef",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			return a.changeKeys(func(k *run.KeyRing) error {
				if err := k.Suppliers.Revoke(args[0], a.today()); err != nil {
					return keyError(err)
				}
				if err := a.saveKeys(k, run.EventKeyRevoked, args[0], ""); err != nil {
					return err
				}
				a.say("Nyckeln %s är spärrad.", "The key %s is revoked.", args[0])
				return nil
			})
		},
	}
}
