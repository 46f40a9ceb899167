using PaxosConformance.Adapter;
using PaxosConformance.TestSubject;
using PaxosConformance.Wire;

using var input = Console.OpenStandardInput();
using var output = Console.OpenStandardOutput();
return args switch
{
    [var kind] when Hasty.Kinds.TryGetValue(kind, out var make) => new Host(make(), TimeProvider.System, Console.Error.WriteLine).Serve(input, output),
    [var kind] when Plain.Kinds.TryGetValue(kind, out var make) => new Host(make(), TimeProvider.System, Console.Error.WriteLine).Serve(input, output),
    [var kind, var address] when Plain.Kinds.TryGetValue(kind, out var make) => new Host(make(), TimeProvider.System, Console.Error.WriteLine).Connect(Endpoint.Parse(address)!),
    [var kind] when Smudged.Kinds.TryGetValue(kind, out var make) => make().Serve(input, output),
    [var kind] when Manners.All.TryGetValue(kind, out var manners) => Serve(kind, manners),
    _ => Usage(),
};

int Serve(string kind, Func<Body, IEnumerable<Body>> manners)
{
    Console.Error.WriteLine($"this is the test subject '{kind}'");
    var lines = new LineReader(input);
    while (lines.Read(out var line) == LineRead.Line)
    {
        var message = Codec.Parse(line);
        foreach (var answer in manners(message.Body)) output.Write(Codec.Line(new Envelope(message.Dest, message.Src, answer)));
    }

    return 0;
}

int Usage()
{
    Console.Error.WriteLine($"usage: paxos-test-subject MANNERS, one of {string.Join(", ", [.. Manners.All.Keys, .. Hasty.Kinds.Keys, .. Plain.Kinds.Keys, .. Smudged.Kinds.Keys])}");
    return 64;
}
