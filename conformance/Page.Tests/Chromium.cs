using Microsoft.Playwright;

namespace PaxosConformance.Page.Tests;

/// <summary>The browser of the system, started once for all tests.</summary>
[SetUpFixture]
public sealed class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static IPlaywright? playwright;
    private static IBrowser? browser;

    /// <summary>The browser. Without one the test is skipped.</summary>
    public static IBrowser Browser
    {
        get
        {
            if (browser is null) Assert.Ignore("there is no Chromium here: install one (apt-get install chromium), or name its file in the variable CHROMIUM");
            return browser!;
        }
    }

    [OneTimeSetUp]
    public async Task Start()
    {
        if (Find() is not { } path) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = path });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
