package serve

import (
	"fmt"

	"jamfor/pipeline/code"
	"jamfor/pipeline/release"
)

// example is code that a reader can copy and run as it stands.
type example struct {
	Title code.Text
	Code  string
}

// examples are written with the reader's own address, the latest release and an
// indicator that exists; none before the first release.
func (s *state) examples(base string) []example {
	latest, ok := release.Latest(s.manifests)
	if !ok || len(s.current.ids) == 0 || len(latest.Sets) == 0 {
		return nil
	}
	set := latest.Sets[0].Name
	id := s.current.ids[0]
	for _, other := range s.releases[latest.ID].sets {
		if other.Name == set && len(other.Indicators) > 0 {
			id = other.Indicators[0].ID
		}
	}
	parquet := fmt.Sprintf("%s/releases/%s/%s", base, latest.ID, release.ParquetPath(set))
	csv := fmt.Sprintf("%s/releases/%s/%s", base, latest.ID, release.CSVPath(set))
	query := fmt.Sprintf("%s/api/v1/observations?indicator=%s&area_type=municipality&sex=T", base, id)
	return []example{
		{code.Text{SV: "curl", EN: "curl"}, fmt.Sprintf("curl -H 'Accept: text/csv' '%s'", query)},
		{code.Text{SV: "DuckDB", EN: "DuckDB"}, fmt.Sprintf("SELECT area_name, value\nFROM read_parquet('%s')\nWHERE indicator = '%s' AND sex = 'T' AND status = 'ok'\nORDER BY value DESC;", parquet, id)},
		{code.Text{SV: "Python (pandas)", EN: "Python (pandas)"}, fmt.Sprintf("import pandas as pd\n\ndf = pd.read_csv(\n    \"%s\",\n    dtype={\"area_code\": str, \"period\": str},\n)\nprint(df[(df.indicator == \"%s\") & (df.sex == \"T\")])", csv, id)},
		{code.Text{SV: "Python (polars)", EN: "Python (polars)"}, fmt.Sprintf("import polars as pl\n\ndf = (\n    pl.scan_parquet(\"%s\")\n    .filter(pl.col(\"indicator\") == \"%s\", pl.col(\"sex\") == \"T\")\n    .select(\"area_name\", \"period\", \"value\", \"status\")\n    .collect()\n)\nprint(df)", parquet, id)},
		{code.Text{SV: "R", EN: "R"}, fmt.Sprintf("data <- read.csv(\n  \"%s\",\n  colClasses = c(area_code = \"character\", period = \"character\"),\n  na.strings = \"\"\n)\nsubset(data, indicator == \"%s\" & sex == \"T\")", csv, id)},
		{code.Text{SV: "Excel (Power Query: Hämta data → Tom fråga → Avancerad redigerare)", EN: "Excel (Power Query: Get data → Blank query → Advanced editor)"}, fmt.Sprintf("let\n    Fil = Web.Contents(\"%s\"),\n    Rader = Csv.Document(Fil, [Delimiter=\",\", Encoding=65001, QuoteStyle=QuoteStyle.Csv]),\n    Tabell = Table.PromoteHeaders(Rader, [PromoteAllScalars=true]),\n    Typer = Table.TransformColumnTypes(Tabell, {{\"area_code\", type text}, {\"value\", type number}}, \"en-US\")\nin\n    Typer", csv)},
		{code.Text{SV: "Koladas klient koladapy (Python)", EN: "Kolada's client koladapy (Python)"}, fmt.Sprintf("from koladapy import KoladaAPI\n\napi = KoladaAPI(base_url=\"%s/v3/\")\nprint(api.get_data_as_dataframe(kpi_id=\"%s\", municipality_id=\"0180\"))", base, id)},
	}
}
