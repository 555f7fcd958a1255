# Comptoir: `make run`, then open the address it prints.

SHELL := /bin/bash
export PATH := $(CURDIR)/target/tools:$(HOME)/.cargo/bin:$(PATH)

# The app is made anew when one of these is newer than it (folders, because files can go away).
APP := target/app.stamp
APP_SOURCES := $(shell find frontend shared) Cargo.toml Cargo.lock Trunk.toml rust-toolchain.toml .ci/trunk

.NOTPARALLEL:
.PHONY: help setup build app run dev test check torture gen bench mutants size idle fmt clean uploads setup-app setup-tests setup-check setup-mutants

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: setup-app setup-tests setup-check ## install what building and testing need and this machine lacks

setup-app setup-tests setup-check setup-mutants: setup-%:
	@.ci/setup $*

build: app ## make the server with the app inside it: target/release/comptoir
	cargo build --release --locked -p comptoir

app: $(APP) ## make the app: target/app

$(APP): $(APP_SOURCES) | setup-app
	@mkdir -p $(@D) && touch $@.new
	.ci/trunk build --release
	@mv target/app target/app.whole
	.ci/trunk build --release --no-default-features true
	@mv target/app.whole/index.html target/app/whole.html
	@cp -n target/app.whole/* target/app && rm -r target/app.whole
	@find target/app -type f -size +1000c ! -name '*.br' -exec brotli --best --force {} +
	@mv $@.new $@

run: build ## make everything, fill an empty ./data with the demonstration, serve it
	@target/release/comptoir demo
	@exec target/release/comptoir serve

dev: app ## serve a debug build, and on port 8081 the app, made again at every change
	cargo run -p comptoir -- demo
	.ci/trunk serve --cargo-profile dev --dist target/dev & trap "kill $$!" EXIT; cargo run -p comptoir -- serve

test: check setup-tests ## check, then run every test: units, API on both engines, journeys in a browser
	tests/with-postgres cargo nextest run --workspace --locked

WORLDS ?= 1000000
torture: setup-tests ## play random worlds against the rule for hours: make torture WORLDS=1000000
	COMPTOIR_WORLDS=$(WORLDS) tests/with-postgres cargo test --release --locked -p tests --test worlds -- --nocapture --test-threads $$(nproc)

check: app setup-check ## formatting, lints, dependencies and the size of the app
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings
	cargo deny --log-level error check bans licenses sources
	@if timeout 60 cargo deny fetch db >/dev/null 2>&1; then cargo deny --log-level error check advisories; \
	else echo "advisories: not checked, the database is out of reach"; fi
	@.ci/size

gen: ## make anew what is made from other files and checked in: policies/matrix.txt, tests/api/matrix/*.txt, tests/api/due.txt
	UPDATE=1 cargo nextest run --locked -p tests -E 'test(matrix) - test(postgres)'

mutants: setup-mutants ## change the pure rules in every small way and see that their tests notice; takes a while
	CARGO_TARGET_DIR=$(CURDIR)/target/mutants cargo mutants --package shared --package comptoir --output target --jobs 1

size: app ## what a browser fetches when it first opens the app
	@.ci/size

bench: setup-tests ## how fast it is at 10,000, 100,000 and 1,000,000 cases, on both engines; CASES=100000 for one size
	cargo build --release --locked -p bench
	tests/with-postgres --durable target/release/bench $(CASES)

uploads: build ## what the server holds in memory while a hundred files of 25 MiB come at once
	cargo run --release --locked -p bench -- uploads

idle: build ## how soon the server answers, and what it holds in memory when idle
	@.ci/idle

fmt: ## format the code
	cargo fmt --all

clean: ## remove what was made; ./data stays
	rm -rf target
