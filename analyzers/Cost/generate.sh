#!/usr/bin/env bash
# Writes a project of COUNT acceptor types (default 1,000), 18 methods each, to DIRECTORY, and one of the same size without the vocabulary.
# Usage: generate.sh DIRECTORY [COUNT]
set -euo pipefail
target=$1
count=${2:-1000}
here=$(cd "$(dirname "$0")/.." && pwd)

project() { # DIRECTORY, what the project refers to
  mkdir -p "$1"
  echo '<Project />' > "$1/Directory.Build.props"
  echo '<Project />' > "$1/Directory.Packages.props"
  cat > "$1/$(basename "$1").csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
    <AnalysisLevel>latest-recommended</AnalysisLevel>
  </PropertyGroup>
  <ItemGroup>
    $2
    <Analyzer Include="$here/Analyzers/bin/Release/netstandard2.0/PaxosConformance.Analyzers.dll" />
  </ItemGroup>
</Project>
XML
}

acceptor() { # number, whether with the vocabulary
  local durable= persists= replies= negative= using=
  if [ "$2" = yes ]; then
    using='using PaxosConformance.Annotations;'
    durable='[Durable] ' persists='[Persists] ' replies='[Replies] ' negative='[Replies(Negative = true)] '
  fi
  cat <<CS
$using
namespace Generated;

public sealed class Acceptor$1(FileStream file, Action<object> send)
{
    ${durable}private long promised;
    ${durable}private (long Ballot, string Value)? accepted;
    private readonly Dictionary<int, long> heard = [];
    private bool changed;

    public long Promised => promised;
    public bool HasAccepted => accepted is not null;

    public async Task OnPrepare(long ballot, int from)
    {
        Hear(from, ballot);
        if (IsStale(ballot)) { Refuse(ballot); return; }
        if (Raise(ballot)) await SaveAsync().ConfigureAwait(false);
        Promise(ballot);
    }

    public async Task OnAccept(long ballot, string value, int from)
    {
        Hear(from, ballot);
        if (IsStale(ballot)) { Refuse(ballot); return; }
        try { Take(ballot, value); await SaveAsync().ConfigureAwait(false); }
        finally { Note("accepted", ballot); }
        Accepted(ballot);
    }

    public void OnBatch(IReadOnlyList<(long Ballot, string Value)> requests)
    {
        var answers = new List<long>();
        foreach (var (ballot, value) in requests)
        {
            if (IsStale(ballot)) { Refuse(ballot); continue; }
            Take(ballot, value);
            answers.Add(ballot);
        }

        if (answers.Count > 0) Save();
        foreach (var ballot in answers) Accepted(ballot);
    }

    public void OnTick(DateTime now)
    {
        switch (now.Second % 4)
        {
            case 0: Note("tick", now.Second); break;
            case 1 when changed: Save(); break;
            case 2: Forget(now.Second); break;
            default: return;
        }
    }

    private bool IsStale(long ballot) => ballot < promised;
    private bool Raise(long ballot) { if (ballot <= promised) return false; promised = ballot; changed = true; return true; }
    private void Take(long ballot, string value) { Raise(ballot); accepted = (ballot, value); changed = true; }
    private void Hear(int from, long ballot) => heard[from] = Math.Max(heard.GetValueOrDefault(from), ballot);
    private void Forget(int from) { if (heard.Count > 10) heard.Remove(from); }
    private void Note(string what, long ballot) => Console.WriteLine(\$"{what} {ballot} {Describe()}");
    private string Describe() => accepted is { } a ? \$"{a.Ballot}:{a.Value}" : "-";
    private byte[] Encode() => System.Text.Encoding.UTF8.GetBytes(promised + Describe());
    ${persists}private void Save() { file.Write(Encode()); file.Flush(true); changed = false; }
    ${persists}private async Task SaveAsync() { await file.WriteAsync(Encode()).ConfigureAwait(false); file.Flush(true); changed = false; }
    ${replies}private void Promise(long ballot) => send((ballot, accepted));
    ${replies}private void Accepted(long ballot) => send(ballot);
    ${negative}private void Refuse(long ballot) => send(-ballot);
}
CS
}

project "$target/With" "<Reference Include=\"$here/Annotations/bin/Release/netstandard2.0/PaxosConformance.Annotations.dll\" />"
project "$target/Without" ''
for ((i = 1; i <= count; i++)); do
  acceptor "$i" yes > "$target/With/Acceptor$i.cs"
  acceptor "$i" no > "$target/Without/Acceptor$i.cs"
done
