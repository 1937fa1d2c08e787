using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Obs.Insights.Sources;

/// <summary>Reads recorded events one object at a time: whatever stands between two objects (brackets, commas, line ends) is passed
/// over.</summary>
internal static class RecordedEvents
{
    private const int BlockBytes = 64 * 1024;
    private const int LargestEvent = 16 * 1024 * 1024;

    private static readonly SearchValues<byte> Separators = SearchValues.Create("[,] \t\r\n"u8);

    public static async IAsyncEnumerable<LogEvent> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Stream text = await Decompression.OpenAsync(stream, cancellationToken).ConfigureAwait(false);
        await using (text.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BlockBytes];
            int length = 0;
            while (true)
            {
                int read = await text.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                int used = 0;
                while (TryTakeObject(buffer.AsSpan(0, length), read == 0, ref used, out LogEvent? found))
                {
                    yield return found;
                }

                if (read == 0)
                {
                    yield break;
                }

                buffer.AsSpan(used, length - used).CopyTo(buffer);
                length -= used;
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, Grow(length));
                }
            }
        }
    }

    private static int Grow(int length) =>
        length < LargestEvent ? length * 2 : throw new InsightsLimitException("A recorded event is larger than 16 MiB.");

    private static bool TryTakeObject(Span<byte> text, bool isEnd, ref int used, out LogEvent found)
    {
        found = null!;
        int start = text[used..].IndexOfAnyExcept(Separators);
        if (start < 0)
        {
            used = text.Length;
            return false;
        }

        used += start;
        if (text[used] != '{')
        {
            throw new InvalidDataException(
                "Recorded events are JSON objects with timestamp and message, in an array or one after the other.");
        }

        try
        {
            var reader = new Utf8JsonReader(text[used..], isEnd, default);
            if (!reader.Read() || !reader.TrySkip())
            {
                return false;
            }

            int length = (int)reader.BytesConsumed;
            found = RecordedEvent.Parse(text.Slice(used, length));
            used += length;
            return true;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"A recorded event is not JSON: {exception.Message}", exception);
        }
    }
}
