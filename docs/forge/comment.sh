#!/bin/sh
# Write the comment on a change, in Markdown, from the file that check.sh has written.
#
#     docs/forge/comment.sh FILE
#
# Anybody may have written the file: it is shown as it is, in a fence that it can't close, and cut to what a comment may have.
set -eu
[ ! -L "$1" ] # a link could show another file of this machine
printf '~~~text\n'
head -c 60000 "$1" | iconv -c -f UTF-8 -t UTF-8 | tr -d '\000-\010\013-\037' | sed 's/~~~*/~/g'
[ "$(wc -c <"$1")" -le 60000 ] || printf '…'
printf '\n~~~\n'
