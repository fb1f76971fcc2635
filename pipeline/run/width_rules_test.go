package run

import (
	"fmt"
	"testing"

	"jamfor/pipeline/disclosure"
	"jamfor/pipeline/workspace"
)

// TestWidthRulesAreTheConfigurations: jamfor.yaml takes a width for every rule that
// disclosure control knows, and the rules made of it are in order.
func TestWidthRulesAreTheConfigurations(t *testing.T) {
	for _, rule := range disclosure.WidthRules() {
		c, err := workspace.ParseConfig([]byte(fmt.Sprintf("version: 1\ndisclosure:\n  interval_widths: {%s: 2}\n", rule)))
		if err != nil {
			t.Errorf("%s: %v", rule, err)
			continue
		}
		p := &Pipeline{Config: Config{Workspace: &workspace.Workspace{Config: c}}}
		rules := p.rules("missbruk")
		if err := rules.Validate(); err != nil || rules.WidthOf(rule) != 2 || rules.Width != 1 {
			t.Errorf("%s: rules %+v, %v", rule, rules, err)
		}
	}
}
