using Obs.Delivery;

namespace Obs.Logging.Sinks;

/// <summary>Writes entries to a file, one line each, and begins a new one when it is full.</summary>
internal sealed class FileSink(FileSinkOptions options) : ILogSink, IDisposable
{
    private const int MaxWriteBytes = 256 * 1024;

    private readonly LineBatch _lines = new();
    private FileStream? _file;

    public void Configure(DeliveryOptions queue)
    {
        queue.MaxBatchCount = 10_000;
        queue.MaxBatchBytes = (int)Math.Min(MaxWriteBytes, options.MaxBytes);
        queue.RecordOverheadBytes = LineBatch.LineEndBytes;
        queue.SpoolPath = null; // A file of ours waits for no other.
    }

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        long whole = -1;
        try
        {
            ReadOnlySpan<byte> lines = _lines.Join(batch);
            FileStream file = FileFor(lines.Length);
            whole = file.Position;
            file.Write(lines);
            file.Flush();
            return new ValueTask<SendResult>(SendResult.Delivered);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LoggingEventSource.Log.FileFailed(options.Path, exception);
            Abandon(whole);
            return new ValueTask<SendResult>(SendResult.Retry("file_unavailable"));
        }
    }

    public void Dispose() => _file?.Dispose();

    private FileStream FileFor(int bytes)
    {
        _file ??= Open();
        if (_file.Position > 0 && _file.Position + bytes > options.MaxBytes)
        {
            _file.Dispose();
            _file = null;
            Roll();
            _file = Open();
        }

        return _file;
    }

    private FileStream Open()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(options.Path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        // No buffer of its own: a batch is one write already.
        var file = new FileStream(
            options.Path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    private void Roll()
    {
        for (int i = options.MaxFiles - 1; i >= 1; i--)
        {
            string from = NameOf(i - 1);
            if (File.Exists(from))
            {
                File.Move(from, NameOf(i), overwrite: true);
            }
        }

        // Where only one file is kept it was not moved.
        File.Delete(options.Path);
    }

    private string NameOf(int age) => age == 0
        ? options.Path
        : Path.Join(
            Path.GetDirectoryName(options.Path),
            $"{Path.GetFileNameWithoutExtension(options.Path)}.{age}{Path.GetExtension(options.Path)}");

    // Takes back what was written of a batch, so that the next attempt does not repeat it, and opens the file anew then.
    private void Abandon(long whole)
    {
        try
        {
            if (whole >= 0)
            {
                _file?.SetLength(whole);
            }

            _file?.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LoggingEventSource.Log.FileFailed(options.Path, exception);
        }

        _file = null;
    }
}
