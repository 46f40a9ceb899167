#!/bin/sh
# Builds the image of the reference node: image.sh [TAG], by default paxos-node.
#   BASE    the base image; by default the one that the Dockerfile names. 'scratch' takes the libraries from this machine (Linux), and pulls nothing.
#   ENGINE  docker (the default), podman or nerdctl.
set -eu
tag=${1:-paxos-node}
here=$(cd "$(dirname "$0")" && pwd)
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

mkdir -p "$context/root" "$context/data"
dotnet publish "$here" -c Release -r linux-x64 --self-contained -o "$context/root/app" -p:DebugType=none -p:GenerateDocumentationFile=false --nologo -v quiet

if [ "${BASE:-}" = scratch ]; then
    # Each library under the name that the loader looks for.
    ldd "$context/root/app/Paxos.Node" "$context"/root/app/*.so | grep -oE '(^|[[:space:]])/[^ ]*lib[^ ]+ \(' | tr -d '( \t' | grep -v "^$context" | sort -u | while read -r library; do
        mkdir -p "$context/root$(dirname "$library")"
        cp -L "$library" "$context/root$library"
    done
fi

"${ENGINE:-docker}" build ${BASE:+--build-arg "BASE=$BASE"} -t "$tag" -f "$here/Dockerfile" "$context"
