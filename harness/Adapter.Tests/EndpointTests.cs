using System.Net;

namespace PaxosConformance.Adapter.Tests;

public sealed class EndpointTests
{
    [TestCase("127.0.0.1:4711", "127.0.0.1:4711")]
    [TestCase("[::1]:80", "[::1]:80")]
    [TestCase("0.0.0.0:0", "0.0.0.0:0")]
    [TestCase("localhost:1", "127.0.0.1:1")]
    public void An_address_is_read(string text, string endpoint) =>
        Assert.That(Endpoint.Parse(text), Is.EqualTo(IPEndPoint.Parse(endpoint)));

    [TestCase("")]
    [TestCase("4711")]
    [TestCase(":4711")]
    [TestCase("127.0.0.1")]
    [TestCase("127.0.0.1:")]
    [TestCase("127.0.0.1:x")]
    [TestCase("127.0.0.1:-1")]
    [TestCase("127.0.0.1:65536")]
    [TestCase("no host:1")]
    public void What_is_no_address_is_none(string text) => Assert.That(Endpoint.Parse(text), Is.Null);
}
