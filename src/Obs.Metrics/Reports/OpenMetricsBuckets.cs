using System.Globalization;

namespace Obs.Metrics;

/// <summary>Writes the buckets of one distribution after another, each bucket with an exemplar that lies in it. Not safe for use by several
/// threads.</summary>
/// <remarks>What the lines of a series share is made once; a line is then three copies and a number.</remarks>
internal sealed class OpenMetricsBuckets(RentedOutput output) : IDisposable
{
    // More than a series keeps.
    private const int MostExemplars = 2 * (KeptTraces.Capacity + KeptTraces.TypicalCapacity);
    private const int InitialBytes = 1 << 10;
    private const int MaxNumberBytes = 20;

    private readonly long[] _counts = new long[BucketSlots.MaxPlaces];
    private readonly RentedOutput _start = new(InitialBytes);
    private readonly Utf8Output _text = new(output);

    public void Write(
        ReadOnlySpan<byte> name, ReadOnlySpan<byte> labels, HistogramSnapshot distribution, IReadOnlyList<Exemplar> exemplars,
        in BucketRange range)
    {
        _start.Clear();
        new Utf8Output(_start).Write(name).Write("_bucket{"u8).Write(labels).Write(",le=\""u8);
        BucketSlots slots = BucketSlots.Of(distribution.Scale);
        (int first, int last) = Count(distribution, slots);
        long seen = _counts[0];
        if (seen > 0)
        {
            WriteLine("0.0\"} "u8, seen, exemplar: null);
        }

        int step = range.Step;
        Span<int> places = stackalloc int[Math.Min(exemplars.Count, MostExemplars)];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = exemplars[i].Value > 0 ? RoundUp(NativeBuckets.IndexOf(exemplars[i].Value), step) : int.MinValue;
        }

        // What lies below the first bucket is nothing, and nothing is what a scraper takes a bound for that is not there. What lies above
        // the last is everything: that has to be said as far as any series of the family reaches.
        int end = first == 0 ? int.MinValue : RoundUp(Math.Max(slots.First + last - 1, range.Last), step);
        for (int index = slots.First + first - 1, place = first; index <= end; index++, place++)
        {
            seen += place <= last ? _counts[place] : 0;
            if ((index & (step - 1)) == 0)
            {
                int exemplar = places.IndexOf(index);
                WriteLine(BoundTexts.Of(index), seen, exemplar < 0 ? null : exemplars[exemplar]);
            }
        }

        WriteLine("+Inf\"} "u8, distribution.Count, exemplar: null);
    }

    public void Dispose() => _start.Dispose();

    // Rounds towards the higher bound, below zero too.
    private static int RoundUp(int index, int step) => (index + step - 1) & -step;

    // The first and the last place above zero that count something; zero when none does.
    private (int First, int Last) Count(HistogramSnapshot distribution, BucketSlots slots)
    {
        ReadOnlySpan<int> ends = slots.Ends;
        Array.Clear(_counts);
        int first = 0;
        int place = 0;
        var reader = new CountsReader(distribution.EncodedCounts.Span);
        while (reader.MoveNext())
        {
            while (reader.Slot >= ends[place] && place < ends.Length - 1)
            {
                place++;
            }

            _counts[place] += reader.Count;
            first = first == 0 ? place : first;
        }

        return (first, place);
    }

    private void WriteLine(ReadOnlySpan<byte> bound, long count, Exemplar? exemplar)
    {
        ReadOnlySpan<byte> start = _start.Written;
        Span<byte> line = output.GetSpan(start.Length + bound.Length + MaxNumberBytes + 1);
        start.CopyTo(line);
        bound.CopyTo(line[start.Length..]);
        int length = start.Length + bound.Length;
        count.TryFormat(line[length..], out int digits, default, CultureInfo.InvariantCulture);
        length += digits;
        if (exemplar is null)
        {
            line[length++] = (byte)'\n';
        }

        output.Advance(length);
        if (exemplar is not null)
        {
            WriteExemplar(exemplar);
        }
    }

    private void WriteExemplar(Exemplar exemplar)
    {
        (long seconds, long milliseconds) = Math.DivRem(exemplar.Timestamp.ToUnixTimeMilliseconds(), 1_000);
        _text.Write(" # {trace_id=\""u8).Write(exemplar.TraceId.ToHexString())
            .Write("\",span_id=\""u8).Write(exemplar.SpanId.ToHexString()).Write("\"} "u8).Write(exemplar.Value)
            .Write(" "u8).Write(seconds);
        if (milliseconds != 0)
        {
            Span<byte> fraction = [(byte)'.', Digit(milliseconds / 100), Digit(milliseconds / 10), Digit(milliseconds)];
            _text.Write(fraction);
        }

        _text.Write("\n"u8);
    }

    private static byte Digit(long number) => (byte)('0' + (number % 10));
}
