using Shop.Traffic;

namespace Shop;

/// <summary>The visitors of one run, and what they saw.</summary>
internal sealed class TrafficRun(
    LauncherOptions options, TrafficOptions traffic, HttpClient http, TextWriter output, TimeProvider time)
{
    private readonly ResponseTimes _times = new(traffic.VisitorInterval);

    public TrafficLedger Ledger { get; } = new();

    /// <summary>How long visitors waited for answers: as measured, and then corrected.</summary>
    public IReadOnlyList<WaitingTimes> Waited =>
    [
        new("visitors", _times.ReadMeasured(), ResponseTimes.Unit),
        new("visitors, had none of them held back", _times.ReadCorrected(), ResponseTimes.Unit),
    ];

    /// <summary>Sends visitors until the time is over or somebody stops it.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.Duration is TimeSpan duration)
        {
            end.CancelAfter(duration);
        }

        await using StreamWriter? file = options.HistogramLog is string path ? new StreamWriter(path) : null;
        ResponseTimesLog? log = file is null ? null : new ResponseTimesLog(file, _times, time);
        await Task.WhenAll(
            new TrafficGenerator(http, traffic, Ledger, _times, time).RunAsync(end.Token),
            new StatusPrinter(output, Ledger, time).RunAsync(end.Token),
            log?.RunAsync(end.Token) ?? Task.CompletedTask);
        log?.WriteInterval();
    }
}
