#!/bin/sh
# Post what the newest check of each open merge request has written, as one comment on each. COMMENT_TOKEN is a project access token
# with the role Reporter and the scope api. The numbers are GitLab's; the check's file is only read.
set -eu
api() { curl -sSf -H "Authorization: Bearer $COMMENT_TOKEN" "$@"; } # not sent on if an artifact is at another address
project="$CI_API_V4_URL/projects/$CI_PROJECT_ID"
me=$(api "$CI_API_V4_URL/user" | jq .id)

for number in $(api "$project/merge_requests?state=opened&per_page=100" | jq '.[].iid'); do
    request="$project/merge_requests/$number"
    pipeline=$(api "$request" | jq -r '.head_pipeline | values | "\(.project_id | tonumber) \(.id | tonumber)"')
    [ -n "$pipeline" ] || continue
    jobs="$CI_API_V4_URL/projects/${pipeline% *}" # a fork has its own pipelines
    job=$(api "$jobs/pipelines/${pipeline#* }/jobs" | jq '.[] | select(.name == "check") | .id')
    api -L "$jobs/jobs/$job/artifacts/comment.txt" >comment.txt || continue
    docs/forge/comment.sh comment.txt >comment.md
    note=$(api "$request/notes?per_page=100" | jq "[.[] | select(.author.id == $me and (.system | not)) | .id][0] // empty")
    if [ -n "$note" ]; then
        api -X PUT --data-urlencode body@comment.md "$request/notes/$note" >/dev/null
    else
        api --data-urlencode body@comment.md "$request/notes" >/dev/null
    fi
done
