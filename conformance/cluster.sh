#!/usr/bin/env bash
# Speaks to the cluster of compose.yml beside this file, as a client does:
#   cluster.sh propose NODE VALUE    proposes a value and prints what was decided
#   cluster.sh learned NODE          prints what a node has learnt
# Nodes are n1, n2 and n3. The first word to each node tells it who it is and where the others are.
set -eu
usage() { sed -n '2,5s/^# //p' "$0" >&2; exit 64; }

peers='"n1":"n1:7001","n2":"n2:7001","n3":"n3:7001"'
say() { # NODE BODY
    exec 3<>"/dev/tcp/127.0.0.1/710${1#n}" || { echo "nobody listens for $1: is the cluster up?" >&2; exit 69; }
    printf '{"src":"c1","dest":"%s","body":%s}\n' "$1" "$2" >&3
    IFS= read -r -t 10 answer <&3 || { echo "$1 did not answer" >&2; exit 1; }
    exec 3>&-
}
init() {
    say "$1" "{\"type\":\"init\",\"msg_id\":1,\"node_id\":\"$1\",\"node_ids\":[\"n1\",\"n2\",\"n3\"],\"data_dir\":\"/data\",\"network\":{\"mode\":\"direct\",\"listen\":\"0.0.0.0:7001\",\"peers\":{$peers}}}"
}

[ $# -ge 2 ] && [[ "$2" =~ ^n[123]$ ]] || usage
# A node that has been told who it is refuses to be told again, and that is well. One that is paused or gone is what the others have to cope with.
for node in n1 n2 n3; do (init "$node") 2>/dev/null & done
wait
case "$1" in
    propose) [ $# -eq 3 ] || usage; say "$2" "{\"type\":\"propose\",\"msg_id\":2,\"value\":\"$3\"}" ;;
    learned) say "$2" '{"type":"learned","msg_id":2}' ;;
    *) usage ;;
esac
echo "$answer"
