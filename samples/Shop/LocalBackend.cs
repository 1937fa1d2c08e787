using Obs.Local;

namespace Shop;

/// <summary>The local backend in this process: takes what the services send over the real wire, and serves the page.</summary>
internal sealed class LocalBackend : IAsyncDisposable
{
    private const string RequestNamespace = "Obs";
    private const string RequestMetric = "Latency";

    private readonly ObsLocalServer _server;

    private LocalBackend(ObsLocalServer server) => _server = server;

    public Uri Page => _server.HttpAddress;

    public string DaemonAddress => _server.UdpAddress.ToString();

    public static async Task<LocalBackend> StartAsync(int port, string store, CancellationToken cancellationToken)
    {
        // Any free UDP port: a real X-Ray daemon may already have 2000.
        var server = new ObsLocalServer(new ObsLocalOptions { Port = port, UdpPort = 0, Store = store });
        await server.StartAsync(cancellationToken);
        return new LocalBackend(server);
    }

    public BackendCounts Read()
    {
        ObsLocalStatus status = _server.GetStatus();
        return new BackendCounts
        {
            Received = status.Signals.ToDictionary(static signal => signal.Signal, static signal => signal.Accepted),
            Requests = status.Series.Where(CountsOneOperation).ToDictionary(
                static series => (series.Dimensions["Service"], series.Dimensions["Operation"]), static series => (long)series.SampleCount),
        };
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static bool CountsOneOperation(ObsLocalSeriesStatus series) =>
        series is { Namespace: RequestNamespace, Name: RequestMetric } && series.Dimensions.ContainsKey("Operation");
}
