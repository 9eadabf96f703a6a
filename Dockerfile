# Greenlight: one image for all five actions.
#
#   docker build -t greenlight:local .
#
# Bases are names, so that a build may pin them: --build-arg DEBIAN_IMAGE=debian:trixie-slim@sha256:...
# Needs no BuildKit. What changes seldom comes first: tools, Java runtime, libraries, then Greenlight itself.
ARG DEBIAN_IMAGE=debian:trixie-slim
ARG JDK_IMAGE=eclipse-temurin:25-jdk
ARG NODE_IMAGE=node:22-trixie-slim
ARG GO_IMAGE=golang:1.26-trixie

# --- what the final image stands on: the tools that come as Debian packages ---------------------------------------------
# Debian keeps only the newest build of a package, so a version written here would stop the build within weeks; the base's
# digest and the release's own digest say what was used.
FROM ${DEBIAN_IMAGE} AS tools
# hadolint ignore=DL3008
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates docker-buildx docker-cli docker-compose git python3 \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log
# Greenlight runs as root, as the runner expects of container actions; tools it does not trust run as these users, each as one of its own.
RUN useradd --uid 1042 --user-group --create-home --shell /usr/sbin/nologin checks \
 && for number in $(seq 1 32); do \
      useradd --uid $((1042 + number)) --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "checks-$number" || exit 1; \
    done

# --- python tools ----------------------------------------------------------------------------------------------------------
FROM tools AS python-tools
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends python3-venv
COPY scripts/image/requirements.txt /tmp/requirements.txt
# Bytecode is compiled here, since later users may not write, and is not checked against dates, which a copy between stages may change.
RUN python3 -m venv /opt/greenlight/python \
 && /opt/greenlight/python/bin/pip install --no-cache-dir --no-compile --require-hashes -r /tmp/requirements.txt \
 && rm -f /opt/greenlight/python/bin/activate* /opt/greenlight/python/bin/Activate.ps1 \
 && /opt/greenlight/python/bin/python -m compileall -q --invalidation-mode unchecked-hash /opt/greenlight/python/lib \
 && for tool in flake8 bandit pip-audit safety zizmor hadolint; do /opt/greenlight/python/bin/$tool --version || exit 1; done
COPY scripts/image/pip-audit-at-index /opt/greenlight/python/bin/pip-audit-at-index
RUN chmod 755 /opt/greenlight/python/bin/pip-audit-at-index && /opt/greenlight/python/bin/pip-audit-at-index --version

# --- go tools ----------------------------------------------------------------------------------------------------------------
# A version names its bytes here too: go compares what it downloads with the public log of module checksums.
FROM ${GO_IMAGE} AS go-tools
ENV CGO_ENABLED=0 GOBIN=/opt/greenlight/go
RUN go install -trimpath -ldflags='-s -w' github.com/rhysd/actionlint/cmd/actionlint@v1.7.12 \
 && go install -trimpath -ldflags='-s -w' github.com/zricethezav/gitleaks/v8@v8.30.1 \
 && go install -trimpath -ldflags='-s -w' github.com/google/osv-scanner/cmd/osv-scanner@v1.9.2 \
 && go clean -cache -modcache

# --- node and npm ------------------------------------------------------------------------------------------------------------
FROM ${NODE_IMAGE} AS node
RUN rm -rf /usr/local/lib/node_modules/npm/docs /usr/local/lib/node_modules/npm/man

# --- Greenlight's classes ----------------------------------------------------------------------------------------------------
FROM ${JDK_IMAGE} AS build
WORKDIR /src
ENV MAVEN_ARGS="--batch-mode --no-transfer-progress -Dmaven.test.skip=true -Dspotless.check.skip=true"
COPY scripts/image/CachableJars.java /tmp/
COPY mvnw pom.xml ./
COPY .mvn .mvn
# One class in place of the sources makes Maven fetch exactly what packaging needs; the layer lasts until pom.xml changes.
RUN mkdir -p src/main/java && echo 'final class Nothing {}' > src/main/java/Nothing.java \
 && sh ./mvnw -q package \
 && java /tmp/CachableJars.java target/lib \
 && mv target/lib /libraries \
 && rm -rf src target
COPY actions actions
COPY src/main src/main
RUN sh ./mvnw -q --offline package
COPY scripts/image/AotTraining.java scripts/image/TrainingCloud.java /tmp/
RUN javac -cp 'target/greenlight.jar:/libraries/*' -d /tmp/training /tmp/AotTraining.java /tmp/TrainingCloud.java \
 && jar --create --file target/training.jar -C /tmp/training .

# --- a Java runtime with the modules that are used ------------------------------------------------------------------------------
FROM ${JDK_IMAGE} AS runtime
COPY scripts/image/jlink.options scripts/image/TrustStore.java /tmp/
COPY --from=tools /usr/share/ca-certificates/mozilla /tmp/authorities
# The JDK's own trust store may hold authorities of the machine or the company that made the base image.
RUN jlink @/tmp/jlink.options --output /opt/greenlight/runtime \
 && java /tmp/TrustStore.java /tmp/authorities /opt/greenlight/runtime/lib/security/cacerts

# --- the image -------------------------------------------------------------------------------------------------------------------
FROM tools
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \
 && for tool in flake8 bandit pip-audit pip-audit-at-index safety zizmor hadolint; do \
      ln -s "/opt/greenlight/python/bin/$tool" "/usr/local/bin/$tool" || exit 1; \
    done
COPY --from=go-tools /opt/greenlight/go /usr/local/bin
COPY --from=python-tools /opt/greenlight/python /opt/greenlight/python
COPY --from=runtime /opt/greenlight/runtime /opt/greenlight/runtime
COPY scripts/image/java-options.sh scripts/image/aot-training.sh scripts/image/aot-checks.txt scripts/image/aot-releases.txt scripts/image/local-cloud.options /opt/greenlight/build/
COPY scripts/image/greenlight /usr/local/bin/greenlight
COPY --from=build /libraries /opt/greenlight/lib
COPY --from=build /src/target/greenlight.jar /src/target/training.jar /opt/greenlight/
ENV LANG=C.UTF-8
# The cache holds classes as this very runtime loaded them from these very jars, so it is made where it is used.
RUN sh /opt/greenlight/build/java-options.sh /opt/greenlight > /opt/greenlight/java.options \
 && sh /opt/greenlight/build/aot-training.sh /opt/greenlight
LABEL org.opencontainers.image.title="Greenlight" \
      org.opencontainers.image.description="From a push to Google Cloud Run, and back when a release is bad."
ENTRYPOINT ["greenlight"]
