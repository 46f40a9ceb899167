using System.IO.Compression;
using PaxosConformance.Analyzers.Tests;
using PaxosConformance.Tests;

namespace PaxosConformance.Optional.Tests;

/// <summary>
/// A repository with what this one has for optional packages, a project that wants both of them, and a feed of its own, which has nothing at first.
/// Whatever it restores stays in it.
/// </summary>
internal sealed class Workplace : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("optional-").FullName;

    public Workplace()
    {
        Copy("Directory.Build.targets");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "harness", "Optional"))) Copy(Path.Combine("harness", "Optional", Path.GetFileName(file)));
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write("Directory.Packages.props", """
            <Project>
              <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup>
              <ItemGroup><PackageVersion Include="Testcontainers;Verify.NUnit" Version="1.0.0" /></ItemGroup>
            </Project>
            """);
        Write("project/project.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <OptionalPackage Include="Testcontainers" Constant="HAS_TESTCONTAINERS" />
                <OptionalPackage Include="Verify.NUnit" Constant="HAS_VERIFY" />
              </ItemGroup>
              <Target Name="Tell" DependsOnTargets="ResolvePackageAssets;DefineOptionalConstants">
                <Message Importance="high" Text="compiled with: $(DefineConstants)" />
              </Target>
            </Project>
            """);
        UseFeed("feed");
    }

    private string Feed => Path.Combine(root, "feed");

    /// <summary>Builds the project, as far as to know what it is compiled with.</summary>
    /// <returns>What the build said.</returns>
    public string Build(params string[] arguments) => Build(true, arguments);

    /// <summary>Builds the project, which must fail.</summary>
    /// <returns>What the build said.</returns>
    public string BuildInVain(params string[] arguments) => Build(false, arguments);

    /// <summary>Puts a package into the feed.</summary>
    public void Publish(string package)
    {
        Directory.CreateDirectory(Feed);
        using var archive = ZipFile.Open(Path.Combine(Feed, $"{package}.1.0.0.nupkg"), ZipArchiveMode.Create);
        using (var nuspec = new StreamWriter(archive.CreateEntry($"{package}.nuspec").Open()))
            nuspec.Write($"<package><metadata><id>{package}</id><version>1.0.0</version><authors>a test</authors><description>nothing</description></metadata></package>");
        archive.CreateEntry("lib/net10.0/_._");
    }

    /// <summary>Configures where packages are looked for.</summary>
    public void UseFeed(string folder)
    {
        Directory.CreateDirectory(Feed);
        Write("nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="feed" value="{folder}" /></packageSources>
              <fallbackPackageFolders><clear /></fallbackPackageFolders>
              <config><add key="globalPackagesFolder" value="packages" /></config>
            </configuration>
            """);
    }

    /// <summary>Gives the feed another name, at which it could not be reached before.</summary>
    public void Reach(string folder) => Directory.Move(Feed, Path.Combine(root, folder));

    public void Dispose() => Directory.Delete(root, recursive: true);

    // Named, since the environment of the tests may name another.
    private string Build(bool expectSuccess, string[] arguments) =>
        Dotnet.Run(Path.Combine(root, "project"), expectSuccess, ["build", "-t:Tell", "--nologo", $"-p:RestoreConfigFile={Path.Combine(root, "nuget.config")}", .. arguments]);

    private void Copy(string file) => Write(file, File.ReadAllText(Path.Combine(Repository.Root, file)));

    private void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
