# A static scaffold and nothing else: docker build -t scaffold . && docker run --rm -v "$PWD:/tree" scaffold lint /tree
# The stage `ci` adds a shell and git, for CI jobs and `--since`: docker build --target ci -t scaffold:ci .
FROM swift:6.3 AS build
RUN apt-get update -qq && apt-get install -y -qq libyaml-dev pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# SwiftPM refuses a package whose test targets have no folder, though it builds none of them here.
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY tools tools
# For `scaffold --version`: --build-arg COMMIT="$(git rev-parse --short=12 HEAD)"
ARG COMMIT
RUN tools/release.sh && cp .build/release/scaffold /scaffold

FROM debian:12-slim AS ci
RUN apt-get update -qq && apt-get install -y -qq git ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /scaffold /usr/local/bin/scaffold

FROM scratch
COPY --from=build /scaffold /scaffold
ENTRYPOINT ["/scaffold"]
