namespace Obs.Metrics;

/// <summary>Writes the buckets of one distribution after another, each bucket with an exemplar that lies in it. Not safe for use by several
/// threads.</summary>
internal sealed class OpenMetricsBuckets(Utf8Output text)
{
    // More than a series keeps.
    private const int MostExemplars = 2 * (KeptTraces.Capacity + KeptTraces.TypicalCapacity);

    private readonly NativeBuckets _buckets = new();

    public void Write(string name, ReadOnlySpan<byte> labels, HistogramSnapshot distribution, IReadOnlyList<Exemplar> exemplars)
    {
        _buckets.Take(distribution);
        Span<int> places = stackalloc int[Math.Min(exemplars.Count, MostExemplars)];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = exemplars[i].Value > 0 ? _buckets.IndexOf(exemplars[i].Value) : int.MinValue;
        }

        long seen = _buckets.ZeroCount;
        if (seen > 0)
        {
            WriteBucket(name, labels, "0.0"u8, seen, exemplar: null);
        }

        for (int i = 0; i < _buckets.Counts.Length; i++)
        {
            seen += _buckets.Counts[i];
            int index = _buckets.First + i;
            int exemplar = places.IndexOf(index);
            WriteBucket(name, labels, BoundTexts.Of(_buckets, index), seen, exemplar < 0 ? null : exemplars[exemplar]);
        }

        WriteBucket(name, labels, "+Inf"u8, distribution.Count, exemplar: null);
    }

    private void WriteBucket(string name, ReadOnlySpan<byte> labels, ReadOnlySpan<byte> bound, long count, Exemplar? exemplar)
    {
        text.Write(name).Write("_bucket{"u8).Write(labels).Write(",le=\""u8).Write(bound).Write("\"} "u8).Write(count);
        if (exemplar is not null)
        {
            text.Write(" # {trace_id=\""u8).Write(exemplar.TraceId.ToHexString())
                .Write("\",span_id=\""u8).Write(exemplar.SpanId.ToHexString()).Write("\"} "u8).Write(exemplar.Value)
                .Write(" "u8).Write(exemplar.Timestamp.ToUnixTimeMilliseconds() / 1_000.0);
        }

        text.Write("\n"u8);
    }
}
