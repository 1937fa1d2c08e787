using System.Globalization;

namespace Obs.Insights.Sources;

/// <summary>Reads blocks that end at the end of a line; what is left of a line begins the next block.</summary>
internal sealed class LineReader(Stream stream, string? logStream) : LogReader
{
    private const int LongestLine = 16 * 1024 * 1024; // The service takes 1 MB; nothing that is a log line is longer than this.

    private Stream? _text;
    private byte[] _rest = [];

    public override bool TakesTimeFromLine => true;

    // Of packed text the packed bytes count: how long it is when unpacked nobody knows before the end.
    public override double? Fraction => StreamPosition.FractionOf(stream);

    public override async ValueTask<bool> ReadAsync(LogBatch batch, CancellationToken cancellationToken)
    {
        _text ??= await Decompression.OpenAsync(stream, cancellationToken).ConfigureAwait(false);
        batch.LogStream = logStream;
        if (batch.Buffer.Length < LogBatch.LineBlockBytes)
        {
            batch.Buffer = new byte[LogBatch.LineBlockBytes];
        }

        int length = TakeRest(batch);
        while (true)
        {
            int read = await FillAsync(batch, length, cancellationToken).ConfigureAwait(false);
            int end = batch.Buffer.AsSpan(length, read).LastIndexOf((byte)'\n');
            length += read;
            if (end >= 0)
            {
                batch.Length = length - read + end + 1;
                _rest = batch.Buffer.AsSpan(batch.Length..length).ToArray();
                return true;
            }

            if (length < batch.Buffer.Length)
            {
                // The stream has ended in a line without an end.
                batch.Length = length;
                return length > 0;
            }

            Grow(batch, length);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (_text is not null)
        {
            await _text.DisposeAsync().ConfigureAwait(false);
        }

        await stream.DisposeAsync().ConfigureAwait(false);
    }

    private int TakeRest(LogBatch batch)
    {
        if (batch.Buffer.Length <= _rest.Length)
        {
            batch.Buffer = new byte[_rest.Length * 2];
        }

        _rest.CopyTo(batch.Buffer, 0);
        int length = _rest.Length;
        _rest = [];
        return length;
    }

    private async ValueTask<int> FillAsync(LogBatch batch, int start, CancellationToken cancellationToken) =>
        await _text!.ReadAtLeastAsync(
            batch.Buffer.AsMemory(start), batch.Buffer.Length - start, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);

    private static void Grow(LogBatch batch, int length)
    {
        if (length >= LongestLine)
        {
            throw new InsightsLimitException(
                string.Create(CultureInfo.InvariantCulture, $"A line is longer than {LongestLine} bytes. Is this a log of lines?"));
        }

        byte[] larger = new byte[batch.Buffer.Length * 2];
        batch.Buffer.AsSpan(0, length).CopyTo(larger);
        batch.Buffer = larger;
    }
}
