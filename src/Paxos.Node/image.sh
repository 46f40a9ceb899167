#!/bin/sh
# Builds the image of the reference node: image.sh [TAG], by default paxos-node.
#   BASE    the base image; by default the one that the Dockerfile names. 'scratch' takes the libraries from this machine (Linux), and pulls nothing.
#   ENGINE  docker (the default), podman or nerdctl.
set -eu
tag=${1:-paxos-node}
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
context=$work/context

mkdir -p "$context/root" "$context/data"
# What it builds in between stays apart from other builds of the repository.
dotnet publish "$here" -c Release --artifacts-path "$work/build" -r linux-x64 --self-contained -o "$context/root/app" --nologo -v quiet
rm "$context"/root/app/*.pdb "$context"/root/app/*.xml

if [ "${BASE:-}" = scratch ]; then
    # Each library under the name that the loader looks for.
    ldd "$context/root/app/Paxos.Node" "$context"/root/app/*.so | grep -oE '(^|[[:space:]])/[^ ]*lib[^ ]+ \(' | tr -d '( \t' | grep -v "^$context" | sort -u | while read -r library; do
        mkdir -p "$context/root$(dirname "$library")"
        cp -L "$library" "$context/root$library"
    done
fi

"${ENGINE:-docker}" build ${BASE:+--build-arg "BASE=$BASE"} -t "$tag" -f "$here/Dockerfile" "$context"
