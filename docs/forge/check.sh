#!/bin/sh
# Check the seeds of a proposed change, and show what loading them would change.
#
#     docs/forge/check.sh BASE FILE      (SEEDS names another folder than seeds)
#
# BASE is the commit that the change is compared with. Writes one FILE of text: the problems or, if there are none, likely
# mistakes, such as a person's name, and the plan, with what needs --yes and the answers that change. Exits with 1 if there
# are problems, or the load would be refused.
set -euf
base=$1 file=$2 seeds=${SEEDS:-seeds} neo4j=''
work=$(mktemp -d)
mkdir "$work/base"
trap '[ -z "$neo4j" ] || { kill "$neo4j" && wait "$neo4j" || :; }; rm -rf "$work"' EXIT
unset NEO4J_URI # only ever a Neo4j that is thrown away
export DATA="$work/data" CACHE="${CACHE:-$PWD/.cache}" WARM_UP=off EXPLORER=off

if [ -n "${GITHUB_ACTIONS:-}" ]; then # shows problems, and weak spots of the change, beside their lines
    git update-ref --no-deref refs/remotes/origin/HEAD "$base"
    graph-service seeds check "$seeds" --format annotations || :
fi
graph-service seeds check "$seeds" >"$file" 2>&1 || { cat "$file"; exit 1; }
grep "^$seeds/" "$file" >"$work/likely" || :

load() { # commit, options: load its seeds; the first ones start the Neo4j
    find "$work/base" -mindepth 1 ! -name .base -delete
    git archive "$1:$seeds" | tar -x -C "$work/base" --exclude .base
    shift
    if [ -n "$neo4j" ]; then
        graph-service seeds load "$work/base" --prune --yes "$@"
        return
    fi
    graph-service seeds check "$work/base" || return
    SEEDS="$work/base" graph-service up >"$work/log" 2>&1 &
    neo4j=$!
    until grep -q /graphql "$work/log"; do
        kill -0 "$neo4j" || { cat "$work/log"; return 1; }
        sleep 1
    done
}

# First the last commits that changed the same files, and the one before them: the plan finds there what the change takes back.
# Those that this program doesn't accept any more are left out.
changed=$(git diff --name-only "$base" HEAD -- "$seeds")
past=$(git log --first-parent --reverse -n 10 --format=%h "$base" -- ${changed:-:})
for commit in $(git rev-parse -q --verify "${past%%[!0-9a-f]*}^" || :) $past; do
    load "$commit" --loaded-by "$(git log -1 --format='%an, %h' "$commit")" >"$work/past" 2>&1 || :
done
load "$base" >&2

cp -R "$seeds" "$work/proposed"
cp "$work/base/.base" "$work/proposed/.base"
status=0
graph-service seeds plan "$work/proposed" --prune --all >"$work/plan" 2>&1 || status=$?
cat "$work/likely" "$work/plan" | tee "$file"
exit "$status"
