namespace Obs.Insights.Sources;

/// <summary>Reads the lines of one file after the other.</summary>
internal sealed class LineFilesReader(IReadOnlyList<string> paths) : LogReader
{
    private LineReader? _current;
    private int _next;

    public override bool TakesTimeFromLine => true;

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
