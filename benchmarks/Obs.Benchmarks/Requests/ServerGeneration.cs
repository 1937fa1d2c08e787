namespace Obs.Benchmarks.Requests;

/// <summary>Servers that live at the same time, one for each way to trace, and what their requests took.</summary>
/// <remarks>A round goes from one server to the next and back again, so that a machine that becomes slower or faster meanwhile does so for
/// all alike, and is compared with itself alone.</remarks>
internal sealed class ServerGeneration
{
    private readonly List<ServedRequests> _servers;

    private ServerGeneration(List<ServedRequests> servers) => _servers = servers;

    /// <summary>Starts servers, warms them up, measures them and ends them.</summary>
    public static async Task<ServerGeneration> MeasureAsync(
        string daemonAddress, IReadOnlyList<RequestMode> modes, int rounds, int requests)
    {
        List<ServedRequests> servers = [];
        foreach (RequestMode mode in modes)
        {
            servers.Add(await ServedRequests.StartAsync(mode, daemonAddress));
            await servers[^1].WarmUpAsync();
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (ServedRequests server in servers.Concat(Enumerable.Reverse(servers)))
            {
                await server.MeasureAsync(requests);
            }
        }

        foreach (ServedRequests server in servers)
        {
            await server.DisposeAsync();
        }

        return new ServerGeneration(servers);
    }

    public bool Has(RequestMode mode) => _servers.Any(server => server.Mode == mode);

    /// <summary>What a request took, in microseconds, in the rounds that were disturbed least.</summary>
    public double Cpu(RequestMode mode) => Quantile.Of(RoundsOf(mode).Select(static round => round.CpuMicroseconds), Quantile.Undisturbed);

    /// <summary>The middle of the bytes of a request.</summary>
    public double Bytes(RequestMode mode) => Quantile.Of(RoundsOf(mode).Select(static round => round.Bytes), Quantile.Middle);

    /// <summary>What a request took over what one took of the server that traces nothing.</summary>
    public double Ratio(RequestMode mode) => Cpu(mode) / Cpu(RequestMode.None);

    private List<Usage> RoundsOf(RequestMode mode) => _servers.Single(server => server.Mode == mode).Rounds;
}
