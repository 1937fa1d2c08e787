using System.Net;

namespace Obs.Cli.Doctor.Checks;

/// <summary>The address of the X-Ray daemon, and whether somebody listens there.</summary>
internal static class DaemonChecks
{
    private const string Variable = "AWS_XRAY_DAEMON_ADDRESS";
    private const string Default = "127.0.0.1:2000";
    private const string UdpMark = "udp:";

    public static Verdict Address(DoctorFacts facts) => facts.Variable(Variable) is not { } text
        ? Verdict.Pass($"{Variable} is not set: {Default} is meant")
        : Parse(text) is null ? Verdict.Fail($"{Variable} is {text}: no address.", "Write HOST:PORT, or tcp:HOST:PORT udp:HOST:PORT.")
        : Verdict.Pass($"{Variable} is {text}");

    public static Verdict Port(DoctorFacts facts)
    {
        string? text = facts.Variable(Variable);
        if (Parse(text ?? Default) is not var (host, port))
        {
            return Verdict.Skip("There is no address to look at.");
        }

        if (host != "localhost" && !(IPAddress.TryParse(host, out IPAddress? address) && IPAddress.IsLoopback(address)))
        {
            return Verdict.Skip($"{host} is another machine: whether a datagram arrives there only its receiver knows.");
        }

        string backend = facts.Backend.Body.Member("udp").Text("address");
        string advice = backend.Length > 0
            ? $"Start the service with {Variable}={backend}, where the local backend listens."
            : $"Start obs local or the X-Ray daemon, or name another address in {Variable}.";
        return facts.UdpListeners.Any(listener => listener.Port == port) ? Verdict.Pass($"Somebody listens for UDP at {host}:{port}")
            : text is null ? Verdict.Warn($"Nobody listens for UDP at {Default}, where documents go unless told otherwise.", advice)
            : Verdict.Fail($"Nobody listens for UDP at {text}: documents wait in the service until there is no room for more.", advice);
    }

    private static (string Host, int Port)? Parse(string text)
    {
        string udp = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(static part => part.StartsWith(UdpMark, StringComparison.OrdinalIgnoreCase)) is { } part
                ? part[UdpMark.Length..]
                : text;
        int colon = udp.LastIndexOf(':');
        return colon > 0 && ushort.TryParse(udp.AsSpan(colon + 1), out ushort port) && !udp.AsSpan(0, colon).Contains(' ')
            ? (udp[..colon].Trim('[', ']'), port)
            : null;
    }
}
