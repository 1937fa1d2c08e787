using Obs.Local.Store;

namespace Obs.Local.Graph;

/// <summary>Draws the minutes that have settled while nobody asks, and has the writer keep them, so that no view waits for it.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class GraphDrawer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly GraphQueries _graphs;
    private readonly StoreWriter _writer;
    private readonly TimeProvider _time;
    private readonly Rounds _rounds;
    private Dictionary<long, long> _seen = [];

    public GraphDrawer(GraphQueries graphs, StoreWriter writer, TimeProvider time)
    {
        (_graphs, _writer, _time) = (graphs, writer, time);
        _rounds = new Rounds(Interval, time, DrawQuietAsync);
    }

    public ValueTask DisposeAsync() => _rounds.DisposeAsync();

    /// <summary>Draws what has not changed since the last round: an import changes a minute many times before it is done.</summary>
    private Task DrawQuietAsync(CancellationToken cancellationToken)
    {
        MinuteLedger ledger = _writer.Minutes;
        long settled = MinuteLedger.MinuteOf(MinuteLedger.SliceOf(_time.GetUtcNow().ToUnixTimeSeconds() - GraphMinutes.SettlingSeconds));
        var undrawn = ledger.Between(long.MinValue, settled).Where(minute => !ledger.IsDrawn(minute))
            .Select(minute => KeyValuePair.Create(minute, ledger.Version(minute) ?? 0)).ToDictionary();
        foreach ((long minute, long version) in undrawn.OrderByDescending(static pair => pair.Key))
        {
            if (_seen.TryGetValue(minute, out long before) && before == version)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (_writer.IsBusy)
                {
                    break; // Keeping what arrives comes first.
                }

                TryDraw(minute);
            }
        }

        _seen = undrawn;
        return Task.CompletedTask;
    }

    private void TryDraw(long minute)
    {
        try
        {
            if (_graphs.Draw(minute) is { } drawn)
            {
                bool isEmpty = !drawn.Graph.Nodes.Any();
                _writer.Enqueue(new GraphWork(_writer.Minutes, minute, drawn.Version, isEmpty ? null : GraphBytes.Write(drawn.Graph)));
            }
        }
        catch (Exception exception)
        {
            // The next round tries again; a minute that cannot be read must not keep the others from being drawn.
            LocalEventSource.Log.RequestFailed(exception.ToString());
        }
    }
}
