# What a contributor calls; `make check` is what CI and the pre-push hook run.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
PARTS ?= $(CURDIR)/.parts
RELEASE_BINARY := .build/release/scaffold
# As in tools/release.sh, so that both binaries share what they are made of.
STATIC_BUILD := swift build -c release --static-swift-stdlib -Xswiftc -static-executable -Xlinker --gc-sections -Xlinker -s

.PHONY: setup build test lint format generate check demo gate bench bench-rules fuzz release clean

setup: ## install what is missing on a Debian machine with Swift
	@command -v pkg-config >/dev/null && pkg-config --exists yaml-0.1 && command -v git >/dev/null && command -v python3 >/dev/null && command -v strace >/dev/null \
	  || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libyaml-dev pkg-config git python3 python3-venv ca-certificates strace >/dev/null; }

build: setup ## debug build
	swift build --explicit-target-dependency-import-check error

test: build ## the tests that need nothing but the project
	swift test --disable-xctest

lint: ## format and house rules
	swift format lint --strict --recursive Sources Tests Package.swift
	tools/check-house.sh

format: ## format in place
	swift format --in-place --recursive Sources Tests Package.swift

generate: ## rewrite what is made from other files
	UPDATE=1 swift test --disable-xctest --filter Generated

check: lint test ## what has to pass before a push
	@echo "all checks passed"

demo: setup release ## a lab written into a new repository, linted clean, broken, and found out
	tools/demo.sh $(RELEASE_BINARY)

release: setup ## the static binary, without run-time dependencies
	tools/release.sh

gate: build release ## baselines, fingerprints, patches and every format of every tree of SCAFFOLD_CORPUS, 20 runs each; and the hook as its users get it
	SCAFFOLD=$(CURDIR)/$(RELEASE_BINARY) SCAFFOLD_GATE=all swift test --disable-xctest --filter 'ImageTests|CorpusGateTests'
	SCAFFOLD_BUILD_HOOK="pre-commit prek" swift test --disable-xctest --skip-build --filter HookBuildTests

bench: release ## the table of docs/performance.md; SMALL=1: the instruction ratios only, held against figures.tsv
	@command -v valgrind >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq valgrind >/dev/null; }
	$(STATIC_BUILD) --product bench
	Tests/Benchmarks/bench.py $(if $(SMALL),--small) $(if $(UPDATE),--update)

bench-rules: build ## what the rules find of planted defects, in every tree of SCAFFOLD_CORPUS; `make test` runs the short form
	SCAFFOLD_BENCH=all swift test --disable-xctest -c release -Xswiftc -enable-testing --filter RuleBenchTests

fuzz: release ## random and mutated trees for a minute; FUZZ="--seconds 600 --seed 7" for more, or the same again
	Tests/Benchmarks/fuzz.py $(FUZZ)

clean:
	rm -rf .build
