using System.Net;
using Microsoft.Extensions.Options;
using Obs.Local.Api;
using Obs.Local.Http;
using Obs.Local.Ingest;
using Obs.Local.Store;

namespace Obs.Local;

/// <summary>The local backend: takes segments by UDP and the X-Ray, CloudWatch and Logs APIs by HTTP, stores them and serves the
/// page.</summary>
/// <remarks>
/// It listens on loopback only, forwards nothing and needs no credentials. Thread safety: every member may be called from any thread;
/// <see cref="StartAsync"/> once.
/// </remarks>
public sealed class ObsLocalServer : IAsyncDisposable
{
    private readonly ObsLocalOptions _options;
    private readonly TimeProvider _time;
    private readonly IngestAccounts _accounts;
    private Database? _database;
    private StoreWriter? _writer;
    private UdpListener? _udp;
    private HttpHost? _http;
    private LocalServices? _services;
    private Rehearsal? _rehearsal;
    private DateTimeOffset _startedAt;
    private int _stopped;

    /// <summary>Creates a server that is not listening yet.</summary>
    /// <param name="options">What to listen on and how much to keep.</param>
    /// <exception cref="OptionsValidationException">A setting is out of its range; the message names all that are.</exception>
    public ObsLocalServer(ObsLocalOptions options)
        : this(options, TimeProvider.System)
    {
    }

    /// <summary>Creates a server that is not listening yet and reads the time from a clock of yours.</summary>
    /// <param name="options">What to listen on and how much to keep.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="OptionsValidationException">A setting is out of its range; the message names all that are.</exception>
    public ObsLocalServer(ObsLocalOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ValidateOptionsResult valid = new ObsLocalOptionsValidator().Validate(null, options);
        if (valid.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(ObsLocalOptions), valid.Failures);
        }

        _options = options;
        _time = time;
        _accounts = new IngestAccounts(time);
    }

    /// <summary>Where the page and the APIs are, such as <c>http://127.0.0.1:4580/</c>.</summary>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public Uri HttpAddress => (_http ?? throw NotStarted()).Address;

    /// <summary>Where segment documents go.</summary>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public IPEndPoint UdpAddress => (_udp ?? throw NotStarted()).Address;

    /// <summary>Opens the store and both ports; when it returns, everything is accepted.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="InvalidOperationException">A port is taken, the store cannot be opened, or the server has been started
    /// before.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        if (_database is not null)
        {
            throw new InvalidOperationException("The server has been started before.");
        }

        try
        {
            _startedAt = _time.GetUtcNow();
            _database = Database.Open(_options.Store);
            _writer = new StoreWriter(_database, _options, _time);
            _udp = new UdpListener(_options.UdpPort, _accounts, _writer);
            _services = new LocalServices(_accounts, _writer, _database, _time);
            var pipeline = new RequestPipeline(this, _services);
            _http = new HttpHost(pipeline);
            await _http.StartAsync(_options.Port, cancellationToken).ConfigureAwait(false);
            if (_writer.Segments > 0)
            {
                _rehearsal = pipeline.Rehearse();
                _rehearsal.Begin();
            }
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until everything that reached the server before the call is stored or counted as lost.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        await (_udp ?? throw NotStarted()).FlushAsync(cancellationToken).ConfigureAwait(false);
        await (_writer ?? throw NotStarted()).FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Completes when the server next stores something. Whoever waits for something to arrive asks first, looks then, and waits on
    /// this while it is not there.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public Task WaitForStoredAsync(CancellationToken cancellationToken = default) =>
        (_writer ?? throw NotStarted()).StoredAsync().WaitAsync(cancellationToken);

    /// <summary>Takes in lines of text: X-Ray segment documents become traces, every other line a log event, and what stands in such events
    /// in the Embedded Metric Format becomes metrics.</summary>
    /// <param name="lines">The lines. The time of an event is its JSON member <c>timestamp</c> (ISO 8601 or milliseconds since 1970), else
    /// now.</param>
    /// <param name="logGroup">The log group the events go to, 1 to 512 characters of <c>.-_/#A-Za-z0-9</c>; it is made when it is
    /// missing.</param>
    /// <param name="logStream">The stream in it; it is made when it is missing.</param>
    /// <param name="cancellationToken">Gives up; what has been taken in stays.</param>
    /// <returns>The lines taken in; longer ones than a mebibyte are rejected and counted.</returns>
    /// <exception cref="InvalidOperationException">The server has not started.</exception>
    public Task<long> ImportAsync(TextReader lines, string logGroup, string logStream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentException.ThrowIfNullOrEmpty(logGroup);
        ArgumentException.ThrowIfNullOrEmpty(logStream);
        LocalServices services = _services ?? throw NotStarted();
        return new LineImport(_accounts, services.Writer, services.Resources, services.MetricFilters, _time).RunAsync(
            lines, logGroup, logStream, cancellationToken);
    }

    /// <summary>Counts everything received so far; also after the server has stopped.</summary>
    public ObsLocalStatus GetStatus() => new()
    {
        StartedAt = _startedAt,
        Datagrams = _accounts.Datagrams,
        DroppedByKernel = _udp is null ? null : KernelDrops.Read(_udp.Address.Port),
        Signals = [_accounts.Traces.Read(), _accounts.Metrics.Read(), _accounts.Logs.Read()],
        Services = _accounts.ReadServices(),
        Streams = _accounts.Streams.Read(),
        Series = _accounts.Series.Read(),
        Rejects = _accounts.Rejects.Read(),
        StoredSegments = _writer?.Segments ?? 0,
        StoredMetricData = _writer?.MetricData ?? 0,
        StoredLogEvents = _writer?.LogEvents ?? 0,
        StoreBytes = _writer?.SizeBytes ?? 0,
    };

    /// <summary>Stops listening, writes what has been received and closes the store. May be called twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 1)
        {
            return;
        }

        _udp?.Dispose();
        if (_http is not null)
        {
            await _http.DisposeAsync().ConfigureAwait(false);
        }

        if (_rehearsal is not null)
        {
            await _rehearsal.DisposeAsync().ConfigureAwait(false);
        }

        if (_services is not null)
        {
            await _services.DisposeAsync().ConfigureAwait(false);
        }

        _writer?.Dispose();
        _database?.Dispose();
    }

    private static InvalidOperationException NotStarted() => new("The server has not started.");
}
