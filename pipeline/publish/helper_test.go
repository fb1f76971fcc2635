package publish

import (
	"context"
	"testing"
)

// background is the test's context where the test has one.
func background(t any) context.Context {
	if own, ok := t.(*testing.T); ok {
		return own.Context()
	}
	return context.Background()
}
