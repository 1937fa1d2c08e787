using System.Net;
using Obs.Delivery;
using Obs.Local;
using Obs.Testing.Reading;

namespace Obs.Testing;

/// <summary>A backend inside the test: what the application sends arrives here, and the test says what it expects of it.</summary>
/// <remarks>It listens on free ports of loopback and keeps everything in memory, so that tests run side by side. Thread safety: every
/// member may be called from any thread.</remarks>
public sealed class ObsTesting : IAsyncDisposable
{
    private readonly ObsLocalServer _server;
    private readonly LocalReader _reader;
    private readonly Waiting _waiting;

    private ObsTesting(ObsLocalServer server)
    {
        _server = server;
        _reader = new LocalReader(server.HttpAddress);
        _waiting = new Waiting(server, () => Ceiling);
        Traces = new TraceExpectations(_reader, _waiting);
        Metrics = new MetricExpectations(server, _waiting);
        Logs = new LogExpectations(_reader, _waiting);
    }

    /// <summary>How long an expectation waits for what has not arrived yet; more than zero. The default is 10 seconds.</summary>
    /// <remarks>What has arrived is stored first, for which the backend has a minute.</remarks>
    public TimeSpan Ceiling { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where X-Ray, CloudWatch and CloudWatch Logs are, and the page with all that arrived.</summary>
    public Uri Endpoint => _server.HttpAddress;

    /// <summary>Where segment documents go by UDP.</summary>
    public IPEndPoint DaemonAddress => _server.UdpAddress;

    /// <summary>Configuration that makes an application with <c>AddObservability()</c> send everything here, published every
    /// second.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Observability:Tracing:DaemonAddress"] = DaemonAddress.ToString(),
        ["Observability:Tracing:Sampling:FixedRate"] = "1",
        ["Observability:Metrics:Interval"] = "00:00:01",
        ["Observability:Aws:ServiceUrl"] = Endpoint.GetLeftPart(UriPartial.Authority),
        ["Observability:Aws:Region"] = "eu-west-1",
        ["Observability:Aws:PublishInterval"] = "00:00:01",
    };

    /// <summary>Expectations of traces.</summary>
    public TraceExpectations Traces { get; }

    /// <summary>Expectations of metrics.</summary>
    public MetricExpectations Metrics { get; }

    /// <summary>Expectations of log events.</summary>
    public LogExpectations Logs { get; }

    /// <summary>Starts a backend; when it returns, everything is accepted.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<ObsTesting> StartAsync(CancellationToken cancellationToken = default)
    {
        var server = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = 0 });
        await server.StartAsync(cancellationToken).ConfigureAwait(false);
        return new ObsTesting(server);
    }

    /// <summary>Waits until everything that reached the backend is stored. What is still inside the application is not waited
    /// for.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObsExpectationException">It took longer than a minute.</exception>
    public Task SettleAsync(CancellationToken cancellationToken = default) => _waiting.SettleAsync(accounts: null, cancellationToken);

    /// <summary>Waits until everything that the application has handed over is delivered or dropped, and what was delivered is
    /// stored.</summary>
    /// <param name="accounts">The application's own: <c>Services.GetRequiredService&lt;DeliveryAccounts&gt;()</c>.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ObsExpectationException">It took longer than <see cref="Ceiling"/>; the message says which signal still
    /// waits.</exception>
    public Task SettleAsync(DeliveryAccounts accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        return _waiting.SettleAsync(accounts, cancellationToken);
    }

    /// <summary>Stops the backend and forgets what arrived.</summary>
    public async ValueTask DisposeAsync()
    {
        _reader.Dispose();
        await _server.DisposeAsync().ConfigureAwait(false);
    }
}
