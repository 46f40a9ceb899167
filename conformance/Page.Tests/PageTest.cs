using Microsoft.Playwright;
using PaxosConformance.Reports;
using PaxosConformance.Reports.Tests;

namespace PaxosConformance.Page.Tests;

/// <summary>A test that opens a report in the browser. It fails by whatever the page complains of, and by any request but for the page itself.</summary>
public abstract class PageTest
{
    private readonly List<string> complaints = [];
    private readonly List<string> requests = [];
    private IBrowserContext context = null!;
    private string folder = null!;

    /// <summary>The page that was opened last.</summary>
    protected IPage Page { get; private set; } = null!;

    /// <summary>What the page is expected to complain of.</summary>
    protected string? Complaint { get; set; }

    [SetUp]
    public async Task Open()
    {
        complaints.Clear();
        requests.Clear();
        Complaint = null;
        folder = Directory.CreateTempSubdirectory("page-tests-").FullName;
        context = await Chromium.Browser.NewContextAsync(new BrowserNewContextOptions { ReducedMotion = ReducedMotion.Reduce });
        Page = await context.NewPageAsync();
        Page.Console += (_, message) => complaints.Add($"{message.Type}: {message.Text}");
        Page.PageError += (_, error) => complaints.Add(error);
        Page.Dialog += (_, dialog) => complaints.Add($"a dialog: {dialog.Message}");
        Page.Request += (_, request) => requests.Add(request.Url);
    }

    [TearDown]
    public async Task Close()
    {
        if (context is not null) await context.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.That(complaints.Where(complaint => Complaint is null || !complaint.Contains(Complaint)), Is.Empty, "what the page complains of");
        Assert.That(requests.Where(url => url != "data:,").Select(url => url.Split('#')[0]).Distinct().Count(), Is.LessThanOrEqualTo(1), $"requests: {string.Join(", ", requests)}");
    }

    /// <summary>Opens a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The width of the window, in pixels.</param>
    /// <param name="fragment">What comes after the path: <c>#SC-PRE-02</c>.</param>
    /// <param name="scheme">Whether the user likes it dark.</param>
    protected async Task Show(RunReport report, int width = 1280, string fragment = "", ColorScheme scheme = ColorScheme.Light)
    {
        var path = Path.Combine(folder, "report.html");
        using (var file = File.Create(path)) new HtmlReport().Write(report, file);
        await Page.SetViewportSizeAsync(width, 860);
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        await Page.GotoAsync(new Uri(path).AbsoluteUri + fragment);
    }

    /// <summary>Shows a run with every verdict in it.</summary>
    protected Task ShowMixed(int width = 1280, string fragment = "", ColorScheme scheme = ColorScheme.Light) => Show(Results.Mixed, width, fragment, scheme);

    /// <summary>The line of a scenario, which opens it.</summary>
    protected ILocator Line(string id) => Page.Locator($"#{id} > h3 > button");

    /// <summary>The identifiers of the scenarios that are shown.</summary>
    protected async Task<string> Shown() => string.Join(' ', await Page.Locator("article:visible").EvaluateAllAsync<string[]>("all => all.map(one => one.id)"));
}
