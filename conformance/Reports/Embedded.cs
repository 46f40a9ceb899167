using System.Text;

namespace PaxosConformance.Reports;

/// <summary>Files that are part of the assembly: style sheets, scripts and templates.</summary>
internal static class Embedded
{
    /// <summary>The text of a file, by its name without the folder.</summary>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Embedded).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
