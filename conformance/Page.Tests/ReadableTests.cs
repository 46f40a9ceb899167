using Microsoft.Playwright;

namespace PaxosConformance.Page.Tests;

/// <summary>For every reader, on every screen.</summary>
public class ReadableTests : PageTest
{
    private const string OpenAll = "document.querySelectorAll('article > h3 > button').forEach(button => button.click()); document.querySelectorAll('details').forEach(one => one.open = true)";

    // WCAG 2.2, 1.4.3. The colours below a text are those of the nearest ancestor that has any.
    private const string PoorContrast = """
        () => {
          const parse = colour => colour.match(/[\d.]+/g).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = one => { for (; one; one = one.parentElement) { const c = parse(getComputedStyle(one).backgroundColor); if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
          const poor = [];
          for (const one of document.querySelectorAll('body *:not(script, style, noscript, option)')) {
            if (one.closest('svg') || !one.checkVisibility() || ![...one.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
            const [a, b] = [light(parse(getComputedStyle(one).color)), light(ground(one))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5 && !one.closest(':disabled')) poor.push(`${one.tagName}.${one.className} ${ratio.toFixed(1)}: ${one.textContent.slice(0, 30)}`);
          }
          return poor;
        }
        """;

    [Test]
    public async Task Nothing_is_wider_than_the_window([Values(400, 640, 1280)] int width)
    {
        await ShowMixed(width);
        await Page.EvaluateAsync(OpenAll);
        await Page.Locator(".picture .word").First.WaitForAsync();
        Assert.That(await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));
        Assert.That(await Page.Locator(".scroller").EvaluateAllAsync<bool>("all => all.every(one => one.scrollWidth <= one.clientWidth)"), Is.True);
    }

    [Test]
    public async Task Words_in_a_diagram_stay_in_it([Values(400, 1280)] int width)
    {
        await ShowMixed(width, "#SC-PRE-02");
        Assert.That(await Page.Locator(".picture .word").EvaluateAllAsync<bool>(
            "all => all.length > 0 && all.every(one => { const [a, b] = [one.getBoundingClientRect(), one.closest('.canvas').getBoundingClientRect()]; return a.left >= b.left && a.right <= b.right; })"), Is.True);
    }

    [TestCase(ColorScheme.Light)]
    [TestCase(ColorScheme.Dark)]
    public async Task Text_stands_out_from_its_ground(ColorScheme scheme)
    {
        await ShowMixed(scheme: scheme);
        await Page.EvaluateAsync(OpenAll);
        Assert.That(await Page.EvaluateAsync<string[]>(PoorContrast), Is.Empty);
    }

    [Test]
    public async Task Who_likes_it_dark_gets_it_dark()
    {
        await ShowMixed(scheme: ColorScheme.Dark);
        Assert.That(await Ground(), Is.EqualTo("rgb(16, 21, 28)"));
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        Assert.That(await Ground(), Is.EqualTo("rgb(255, 255, 255)"));
    }

    [Test]
    public async Task It_has_landmarks_and_headings_in_order()
    {
        await ShowMixed();
        await Page.EvaluateAsync(OpenAll);
        foreach (var landmark in new[] { "header", "main", "footer", "[role=search]", "h1" }) Assert.That(await Page.Locator(landmark).CountAsync(), Is.EqualTo(1), landmark);
        var levels = await Page.Locator("h1, h2, h3, h4, h5").EvaluateAllAsync<int[]>("all => all.map(one => +one.tagName[1])");
        Assert.That(levels.Zip(levels.Skip(1)).Where(pair => pair.Second > pair.First + 1), Is.Empty);
    }

    [Test]
    public async Task Whatever_can_be_used_has_a_name_and_shows_its_focus()
    {
        await ShowMixed(fragment: "#SC-PRE-02");
        Assert.That(await Page.EvaluateAsync<string[]>("[...document.querySelectorAll('button, input, select, [tabindex=\"0\"]')].filter(one => !(one.getAttribute('aria-label') || one.labels?.length || one.textContent.trim())).map(one => one.outerHTML)"), Is.Empty);
        for (var i = 0; i < 12; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            Assert.That(await Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"), await Page.EvaluateAsync<string>("document.activeElement.outerHTML"));
        }
    }

    [Test]
    public async Task Every_verdict_is_told_by_a_word_and_not_by_colour_alone()
    {
        await ShowMixed();
        var badges = await Page.Locator(".badge").AllTextContentsAsync();
        Assert.That(string.Join("; ", badges.Distinct()), Is.EqualTo("✕ FAIL; ✓ PASS; ↑ FIXED; ≡ KNOWN; – NOT APPLICABLE; ? INCONCLUSIVE"));
    }

    private Task<string> Ground() => Page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
}
