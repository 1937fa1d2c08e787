using System.Globalization;
using Microsoft.Extensions.Options;

namespace Obs.Metrics;

/// <summary>Writes closed windows to disk from time to time, and the rest when the host stops. Does nothing where no folder is
/// named.</summary>
internal sealed class SnapshotSink : IMetricWindowSink, IDisposable
{
    // Windows that wait while nothing can be written, an hour of the shortest usual ones. Beyond it the oldest are counted as lost.
    private const int MaxPending = 360;

    private readonly string _process = Random.Shared.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
    private readonly Lock _lock = new();
    private readonly List<MetricWindow> _pending = [];
    private readonly MetricsOptions _options;
    private readonly CollectionAccount _account;
    private readonly TimeProvider _time;
    private readonly SnapshotFolder? _folder;
    private TimeSpan _covered;

    public SnapshotSink(IOptions<MetricsOptions> options, CollectionAccount account, TimeProvider time)
    {
        _options = options.Value;
        _account = account;
        _time = time;
        _folder = _options.Snapshots.Folder is null ? null : new SnapshotFolder(_options.Snapshots);
    }

    /// <summary>The windows of this service that are young enough to go on from. Never throws.</summary>
    public IReadOnlyList<MetricWindow> ReadBack()
    {
        if (_folder is null)
        {
            return [];
        }

        try
        {
            DateTimeOffset oldest = _time.GetUtcNow() - _options.Retention;
            string[] young = [.. _folder.List().Where(path => SnapshotFiles.EndOf(path) > oldest)];
            MetricSnapshots read = SnapshotReader.Read(young, oldest);
            foreach (string problem in read.Problems)
            {
                _account.RejectSnapshot(problem);
            }

            return (read.Subject.Service, read.Subject.Environment) == (_options.ServiceName, _options.Environment) ? read.Windows : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _account.RejectSnapshot(exception.Message);
            return [];
        }
    }

    public void OnWindowClosed(MetricWindow window)
    {
        if (_folder is null)
        {
            return;
        }

        lock (_lock)
        {
            _pending.Add(window);
            _covered += window.Duration;
            if (_covered >= _options.Snapshots.Interval)
            {
                WritePending(_folder);
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_folder is not null && _pending.Count > 0)
            {
                WritePending(_folder);
            }
        }
    }

    private void WritePending(SnapshotFolder folder)
    {
        _covered = TimeSpan.Zero;
        try
        {
            folder.Write(SnapshotFiles.NameOf(_pending[^1].End, _process), SnapshotWriter.Write(ReportSubject.Of(_options), _pending));
            _pending.Clear();
            folder.Prune(_time.GetUtcNow());
        }
        catch (Exception exception)
        {
            // No room, no right: the windows wait for the next time, and the oldest of too many are lost.
            int lost = Math.Max(_pending.Count - MaxPending, 0);
            _pending.RemoveRange(0, lost);
            _account.FailSnapshot(exception, lost);
        }
    }
}
