# shellcheck shell=bash
# Builds what the scripts run: the jar with its libraries, and the image of the five actions. To be sourced; needs `root`.

image=${GREENLIGHT_IMAGE:-greenlight:local}

# build_jar: target/greenlight.jar, target/lib and the test classes; does nothing when they are newer than every source.
build_jar() {
  local newest
  newest=$(find "$root/pom.xml" "$root/src" "$root/actions" -type f -newer "$root/target/.built" -print -quit 2>/dev/null || echo missing)
  [ -f "$root/target/.built" ] && [ -z "$newest" ] && return
  echo "Building Greenlight ..."
  JAVA_HOME=$JDK25_HOME "$root/mvnw" --batch-mode --quiet --file "$root/pom.xml" package -DskipTests -Dspotless.check.skip=true
  touch "$root/target/.built"
}

# build_image: the image, on stand-in bases where the official ones cannot be pulled.
build_image() {
  "$root/scripts/lib/stand-ins.sh"
  echo "Building $image ..."
  mkdir -p "$root/test-logs"
  if ! docker build --tag "$image" "$root" >"$root/test-logs/image-build.log" 2>&1; then
    tail -n 40 "$root/test-logs/image-build.log" >&2
    echo "The image could not be built; the whole log is test-logs/image-build.log." >&2
    return 1
  fi
}
