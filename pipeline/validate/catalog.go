package validate

// Ids of the rules that the contract does not hold itself. They are part of the
// report's format: never reused, never renumbered. V rules judge one value, D
// rules the delivery as a whole.
const (
	ruleRequired     = "V01" // a required value is missing
	ruleRange        = "V02" // a number outside its variable's range
	ruleLength       = "V04" // a text longer than its variable allows
	rulePattern      = "V05" // a text without its variable's form
	ruleCodeExpired  = "V03" // the code was not valid on the row's date
	ruleMunicipality = "D01" // the row's municipality is missing, unknown or not the file's
	ruleDataset      = "D02" // the dataset does not belong to the collection
	ruleMissing      = "D03" // a required dataset is missing for the municipality
	ruleDuplicate    = "D04" // two rows have the same key
	ruleParent       = "D05" // the parent row does not exist
	ruleTwoHomes     = "D06" // one case lies in two municipalities of the delivery
	ruleRowBand      = "D07" // the row count differs much from the earlier one
	ruleWrongKey     = "D08" // almost no person in common with the earlier delivery
	rulePerson       = "D09" // one person has different sex or year of birth
	ruleOccasion     = "D10" // a measurement before lies after the one after
	ruleLimit        = "D11" // the delivery is larger than the limits allow
	ruleExpected     = "D12" // an expected dataset is neither delivered nor said to be empty
	ruleRatio        = "D14" // the row count's ratio to last time's is unlike the other municipalities'
	ruleZero         = "D13" // a dataset is said to be empty but has rows
)

// DeliveryRules lists the rules that CheckRequiredDatasets, CheckExpectedDatasets and
// CompareEarlier run.
func DeliveryRules() []string {
	return []string{ruleMissing, ruleExpected, ruleZero, ruleRowBand, ruleWrongKey, ruleRatio}
}

// HomeRules lists the rules on cases in several municipalities.
func HomeRules() []string { return []string{ruleMunicipality, ruleTwoHomes} }
