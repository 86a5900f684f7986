# Everything a person does here is one of these words; anything longer than two lines lives in Scripts/.

# debug builds in a few minutes and is shared by run and test; CONFIG=release is what a business would run.
export CONFIG ?= debug
export PORT   ?= 8080
export DATA   ?= ./data

.PHONY: help setup assets build run test check format migrate bench cluster torture promises screenshots snapshots
help:            ## list these words
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 14

setup:           ## install what building and testing need, and the commit hook
	@Scripts/packages build test && Scripts/python Tests/EndToEnd/requirements.txt
	@git config core.hooksPath .githooks

assets:          ## make the files that are derived and therefore not committed
	@Scripts/assets

build:           ## build the server (CONFIG=debug or release)
	@Scripts/build

run:             ## start Sampan with its demo world on PORT, keeping data under DATA
	@exec Scripts/run

test:            ## run every test, inside and outside (ENGINE=postgresql: all on that engine)
	@Scripts/test

check:           ## what CI runs: formatting, build with warnings and stray imports as errors, tests
	@Scripts/check

format:          ## lay out every Swift and Python file in the house style
	@swift format --in-place --recursive --parallel Package.swift Sources Tests
	@Scripts/python Tests/EndToEnd/requirements.txt && .venv/bin/ruff format --quiet Tests/EndToEnd Scripts

migrate:         ## bring the data under DATA to the newest schema
	@Scripts/build && .build/$(CONFIG)/sampan migrate --data "$(DATA)"

bench:           ## print one line per figure with its goal
	@Scripts/bench

cluster:         ## two servers on PostgreSQL behind nginx on PORT, with the simulated world
	@exec Scripts/cluster

torture:         ## kill the server a hundred times while people buy (KILLS=100)
	@Scripts/torture

promises:        ## say which promises the last test run showed to be kept
	@Scripts/promises

screenshots:     ## photograph every page in both languages, light and dark, phone and desktop
	@Scripts/screenshots

snapshots:       ## write the page snapshots anew, to be read in the diff
	@Scripts/build --build-tests && SAMPAN_WRITE_SNAPSHOTS=1 swift test --skip-build --disable-xctest --filter Snapshot
