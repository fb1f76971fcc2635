# jamfor – see README.md. `make` alone prints this help.
TAGS     := duckdb_arrow
GO       := go
BIN      := bin
WORK     := workspace
# The demo's size: 1.0 is about a million cases a year. From
# 0.2 on it has all nine collections. Two years tell of change, and take longer.
SCALE    ?= 0.1
YEARS    ?= 2025
export CGO_ENABLED ?= 1

PACKAGES := ./...
# Packages that link neither DuckDB nor Iceberg are tested with the race detector.
LINKED   := github.com/duckdb/|iceberg-go

.PHONY: help build run test attack lint fmt bench bench-large fuzz hostile conformance crash clean tools dist dist-check windows feedback

help: ## show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 16

tools:
	@command -v $(GO) >/dev/null || { echo "Go saknas / Go is missing: install Go 1.26 or newer (https://go.dev/dl)"; exit 1; }
	@command -v $${CC:-cc} >/dev/null || { echo "C-kompilator saknas / C compiler is missing: install gcc and g++ (Debian: apt-get install gcc g++)"; exit 1; }
	@command -v $${CXX:-c++} >/dev/null || { echo "C++-kompilator saknas / C++ compiler is missing: install g++ (Debian: apt-get install g++)"; exit 1; }

build: tools ## build bin/jamfor, bin/jamfor-worker and bin/leverera
	@mkdir -p $(BIN)
	$(GO) build -tags $(TAGS) -o $(BIN)/jamfor ./cmd/jamfor
	$(GO) build -o $(BIN)/jamfor-worker ./cmd/jamfor-worker
	$(GO) build -o $(BIN)/leverera ./cmd/leverera

run: build ## build, invent a nation of data, run the whole chain, show what came of it
	@$(BIN)/jamfor demo -w $(WORK) --scale $(SCALE) --years $(YEARS)
	@$(BIN)/jamfor run -w $(WORK) || [ $$? -eq 3 ] # 3: the demo's faulty files were rejected, as they should be

test: tools ## run all tests (with the race detector where neither DuckDB nor Iceberg is linked in)
	@set -e; \
	$(GO) list -tags $(TAGS) -f '{{.ImportPath}} {{join .Deps ","}},{{join .TestImports ","}},{{join .XTestImports ","}}' $(PACKAGES) > .packages.tmp; \
	plain=$$(grep -vE '$(LINKED)' .packages.tmp | cut -d' ' -f1); linked=$$(grep -E '$(LINKED)' .packages.tmp | cut -d' ' -f1); rm -f .packages.tmp; \
	echo "go test -race (packages without DuckDB and Iceberg)"; $(GO) test -race -tags $(TAGS) -timeout 15m $$plain; \
	echo "go test (packages with DuckDB or Iceberg)"; $(GO) test -tags $(TAGS) -timeout 15m $$linked

attack: tools ## attack disclosure control harder and longer than make test does
	JAMFOR_ATTACK=1 $(GO) test -tags $(TAGS) -timeout 60m ./pipeline/disclosure/... -rapid.checks=300
	JAMFOR_ATTACK=1 $(GO) test -tags $(TAGS) -timeout 60m ./pipeline/run -run TestAttack -v

lint: tools ## gofumpt, go vet, staticcheck
	@out=$$($(GO) tool gofumpt -l $$(git ls-files '*.go')); [ -z "$$out" ] || { echo "gofumpt:"; echo "$$out"; exit 1; }
	$(GO) vet -tags $(TAGS) $(PACKAGES)
	$(GO) tool staticcheck -tags $(TAGS) $(PACKAGES)

fmt: ## format all Go files
	$(GO) tool gofumpt -w $$(git ls-files '*.go')

# The last part of make bench, 10 million cases and 50 million measurements: its
# scale (0 leaves it out), years, workspace, the engine's megabytes, and how many of
# the yardstick's statements are measured (all take days).
LARGE        ?= 4.4
LARGE_YEARS  ?= 2023-2025
LARGE_WORK   ?= bench/large
LARGE_MEMORY ?= 4096
LARGE_SAMPLE ?= 100

bench: ## measure against yardsticks in the same run, small first, then LARGE; writes bench/results.json and bench/large.json
	@if [ "$(LARGE)" = 0 ]; then echo "bench: the small ratios, some twenty minutes; the large computation is left out (LARGE=0)"; \
	else echo "bench: the small ratios, some twenty minutes; then scale $(LARGE) (4.4 needs 20 GB of disk in $(LARGE_WORK) and two hours; make bench LARGE=0 leaves it out)"; fi
	@$(MAKE) --no-print-directory build
	$(GO) run -tags $(TAGS) ./cmd/jamfor-bench -jamfor $(BIN)/jamfor -leverera $(BIN)/leverera -out bench/results.json
	@[ "$(LARGE)" = 0 ] || $(MAKE) --no-print-directory bench-large

bench-large: build ## the last part of make bench alone: compute over a nation of scale LARGE against the yardsticks
	@rm -rf $(LARGE_WORK)
	@$(BIN)/jamfor demo -w $(LARGE_WORK) --scale $(LARGE) --years $(LARGE_YEARS)
	@$(BIN)/jamfor ingest -w $(LARGE_WORK) || [ $$? -eq 3 ] # 3: the demo's faulty files
	$(GO) run -tags $(TAGS) ./cmd/jamfor-bench -compute $(LARGE_WORK) -memory $(LARGE_MEMORY) -sample $(LARGE_SAMPLE) -out bench/large.json

# How long each fuzz target runs.
FUZZTIME ?= 60s

fuzz: tools ## fuzz every reader of foreign data, FUZZTIME each; what breaks one stays under testdata/fuzz as a seed
	@set -e; for dir in $$(grep -rl --include='*_test.go' '^func Fuzz' pipeline | xargs -n1 dirname | sort -u); do \
		for target in $$(grep -hoE '^func Fuzz[A-Za-z0-9_]+' $$dir/*_test.go | cut -c6-); do \
			echo "$$dir $$target"; $(GO) test -tags $(TAGS) ./$$dir -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME); \
		done; \
	done

hostile: tools ## every hostile file through the real worker, with its memory and time
	@echo "| file | attack | size | rule | MB | s |"; echo "| --- | --- | --- | --- | --- | --- |"
	@$(GO) test ./pipeline/worker -run TestHostileFilesAreRefusedWithinTheCaps -hostile-table -v | grep -E '^\||^(ok|FAIL)|_test.go:'

conformance: build ## hold a small release against other people's readers and validators
	testdata/conformance/run $(BIN)/jamfor

# What suppliers run: static programs, the same bytes from the same source on any machine.
DIST     := dist
TARGETS  := windows/amd64 windows/arm64 darwin/amd64 darwin/arm64 linux/amd64 linux/arm64
STATIC   := -trimpath -buildvcs=false -ldflags "-s -w -buildid="

dist: ## build dist/leverera-<system>-<processor> for suppliers, and their checksums
	@command -v $(GO) >/dev/null || { echo "Go saknas / Go is missing: install Go 1.26 or newer (https://go.dev/dl)"; exit 1; }
	@rm -rf $(DIST) && mkdir -p $(DIST)
	@set -e; for target in $(TARGETS); do \
		system=$${target%/*}; processor=$${target#*/}; end=; [ $$system = windows ] && end=.exe; \
		echo "leverera $$target"; \
		CGO_ENABLED=0 GOOS=$$system GOARCH=$$processor $(GO) build $(STATIC) -o $(DIST)/leverera-$$system-$$processor$$end ./cmd/leverera; \
	done
	@cd $(DIST) && sha256sum leverera-* > SHA256SUMS && cat SHA256SUMS

dist-check: ## build leverera for linux twice, from two folders with two empty caches, and compare
	JAMFOR_DIST=fresh $(GO) test -run TestBuildIsReproducible -v -timeout 30m ./cmd/leverera

windows: tools ## build and vet leverera for Windows and, where wine is installed, run it the whole way
	JAMFOR_WINDOWS=1 $(GO) test -tags $(TAGS) -run 'TestWindowsGoesTheWholeWay|TestSupplierPackagesCompileEverywhere' -v -timeout 30m ./cmd/jamfor ./pipeline

feedback: tools ## hold local feedback against the released figures of all nine indicator sets
	JAMFOR_FEEDBACK=all $(GO) test -tags $(TAGS) -run TestLocalFeedbackIsTheReleasedFigures -v -timeout 30m ./pipeline/run

# States of the lake after a lost power that make crash tries.
STATES   ?= 100000

crash: tools ## kill, EIO and ENOSPC at every system call of an ingest (strace), and STATES losses of power in a commit; hours
	$(GO) test -tags $(TAGS) -timeout 24h ./cmd/jamfor -run 'TestIngestStruckAtSystemCalls|TestWorkerStruckAtSystemCalls' -every-call -v
	$(GO) test -tags $(TAGS) -timeout 24h ./pipeline/lake -run TestPowerLoss -states $(STATES) -v

clean: ## remove bin, dist, workspace and that of make bench
	rm -rf $(BIN) $(WORK) $(DIST) $(LARGE_WORK)
