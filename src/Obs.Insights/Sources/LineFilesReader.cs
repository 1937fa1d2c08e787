namespace Obs.Insights.Sources;

/// <summary>Reads the lines of one file after the other.</summary>
internal sealed class LineFilesReader(IReadOnlyList<string> paths) : LogReader
{
    private readonly long _total = paths.Sum(static path => LengthOf(path));
    private LineReader? _current;
    private long _done;
    private int _next;

    public override bool TakesTimeFromLine => true;

    public override double? Fraction
    {
        get
        {
            double current = _current is null ? 0 : (_current.Fraction ?? 0) * LengthOf(paths[_next - 1]);
            return _total == 0 ? 1 : Math.Min(1, (_done + current) / _total);
        }
    }

    public override async ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_current is not null)
            {
                if (await _current.ReadAsync(batch, cancellationToken).ConfigureAwait(false))
                {
                    return true;
                }

                await _current.DisposeAsync().ConfigureAwait(false);
                _current = null;
                _done += LengthOf(paths[_next - 1]);
            }

            if (_next == paths.Count)
            {
                return false;
            }

            string path = paths[_next++];
            _current = new LineReader(Open(path), Path.GetFileName(path));
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_current is not null)
        {
            await _current.DisposeAsync().ConfigureAwait(false);
        }
    }

    // A file that is not there fails when it is its turn to be read.
    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    // Unbuffered: whole blocks are read into the batch itself.
    private static FileStream Open(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.SequentialScan,
        BufferSize = 0,
    });
}
