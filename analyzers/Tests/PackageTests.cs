using System.IO.Compression;
using System.Text.RegularExpressions;

namespace PaxosConformance.Analyzers.Tests;

/// <summary>The package as its users get it: packed, restored from a feed, built into a new project. Needs no network.</summary>
public class PackageTests
{
    private string scratch = null!;
    private string feed = null!;

    [OneTimeSetUp]
    public void Pack()
    {
        scratch = Directory.CreateTempSubdirectory("paxos-analyzers-").FullName;
        feed = Path.Combine(scratch, "feed");
        var configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        foreach (var project in new[] { "Annotations", "Package" })
            Dotnet.Run(Path.Combine(Tree.Analyzers, project), "pack", "--no-build", "-c", configuration, "-o", feed);
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(scratch, recursive: true);

    [Test]
    public void A_new_project_warns_when_it_builds()
    {
        var output = Build("warns", """
            using PaxosConformance.Annotations;

            var acceptor = new Acceptor();
            acceptor.Handle(5);

            class Acceptor
            {
                [Durable] private int promised;
                private readonly Log log = new();

                public void Handle(int ballot)
                {
                    promised = ballot;
                    Reply(ballot);
                    log.Append(promised);
                }

                [Replies] private static void Reply(int ballot) => System.Console.WriteLine(ballot);
            }

            class Log
            {
                public void Append(int ballot) => System.Console.WriteLine(ballot);
            }
            """, "[Log]::Append persists\n");

        Assert.That(output, Does.Contain("Program.cs(14,9): warning PAX1001").And.Contain("'log.Append' in line 15 comes too late"));
        Assert.That(output, Does.Not.Contain("CS9057").And.Not.Contain("AD0001").And.Not.Contain("CS8032"));
    }

    [Test]
    public void A_line_that_names_nothing_is_an_error_in_the_file_of_names()
    {
        var output = Build("misspelt", "System.Console.WriteLine();", "[Log]::Append persists\n", expectSuccess: false);

        Assert.That(output, Does.Contain("PaxosConformance.Apis.txt(1,1): error PAX9001").And.Contain("there is no type 'Log'"));
    }

    [Test]
    public void The_wrong_samples_show_every_diagnostic_with_its_help_link()
    {
        var output = BuildSamples("Wrong");
        foreach (var descriptor in Descriptors.All) Assert.That(output, Does.Match($"warning {descriptor.Id}: .*{Regex.Escape(descriptor.HelpLinkUri)}"));
        Assert.That(output, Does.Not.Contain("AD0001"));
    }

    [Test]
    public void The_right_samples_show_none() => Assert.That(BuildSamples("Right"), Does.Not.Contain("PAX").And.Not.Contain("AD0001"));

    [Test]
    public void The_reference_protocol_is_left_alone()
    {
        var directory = Copy("Reference", Path.Combine(Tree.Solution, "src", "Paxos"));
        Assert.That(BuildIn(directory, "Reference", "Library", expectSuccess: true), Does.Not.Contain("PAX").And.Not.Contain("AD0001"));
    }

    [Test]
    public void The_package_holds_analyzers_and_properties_and_depends_on_the_annotations_only()
    {
        using var package = ZipFile.OpenRead(Directory.GetFiles(feed, "PaxosConformance.Analyzers.*.nupkg").Single());
        var names = package.Entries.Select(entry => entry.FullName).ToList();
        string[] expected =
        [
            "analyzers/dotnet/cs/PaxosConformance.Analyzers.dll",
            "analyzers/dotnet/cs/PaxosConformance.Analyzers.CodeFixes.dll",
            "build/PaxosConformance.Analyzers.props",
            "buildTransitive/PaxosConformance.Analyzers.props",
            "README.md",
        ];
        Assert.That(names, Is.SupersetOf(expected));
        Assert.That(names.Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Count(), Is.EqualTo(2));

        using var reader = new StreamReader(package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open());
        var dependencies = System.Xml.Linq.XDocument.Parse(reader.ReadToEnd()).Descendants().Where(element => element.Name.LocalName == "dependency");
        Assert.That(dependencies.Single().Attribute("id")!.Value, Is.EqualTo("PaxosConformance.Annotations"));
    }

    [Test]
    public void The_assemblies_ask_for_nothing_newer_than_the_oldest_compiler_has()
    {
        // A reference to a newer assembly than the host's is a failure to load. MEF's attributes are the usual trap.
        string[] allowed =
        [
            "Microsoft.CodeAnalysis 4.5.0.0", "Microsoft.CodeAnalysis.CSharp 4.5.0.0", "Microsoft.CodeAnalysis.Workspaces 4.5.0.0",
            "PaxosConformance.Analyzers 0.1.0.0", "System.Collections.Immutable 6.0.0.0", "netstandard 2.0.0.0",
        ];
        var asked = new[] { typeof(Descriptors), typeof(CodeFixes.PersistFirstFix) }.SelectMany(type => type.Assembly.GetReferencedAssemblies())
            .Select(name => $"{name.Name} {name.Version}").Distinct();
        Assert.That(asked, Is.SubsetOf(allowed));
        Assert.That(typeof(Descriptors).Assembly.GetReferencedAssemblies().Select(name => name.Name), Has.None.Contains("Workspaces"));
    }

    private string Build(string name, string program, string apis, bool expectSuccess = true)
    {
        var directory = Directory.CreateDirectory(Path.Combine(scratch, name)).FullName;
        File.WriteAllText(Path.Combine(directory, "Program.cs"), program);
        File.WriteAllText(Path.Combine(directory, "PaxosConformance.Apis.txt"), apis);
        return BuildIn(directory, name, "Exe", expectSuccess);
    }

    private string BuildSamples(string name)
    {
        var directory = Copy(name, Path.Combine(Tree.Analyzers, "Samples", name));
        return BuildIn(directory, name, "Library", expectSuccess: true);
    }

    private string Copy(string name, string from)
    {
        var directory = Directory.CreateDirectory(Path.Combine(scratch, name)).FullName;
        foreach (var file in Directory.GetFiles(from).Where(file => !file.EndsWith(".csproj", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)));
        return directory;
    }

    private string BuildIn(string directory, string name, string outputType, bool expectSuccess)
    {
        File.WriteAllText(Path.Combine(directory, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(directory, name + ".csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{outputType}</OutputType>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <RestoreSources>{feed}</RestoreSources>
                <RestorePackagesPath>{Path.Combine(scratch, "packages")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="PaxosConformance.Analyzers" Version="*" />
                <GlobalAnalyzerConfigFiles Include="*.globalconfig" />
              </ItemGroup>
            </Project>
            """);
        return Dotnet.Run(directory, expectSuccess, "build");
    }
}
