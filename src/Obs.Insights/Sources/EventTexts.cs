namespace Obs.Insights.Sources;

/// <summary>The events of a batch as text, one by one.</summary>
internal static class EventTexts
{
    public static IEnumerable<ReadOnlyMemory<byte>> Of(LogBatch batch)
    {
        foreach (LogEvent item in batch.ReadEvents())
        {
            yield return item.Message;
        }

        int start = 0;
        while (start < batch.Length)
        {
            int length = batch.Buffer.AsSpan(start, batch.Length - start).IndexOf((byte)'\n');
            length = length < 0 ? batch.Length - start : length;
            if (length > 0)
            {
                yield return batch.Buffer.AsMemory(start, length);
            }

            start += length + 1;
        }
    }
}
