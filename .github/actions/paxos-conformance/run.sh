#!/usr/bin/env bash
# Runs the suite with the inputs of the action (INPUT_…), writes every report, and ends with the exit code of the run.
set -uo pipefail
suite=${PAXOS_CONFORMANCE:-$GITHUB_ACTION_PATH/../../../conformance/Cli/bin/Release/net10.0/paxos-conformance}
results=${INPUT_RESULTS:-paxos-conformance-results}
mkdir -p "$results"

# 'arguments' and 'command' are shell lines of the workflow's author: their quotes mean what they mean in a shell.
eval "arguments=(${INPUT_ARGUMENTS:-})"
eval "command=(${INPUT_COMMAND:-})"
[ -z "${INPUT_SUBJECT:-}" ] || arguments+=(--subject "$INPUT_SUBJECT")
[ -z "${INPUT_BASELINE:-}" ] || arguments+=(--baseline "$INPUT_BASELINE")
[ -z "${INPUT_SHARD:-}" ] || arguments+=(--shard "$INPUT_SHARD")
[ "${#command[@]}" -eq 0 ] || command=(-- "${command[@]}")

"$suite" run "${arguments[@]}" \
    --report "json=$results/results.json" \
    --report "junit=$results/junit.xml" \
    --report "sarif=$results/results.sarif" \
    --report "markdown=$results/summary.md" \
    --report "badge=$results/badge.json" \
    --evidence "$results/evidence" \
    "${command[@]}"
code=$?

[ ! -f "$results/summary.md" ] || cat "$results/summary.md" >> "${GITHUB_STEP_SUMMARY:-/dev/null}"
echo "exit-code=$code" >> "${GITHUB_OUTPUT:-/dev/null}"
exit "$code"
