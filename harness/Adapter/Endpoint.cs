using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PaxosConformance.Adapter;

/// <summary>Addresses written as <c>host:port</c>.</summary>
public static class Endpoint
{
    /// <summary>Reads an address; a name is looked up.</summary>
    /// <param name="text">Such as <c>127.0.0.1:4711</c>, <c>[::1]:4711</c> or <c>localhost:4711</c>.</param>
    /// <returns>The endpoint, or null if this is none or the name is unknown.</returns>
    public static IPEndPoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var digits = text.AsSpan(colon + 1);
        if (colon <= 0 || !ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)) return null;
        var host = text[..colon];
        if (IPAddress.TryParse(host, out var address)) return new IPEndPoint(address, port);
        try
        {
            // IPv4 first: a name such as localhost is listened on and connected to alike.
            var found = Dns.GetHostAddresses(host);
            address = Array.Find(found, ip => ip.AddressFamily == AddressFamily.InterNetwork) ?? found.FirstOrDefault();
            return address is null ? null : new IPEndPoint(address, port);
        }
        catch (SocketException)
        {
            return null;
        }
    }
}
