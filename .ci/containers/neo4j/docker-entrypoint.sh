#!/bin/sh
# The parts of the official image's entry point that the tests and docker-compose.yml use: NEO4J_AUTH, also in a file, settings as
# NEO4J_a_b__c for a.b_c, and a server in the foreground.
set -eu
conf=$NEO4J_HOME/conf/neo4j.conf

printf '%s\n' server.default_listen_address=0.0.0.0 server.directories.import=import >"$conf"
env | sed -n 's/^NEO4J_\([a-z][A-Za-z0-9_]*\)=\(.*\)/\1 \2/p' | while read -r name value; do
    echo "$(echo "$name" | sed 's/__/%/g; s/_/./g; s/%/_/g')=$value" >>"$conf"
done
setting() {
    sed -n "s/^$1=//p" "$conf"
}

[ -z "${NEO4J_AUTH_FILE:-}" ] || NEO4J_AUTH=$(cat "$NEO4J_AUTH_FILE")
case ${NEO4J_AUTH:-} in
    # An existing database keeps its password.
    neo4j/?*) [ -d /data/databases/system ] || neo4j-admin dbms set-initial-password "${NEO4J_AUTH#*/}" ;;
    *) echo 'NEO4J_AUTH must be neo4j/ and a password.' >&2 && exit 1 ;;
esac

# TieredStopAtLevel: starts in half the time; tests don't need a fast server.
# shellcheck disable=SC2046  # several options are several words
exec java "-Xmx$(setting server.memory.heap.max_size)" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    $(setting server.jvm.additional) \
    --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$NEO4J_HOME/lib/*" org.neo4j.server.Neo4jCommunity \
    --home-dir="$NEO4J_HOME" --config-dir="$NEO4J_HOME/conf" --console-mode
