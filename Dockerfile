# A static scaffold and nothing else: docker build -t scaffold . && docker run --rm -v "$PWD:/tree" scaffold lint /tree
# The stage `ci` adds a shell and git, for CI jobs and `--since`: docker build --target ci -t scaffold:ci .
FROM swift:6.3 AS build
RUN apt-get update -qq && apt-get install -y -qq libyaml-dev pkg-config && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY Package.swift ./
COPY Sources Sources
COPY Templates Templates
RUN swift build -c release --product scaffold --static-swift-stdlib -Xswiftc -static-executable \
    -Xlinker --gc-sections -Xlinker -s \
    && cp .build/release/scaffold /scaffold

FROM debian:12-slim AS ci
RUN apt-get update -qq && apt-get install -y -qq git ca-certificates && rm -rf /var/lib/apt/lists/*
COPY --from=build /scaffold /usr/local/bin/scaffold

FROM scratch
COPY --from=build /scaffold /scaffold
ENTRYPOINT ["/scaffold"]
