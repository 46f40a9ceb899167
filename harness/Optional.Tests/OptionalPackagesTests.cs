namespace PaxosConformance.Optional.Tests;

/// <summary>The build uses optional packages where they can be restored, and does without them elsewhere.</summary>
[Parallelizable(ParallelScope.Children)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OptionalPackagesTests : IDisposable
{
    private readonly Workplace place = new();

    public void Dispose() => place.Dispose();

    [Test]
    public void What_the_feed_has_is_used_in_the_very_build_that_finds_it_and_the_rest_is_done_without()
    {
        place.Publish("Testcontainers");
        Assert.That(place.Build(), Does.Contain("Optional packages: with Testcontainers; without Verify.NUnit").And.Match("compiled with: .*HAS_TESTCONTAINERS").And.Not.Contain("HAS_VERIFY"));
    }

    [Test]
    public void Without_any_of_them_it_builds_too_and_asks_only_other_feeds_again()
    {
        Assert.That(place.Build(), Does.Contain("Optional packages: without Testcontainers, Verify.NUnit").And.Contain("compiled with:").And.Not.Contain("HAS_"));
        Assert.That(place.Build(), Does.Contain("compiled with:").And.Not.Contain("Optional packages").And.Not.Contain("HAS_"));
        place.Publish("Verify.NUnit");
        place.UseFeed("./feed");
        Assert.That(place.Build(), Does.Contain("Optional packages: with Verify.NUnit; without Testcontainers").And.Contain("HAS_VERIFY"));
    }

    [Test]
    public void A_feed_that_cannot_be_reached_is_asked_again()
    {
        place.Publish("Testcontainers");
        place.Publish("Verify.NUnit");
        place.UseFeed("unreachable");
        Assert.That(place.Build(), Does.Contain("Optional packages: for now without Testcontainers, Verify.NUnit, since asking the feeds failed"));
        place.Reach("unreachable");
        Assert.That(place.Build(), Does.Contain("Optional packages: with Testcontainers, Verify.NUnit").And.Match("HAS_TESTCONTAINERS;HAS_VERIFY"));
    }

    [Test]
    public void Off_uses_none_and_asks_nobody()
    {
        place.Publish("Testcontainers");
        Assert.That(place.Build("-p:OptionalPackages=off"), Does.Contain("compiled with:").And.Not.Contain("HAS_").And.Not.Contain("Optional packages"));
    }

    [Test]
    public void On_insists_on_all_of_them()
    {
        place.Publish("Testcontainers");
        Assert.That(place.BuildInVain("-p:OptionalPackages=on"), Does.Contain("NU1101").And.Contain("Verify.NUnit"));
        place.Publish("Verify.NUnit");
        Assert.That(place.Build("-p:OptionalPackages=on"), Does.Contain("HAS_TESTCONTAINERS;HAS_VERIFY"));
    }
}
