# Two commands do everything on a fresh Debian with git, make and Swift: `make run` and `make test`.
SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
# Library packages that the program links; tools that the tests drive.
LIBRARIES := libncursesw5-dev libsqlite3-dev
TEST_TOOLS := tmux python3 procps curl
BENCH_TOOLS := ninja-build htop

.PHONY: run test bench prove lint install uninstall release debug system test-tools screenshots docs clean help

help:
	@echo 'make run          install what is missing, build, and run a real demo mission'
	@echo 'make test         build and run the tests'
	@echo 'make bench        measure against xargs, ninja and htop (release build)'
	@echo 'make prove        the long versions of the tests; writes docs/evidence/'
	@echo 'make install      put copilot-tui under PREFIX (default /usr/local)'
	@echo 'make screenshots  make screenshots/*.png from the demo'
	@echo 'make docs         make the generated documents anew'
	@echo 'make lint         format and arrows between targets'

# Installs the named Debian packages that are missing, printing the command first.
define ensure
	@missing=(); for p in $(1); do dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing+=($$p); done; \
	if (( $${#missing[@]} )); then \
	  sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  echo "+ $$sudo apt-get install -y --no-install-recommends $${missing[*]}"; \
	  $$sudo apt-get -o DPkg::Lock::Timeout=300 -qq update && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 -qq install -y --no-install-recommends $${missing[*]} >/dev/null; \
	fi
endef

system:
	$(call ensure,$(LIBRARIES))

test-tools: system
	$(call ensure,$(TEST_TOOLS))

release: system
	$(SWIFT) build -c release --product copilot-tui

debug: system
	$(SWIFT) build --product copilot-tui

run: release
	.build/release/copilot-tui demo

test: test-tools
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	SWIFT_BACKTRACE=interactive=no $(SWIFT) test --skip-build
	Tests/system/run

bench: system
	$(call ensure,$(BENCH_TOOLS) tmux)
	$(SWIFT) build -c release --product copilot-tui
	$(SWIFT) build -c release --product CopilotBench
	.build/release/CopilotBench .build/release/copilot-tui

prove: release test-tools
	COPILOT_TUI_PROVE=1 Tests/system/run --evidence docs/evidence

screenshots: release
	$(call ensure,tmux python3-pil python3-wcwidth fonts-dejavu-core)
	scripts/screenshots

docs: debug
	scripts/check-docs --write

lint:
	$(SWIFT) format lint --strict -r Sources Tests Package.swift
	scripts/check-arrows
	scripts/check-sources

install: release
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/copilot-tui/themes $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 .build/release/copilot-tui $(DESTDIR)$(PREFIX)/bin/copilot-tui
	install -m 644 themes/*.theme $(DESTDIR)$(PREFIX)/share/copilot-tui/themes/
	install -m 644 docs/copilot-tui.1 $(DESTDIR)$(PREFIX)/share/man/man1/copilot-tui.1

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/copilot-tui $(DESTDIR)$(PREFIX)/share/man/man1/copilot-tui.1
	rm -rf $(DESTDIR)$(PREFIX)/share/copilot-tui

clean:
	rm -rf .build
