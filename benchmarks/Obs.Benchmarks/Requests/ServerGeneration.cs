namespace Obs.Benchmarks.Requests;

/// <summary>Servers that live at the same time, one for each way to trace, and what their requests took.</summary>
/// <remarks>A round goes from one server to the next and back again, so that a machine that becomes slower or faster meanwhile does so for
/// all alike, and is compared with itself alone.</remarks>
internal sealed class ServerGeneration
{
    private readonly List<ServedRequests> _servers;

    private ServerGeneration(List<ServedRequests> servers) => _servers = servers;

    /// <summary>Starts servers, warms them up, measures them and ends them.</summary>
    public static async Task<ServerGeneration> MeasureAsync(string daemonAddress, int rounds, int requests)
    {
        List<ServedRequests> servers = [];
        foreach (RequestMode mode in Enum.GetValues<RequestMode>())
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

    /// <summary>The middle of what a request took in microseconds.</summary>
    public double Cpu(RequestMode mode) => Median.Of(RoundsOf(mode).Select(static round => round.CpuMicroseconds));

    /// <summary>The middle of the bytes of a request.</summary>
    public double Bytes(RequestMode mode) => Median.Of(RoundsOf(mode).Select(static round => round.Bytes));

    /// <summary>The middle of what a round took over what the same round took of the server that traces nothing.</summary>
    public double Ratio(RequestMode mode) =>
        Median.Of(RoundsOf(mode).Zip(RoundsOf(RequestMode.None), static (traced, none) => traced.CpuMicroseconds / none.CpuMicroseconds));

    // There and back are one round.
    private IEnumerable<Usage> RoundsOf(RequestMode mode) =>
        _servers[(int)mode].Rounds.Chunk(2).Select(static turns => new Usage(
            turns.Average(static turn => turn.CpuMicroseconds), turns.Average(static turn => turn.Bytes)));
}
