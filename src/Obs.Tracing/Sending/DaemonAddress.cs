using System.Globalization;

namespace Obs.Tracing;

/// <summary>Where the X-Ray daemon takes datagrams: a host name or address, and a port.</summary>
/// <remarks>The forms of <c>AWS_XRAY_DAEMON_ADDRESS</c>: <c>host:port</c>, or <c>tcp:host:port udp:host:port</c> in either order.</remarks>
internal readonly record struct DaemonAddress(string Host, int Port)
{
    public const string Variable = "AWS_XRAY_DAEMON_ADDRESS";
    public const string Expected = "host:port or tcp:host:port udp:host:port";

    private const string Udp = "udp:";
    private const string Tcp = "tcp:";

    public static DaemonAddress Default { get; } = new("127.0.0.1", 2000);

    public static bool TryParse(string text, out DaemonAddress address)
    {
        address = default;
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? endpoint = parts switch
        {
            [var only] when only.StartsWith(Udp, StringComparison.OrdinalIgnoreCase) => only[Udp.Length..],
            [var only] when !only.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase) => only,
            [var first, var second] when first.StartsWith(Udp, StringComparison.OrdinalIgnoreCase)
                && second.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase) => first[Udp.Length..],
            [var first, var second] when first.StartsWith(Tcp, StringComparison.OrdinalIgnoreCase)
                && second.StartsWith(Udp, StringComparison.OrdinalIgnoreCase) => second[Udp.Length..],
            _ => null,
        };
        return endpoint is not null && TryParseEndpoint(endpoint, out address);
    }

    public override string ToString() => $"{Host}:{Port}";

    private static bool TryParseEndpoint(string text, out DaemonAddress address)
    {
        int colon = text.LastIndexOf(':');
        string host = colon > 0 ? text[..colon].Trim('[', ']') : "";
        bool isValid = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= 65_535
            && Uri.CheckHostName(host) != UriHostNameType.Unknown;
        address = isValid ? new DaemonAddress(host, port) : default;
        return isValid;
    }
}
