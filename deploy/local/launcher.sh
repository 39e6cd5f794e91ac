# Sourced by up, down and token: finds the JDK and runs one of the Java commands.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "No Java was found ($java). Install a JDK, 17 or newer, and set JAVA_HOME or PATH."
settings=$("$java" -XshowSettings:properties -version 2>&1)
version=$(sed -n 's/^ *java\.specification\.version = //p' <<<"$settings")
java_home=$(sed -n 's/^ *java\.home = //p' <<<"$settings")
[[ $version =~ ^[0-9]+$ ]] && ((version >= 17)) || fail "Java $version was found ($java_home); 17 or newer is needed. Set JAVA_HOME."

run() {
  exec "$java" -Xmx128m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Dlocal-stack.repository="$repository" \
    -cp "$here/target/local-stack.jar:$here/target/lib/*" "io.partnersupport.local.$@"
}
