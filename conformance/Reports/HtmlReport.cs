using System.Security.Cryptography;
using System.Text;

namespace PaxosConformance.Reports;

/// <summary>
/// The report as a page: one file that loads nothing from anywhere and can be passed on. The data are JSON in it; a small script shows them. Its content security
/// policy lets no other script run, and nothing be fetched, whatever the subject made the data say.
/// </summary>
public sealed class HtmlReport : IReportWriter
{
    private static readonly string Style = string.Concat(new[] { "palette.css", "page.css", "diagram.css", "narrow.css", "print.css" }.Select(Embedded.Text));
    private static readonly string Script = string.Concat(new[] { "elements.js", "trace.js", "shapes.js", "diagram.js", "summary.js", "scenario.js", "filters.js", "page.js" }.Select(Embedded.Text));

    /// <inheritdoc/>
    public string Kind => "html";

    /// <inheritdoc/>
    public string Purpose => "a page to look into a run, with sequence diagrams, in one file";

    /// <inheritdoc/>
    public void Write(RunReport report, Stream output)
    {
        foreach (var (place, part) in Embedded.Text("page.html").Split("{{", StringSplitOptions.None).Index())
        {
            var end = place == 0 ? -2 : part.IndexOf("}}", StringComparison.Ordinal);
            if (place > 0) Fill(part[..end], report, output);
            Put(output, part[(end + 2)..]);
        }
    }

    private static void Fill(string slot, RunReport report, Stream stream)
    {
        switch (slot)
        {
            case "policy":
                Put(stream, $"default-src 'none'; style-src {Hash(Style)}; script-src {Hash(Script)}; img-src data:; base-uri 'none'; form-action 'none'");
                break;
            case "style":
                Put(stream, Style);
                break;
            case "script":
                Put(stream, Script);
                break;
            case "data":
                PageData.Write(report, stream);
                break;
            default:
                throw new InvalidOperationException($"the template of the page has an unknown slot '{slot}'");
        }
    }

    private static string Hash(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static void Put(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
