using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PaxosConformance.Hosts.Power;

namespace PaxosConformance.Containers.Power;

/// <summary>
/// The image of the container that holds the volumes. On Linux it is built from nothing but this machine's .NET and the libraries that it needs;
/// elsewhere on Microsoft's image of .NET. The engine keeps it for the next run.
/// </summary>
internal static class PowerImage
{
    /// <summary>The port that is served.</summary>
    public const int Port = 7002;

    /// <summary>Where the volumes are kept.</summary>
    public const string Directory = "/volumes";

    private const string Program = "paxos-power";

    // The interpreters that programs name by their path; the other libraries are found by LD_LIBRARY_PATH.
    private static readonly string[] Loaders = ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-x86_64.so.1", "/lib/ld-musl-aarch64.so.1"];

    /// <summary>Builds the image, unless the engine has it already.</summary>
    /// <returns>Its name.</returns>
    /// <exception cref="VolumeException">There is no tool here to make a file system with.</exception>
    /// <exception cref="EngineException">It could not be built.</exception>
    public static async Task<string> Get(IContainerEngine engine)
    {
        var program = Path.Combine(AppContext.BaseDirectory, Program + ".dll");
        var name = $"paxos-conformance-power:{Convert.ToHexStringLower(SHA256.HashData([.. await File.ReadAllBytesAsync(program), .. BitConverter.GetBytes(Environment.Version.GetHashCode())]))[..16]}";
        if (await engine.FindImage(name) is not null) return name;
        var context = System.IO.Directory.CreateTempSubdirectory("paxos-power-");
        try
        {
            var root = context.CreateSubdirectory("root").FullName;
            var app = System.IO.Directory.CreateDirectory(Path.Combine(root, "power")).FullName;
            foreach (var file in new[] { Program + ".dll", Program + ".runtimeconfig.json" }) File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(app, file));
            Ext4Image.Make(Path.Combine(app, "blank.img"));
            if (OperatingSystem.IsLinux()) CopyRuntime(root);
            await File.WriteAllTextAsync(Path.Combine(context.FullName, "Dockerfile"), Dockerfile);
            await engine.Build(context.FullName, name);
            return name;
        }
        finally
        {
            context.Delete(recursive: true);
        }
    }

    private static string Dockerfile => $"""
        FROM {(OperatingSystem.IsLinux() ? "scratch" : "mcr.microsoft.com/dotnet/runtime:10.0")}
        COPY root/ /
        ENV LD_LIBRARY_PATH=/libraries DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 DOTNET_EnableDiagnostics=0
        EXPOSE {Port}
        ENTRYPOINT ["{(OperatingSystem.IsLinux() ? "/dotnet/dotnet" : "dotnet")}", "/power/{Program}.dll", "{Port}", "/power/blank.img", "{Directory}"]

        """;

    // What this process runs on is what any program of the same .NET needs.
    private static void CopyRuntime(string root)
    {
        var shared = new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory());
        var dotnet = shared.Parent!.Parent!.Parent!;
        var target = Path.Combine(root, "dotnet");
        Copy(shared, Path.Combine(target, "shared", shared.Parent.Name, shared.Name));
        foreach (var resolver in new DirectoryInfo(Path.Combine(dotnet.FullName, "host", "fxr")).EnumerateDirectories()) Copy(resolver, Path.Combine(target, "host", "fxr", resolver.Name));
        var muxer = Path.Combine(target, "dotnet");
        File.Copy(Path.Combine(dotnet.FullName, "dotnet"), muxer);
        foreach (var library in Loaded(dotnet.FullName)) CopyLibrary(library, System.IO.Directory.CreateDirectory(Path.Combine(root, "libraries")).FullName);
        foreach (var loader in Loaders.Where(File.Exists))
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(root + loader)!);
            File.Copy(loader, root + loader);
        }
    }

    private static List<string> Loaded(string dotnet)
    {
        using var self = Process.GetCurrentProcess();
        return self.Modules.Cast<ProcessModule>().Select(module => module.FileName)
            .Where(file => file.Contains(".so", StringComparison.Ordinal) && !file.StartsWith(dotnet + "/", StringComparison.Ordinal) && !file.StartsWith(AppContext.BaseDirectory, StringComparison.Ordinal))
            .Distinct()
            .ToList();
    }

    // A library is looked for under a name that is often a link to the file.
    private static void CopyLibrary(string file, string target)
    {
        foreach (var name in new FileInfo(file).Directory!.EnumerateFiles(Path.GetFileName(file).Split(".so")[0] + ".so*")
            .Where(name => name.FullName == file || name.ResolveLinkTarget(returnFinalTarget: true)?.FullName == file))
        {
            File.Copy(file, Path.Combine(target, name.Name), overwrite: true);
        }
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        System.IO.Directory.CreateDirectory(to);
        foreach (var file in from.EnumerateFiles()) file.CopyTo(Path.Combine(to, file.Name));
    }
}
