package parcel

import (
	"jamfor/pipeline/code"
	"jamfor/pipeline/table"
)

// Rules of packages, part of the report's format: never reused.
const (
	ruleDamaged      = "L01" // no package, or a damaged one
	ruleRecipient    = "L02" // encrypted to somebody else
	ruleReaddressed  = "L03" // signed for somebody else: re-encrypted on the way
	ruleSignature    = "L04" // the signature does not hold
	ruleUnknownKey   = "L05" // no registered key
	ruleRevoked      = "L06" // a revoked key
	ruleManifest     = "L07" // the manifest cannot be read
	ruleName         = "L08" // manifest and file name disagree
	rulePeriod       = "L09" // another period than the name says
	ruleContent      = "L10" // a file is not what the manifest says
	ruleMunicipality = "L11" // the key may not deliver for the municipality
	rulePseudonyms   = "L12" // another pseudonym key than registered
	ruleContract     = "L13" // made for another core model
	ruleLimit        = "L14" // too large
	ruleRows         = "L15" // the rows are not as many as the manifest says
	ruleNoKey        = "L16" // the recipient has no key
)

func text(sv, en string) code.Text { return code.Text{SV: sv, EN: en} }

// words are each rule's message and remedy.
var words = map[string][2]code.Text{
	ruleDamaged: {
		text("Paketet är inget leveranspaket, eller är skadat eller avhugget.", "This is no delivery package, or it is damaged or truncated."),
		text("Skicka paketet en gång till. Består felet: packa leveransen på nytt med leverera packa.", "Send the package again. If that does not help, pack the delivery anew with leverera packa."),
	},
	ruleRecipient: {
		text("Paketet är krypterat till en annan mottagare och kan inte öppnas här.", "The package is encrypted to another recipient and cannot be opened here."),
		text("Hämta mottagarens aktuella mottagarkort och packa leveransen på nytt.", "Get the recipient's present card and pack the delivery anew."),
	},
	ruleReaddressed: {
		text("Paketet är signerat för en annan mottagare än den det är krypterat till.", "The package is signed for another recipient than it is encrypted to."),
		text("Packa leveransen på nytt för den här mottagaren. Hör av er: någon kan ha öppnat paketet på vägen.", "Pack the delivery anew for this recipient. Get in touch: somebody may have opened the package on its way."),
	},
	ruleSignature: {
		text("Signaturen stämmer inte: paketet är ändrat efter att det signerades, eller signerat med en annan nyckel.", "The signature does not hold: the package was changed after signing, or signed with another key."),
		text("Packa leveransen på nytt. Hör av er om felet består.", "Pack the delivery anew. Get in touch if the fault remains."),
	},
	ruleUnknownKey: {
		text("Paketet är signerat med en nyckel som mottagaren inte känner.", "The package is signed with a key that the recipient does not know."),
		text("Lämna er publika nyckelfil (.publik) till mottagaren och skicka paketet igen när den är registrerad.", "Give your public key file (.publik) to the recipient and send the package again once it is registered."),
	},
	ruleRevoked: {
		text("Paketet är signerat med en spärrad nyckel.", "The package is signed with a revoked key."),
		text("Packa leveransen på nytt med er nya signeringsnyckel.", "Pack the delivery anew with your new signing key."),
	},
	ruleManifest: {
		text("Paketets följesedel kan inte läsas, eller är gjord av en okänd version av leverera.", "The package's manifest cannot be read, or was made by an unknown version of leverera."),
		text("Packa leveransen på nytt med aktuell version av leverera.", "Pack the delivery anew with the present version of leverera."),
	},
	ruleName: {
		text("Paketets namn stämmer inte med följesedeln (insamling, kommun eller löpnummer).", "The package's name does not agree with its manifest (collection, municipality or sequence)."),
		text("Ge paketet tillbaka det namn som leverera packa gav det.", "Give the package back the name that leverera packa gave it."),
	},
	rulePeriod: {
		text("Paketets namn anger en annan period än följesedeln.", "The package's name tells another period than its manifest."),
		text("Ge paketet tillbaka det namn som leverera packa gav det, eller packa leveransen för rätt period.", "Give the package back the name that leverera packa gave it, or pack the delivery for the right period."),
	},
	ruleContent: {
		text("Paketets innehåll stämmer inte med följesedeln: en fil saknas, är för mycket eller har en annan kontrollsumma.", "The package's content does not agree with its manifest: a file is missing, is too many or has another digest."),
		text("Packa leveransen på nytt med leverera packa.", "Pack the delivery anew with leverera packa."),
	},
	ruleMunicipality: {
		text("Nyckeln får inte lämna uppgifter för kommunen.", "The key may not deliver for the municipality."),
		text("Kontrollera kommunkoden. Ska ni lämna för kommunen: be mottagaren lägga till den för er nyckel.", "Check the municipality code. If you are to deliver for it, ask the recipient to add it to your key."),
	},
	rulePseudonyms: {
		text("Pseudonymerna är gjorda med en annan nyckel än den som är registrerad för er: kontrollvärdet stämmer inte.", "The pseudonyms were made with another key than is registered for you: the check value differs."),
		text("Pröva nyckeln med leverera nyckel prova, pseudonymisera om med rätt nyckel och packa på nytt.", "Check the key with leverera nyckel prova, pseudonymise anew with the right key and pack again."),
	},
	ruleContract: {
		text("Paketet är gjort för en annan version av kärnmodellen.", "The package was made for another version of the core model."),
		text("Hämta aktuell version av leverera, kontrollera och packa på nytt.", "Get the present version of leverera, check and pack anew."),
	},
	ruleLimit: {
		text("Paketet är större än vad som tas emot.", "The package is larger than what is accepted."),
		text("Dela upp leveransen per kommun.", "Split the delivery by municipality."),
	},
	ruleRows: {
		text("Antalet rader i filerna är inte det som följesedeln anger.", "The rows of the files are not as many as the manifest says."),
		text("Kontrollera leveransen med aktuell version av leverera och packa på nytt.", "Check the delivery with the present version of leverera and pack anew."),
	},
	ruleNoKey: {
		text("Mottagaren har ingen nyckel att öppna paket med.", "The recipient has no key to open packages with."),
		text("Mottagaren skapar en med jamfor keys create. Paketet ligger kvar.", "The recipient makes one with jamfor keys create. The package stays where it is."),
	},
}

func finding(rule string) table.Finding {
	return table.Finding{Rule: rule, Severity: table.Stop, Message: words[rule][0], Remedy: words[rule][1]}
}

func refuse(rule string) *Refusal { return &Refusal{[]table.Finding{finding(rule)}} }

// RowsFinding refuses a package whose files do not have the rows that its
// manifest says.
func RowsFinding() table.Finding { return finding(ruleRows) }

// MunicipalityFinding refuses the share of a municipality that the key may not
// deliver for.
func MunicipalityFinding(municipality string) table.Finding {
	f := finding(ruleMunicipality)
	f.Municipality = municipality
	return f
}

// NoKeyFinding refuses packages where the recipient has no key.
func NoKeyFinding() table.Finding { return finding(ruleNoKey) }
