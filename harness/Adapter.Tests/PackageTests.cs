using System.Diagnostics;
using PaxosConformance.Analyzers.Tests;
using PaxosConformance.Tests;

namespace PaxosConformance.Adapter.Tests;

/// <summary>The package as its users get it: packed, restored from a feed, and the readme's sample built on it. Needs no network.</summary>
public sealed class PackageTests
{
    private static readonly string[] Packed = ["analyzers/Annotations", "src/Paxos", "harness/Wire", "harness/Adapter"];

    private string scratch = null!;

    [SetUp]
    public void Make() => scratch = Directory.CreateTempSubdirectory("adapter-package-").FullName;

    [TearDown]
    public void Clean() => Directory.Delete(scratch, recursive: true);

    [Test]
    public void The_sample_of_the_readme_builds_on_the_package_and_answers()
    {
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        foreach (var project in Packed) Dotnet.Run(Path.Combine(Repository.Root, project), "pack", "--no-build", "-c", configuration, "-o", Path.Combine(scratch, "feed"));
        var directory = Directory.CreateDirectory(Path.Combine(scratch, "sample")).FullName;
        File.Copy(Path.Combine(Repository.Root, "harness", "Adapter.Sample", "Program.cs"), Path.Combine(directory, "Program.cs"));
        File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(directory, "sample.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <OutputPath>out</OutputPath>
                <AppendTargetFrameworkToOutputPath>false</AppendTargetFrameworkToOutputPath>
                <RestoreSources>{Path.Combine(scratch, "feed")}</RestoreSources>
                <RestorePackagesPath>{Path.Combine(scratch, "packages")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PaxosConformance.Adapter" Version="*" />
              </ItemGroup>
            </Project>
            """);
        Dotnet.Run(directory, "build");
        Assert.That(Answer(Path.Combine(directory, "out", "sample.dll")), Does.Contain("\"echo_ok\"").And.Contain("\"echo\":7"));
    }

    private static string Answer(string program)
    {
        using var node = Process.Start(new ProcessStartInfo("dotnet", [program]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        node.StandardInput.WriteLine("""{"src":"c1","dest":"n1","body":{"type":"echo","msg_id":1,"echo":7}}""");
        node.StandardInput.Close();
        return node.StandardOutput.ReadToEnd();
    }
}
