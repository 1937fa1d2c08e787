using System.Threading.Channels;

namespace Shop;

/// <summary>
/// Plays the log driver of a container platform: reads what a service writes to standard output and puts it into a log group, line by
/// line, as it is. The service never waits for us: when the backend is slow, the newest lines are dropped and counted.
/// </summary>
internal sealed class LogForwarder : IAsyncDisposable
{
    private const int MostBuffered = 10_000;
    private const int MostPerBatch = 1_000;

    private const string EmbeddedMetrics = "{\"_aws\":";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Channel<LogEvent> _lines = Channel.CreateBounded<LogEvent>(
        new BoundedChannelOptions(MostBuffered) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly LogsClient _client;
    private readonly TimeProvider _time;
    private readonly string _group;
    private readonly string _stream;
    private readonly Task _sending;
    private long _read;
    private long _forwarded;
    private long _dropped;
    private long _embedded;

    public LogForwarder(LogsClient client, string service, TimeProvider time)
    {
        _client = client;
        _time = time;
        _group = $"/shop/{service}";
        _stream = $"{service}-{time.GetUtcNow():yyyyMMddTHHmmss}";
        _sending = SendAsync();
    }

    /// <summary>Lines read = forwarded + dropped + still buffered.</summary>
    public LogForwarderCounts Counts => new(
        Interlocked.Read(ref _read), Interlocked.Read(ref _forwarded), Interlocked.Read(ref _dropped), Interlocked.Read(ref _embedded));

    /// <summary>Reads until the service closes its end.</summary>
    public async Task ReadAsync(TextReader output)
    {
        while (await output.ReadLineAsync() is string line)
        {
            if (line.Length == 0)
            {
                continue;
            }

            Interlocked.Increment(ref _read);
            if (line.StartsWith(EmbeddedMetrics, StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _embedded);
            }

            if (!_lines.Writer.TryWrite(LogEvent.Of(line, _time.GetUtcNow())))
            {
                Interlocked.Increment(ref _dropped);
            }
        }
    }

    /// <summary>Sends what is buffered and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        _lines.Writer.TryComplete();
        await _sending;
    }

    private async Task SendAsync()
    {
        var batch = new List<LogEvent>(MostPerBatch);
        bool created = false;
        while (await _lines.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostPerBatch && _lines.Reader.TryRead(out LogEvent line))
            {
                batch.Add(line);
            }

            // In order, which the lines of several threads need not be.
            batch.Sort(static (one, other) => one.Timestamp.CompareTo(other.Timestamp));
            created = await TryPutAsync(batch, created);

            // Lets lines gather: one call for many.
            await Task.WhenAny(Task.Delay(Pause, _time), _lines.Reader.Completion);
        }
    }

    private async Task<bool> TryPutAsync(List<LogEvent> batch, bool created)
    {
        try
        {
            if (!created)
            {
                await _client.CreateStreamAsync(_group, _stream);
            }

            await _client.PutEventsAsync(_group, _stream, batch);
            Interlocked.Add(ref _forwarded, batch.Count);
            return true;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Interlocked.Add(ref _dropped, batch.Count);
            return created;
        }
    }
}
