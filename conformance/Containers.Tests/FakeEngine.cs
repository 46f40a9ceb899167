namespace PaxosConformance.Containers.Tests;

/// <summary>A program that is called as docker is, and answers as a test wants it to: the unhappy ways of engines, on any machine.</summary>
internal sealed class FakeEngine : IDisposable
{
    private const string HappyImage = """[{"Config":{"ExposedPorts":{"7000/tcp":{}},"Volumes":{"/data":{}}}}]""";

    private readonly string folder = Directory.CreateTempSubdirectory("fake-engine-").FullName;

    /// <param name="cases">The answers that differ from those of a happy engine: branches of a shell's case on the first two words.</param>
    public FakeEngine(string cases)
    {
        File.WriteAllText(Program, $"#!/bin/sh\necho \"$*\" >> '{Calls}'\ncase \"$1 $2\" in\n{cases}\n'image inspect') echo '{HappyImage}' ;;\nesac\nexit 0\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>The path of the program.</summary>
    public string Program => Path.Combine(folder, "docker");

    /// <summary>What it was asked, a line each.</summary>
    public IReadOnlyList<string> Asked => File.ReadAllLines(Calls);

    private string Calls => Path.Combine(folder, "calls");

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
