using System.Globalization;

namespace Obs.Tracing;

/// <summary>Where the X-Ray daemon takes datagrams or questions: a host name or address, and a port.</summary>
/// <remarks>The forms of <c>AWS_XRAY_DAEMON_ADDRESS</c>: <c>host:port</c>, or <c>tcp:host:port udp:host:port</c> in either order.</remarks>
internal readonly record struct DaemonAddress(string Host, int Port)
{
    public const string Variable = "AWS_XRAY_DAEMON_ADDRESS";
    public const string Expected = "host:port or tcp:host:port udp:host:port";

    private const string Udp = "udp:";
    private const string Tcp = "tcp:";

    public static DaemonAddress Default { get; } = new("127.0.0.1", 2000);

    /// <summary>Reads where datagrams go.</summary>
    public static bool TryParse(string text, out DaemonAddress address) => TryParse(text, out address, out _);

    /// <summary>Reads where datagrams go and where questions are asked.</summary>
    public static bool TryParse(string text, out DaemonAddress udp, out DaemonAddress tcp)
    {
        (udp, tcp) = (default, default);
        string[] parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        (string? datagrams, string? questions) = parts switch
        {
            [var only] when Has(only, Udp) => (only[Udp.Length..], only[Udp.Length..]),
            [var only] when !Has(only, Tcp) => (only, only),
            [var first, var second] when Has(first, Udp) && Has(second, Tcp) => (first[Udp.Length..], second[Tcp.Length..]),
            [var first, var second] when Has(first, Tcp) && Has(second, Udp) => (second[Udp.Length..], first[Tcp.Length..]),
            _ => (null, null),
        };
        return datagrams is not null && TryParseEndpoint(datagrams, out udp) && TryParseEndpoint(questions!, out tcp);

        static bool Has(string part, string prefix) => part.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
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
