using PaxosConformance.Adapter;
using PaxosConformance.TestSubject;
using PaxosConformance.Wire;

if (args is [var kind] && Hasty.Kinds.TryGetValue(kind, out var make))
    return new Host(make(), TimeProvider.System, Console.Error.WriteLine).Serve(Console.OpenStandardInput(), Console.OpenStandardOutput());

if (args is not [var name] || !Manners.All.TryGetValue(name, out var manners))
{
    Console.Error.WriteLine($"usage: paxos-test-subject MANNERS, one of {string.Join(", ", Manners.All.Keys.Concat(Hasty.Kinds.Keys))}");
    return 64;
}

Console.Error.WriteLine($"this is the test subject '{name}'");
var lines = new LineReader(Console.OpenStandardInput());
using var output = Console.OpenStandardOutput();
while (lines.Read(out var line) == LineRead.Line)
{
    var message = Codec.Parse(line);
    foreach (var answer in manners(message.Body)) output.Write(Codec.Line(new Envelope(message.Dest, message.Src, answer)));
}

return 0;
