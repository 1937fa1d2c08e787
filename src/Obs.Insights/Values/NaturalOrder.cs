namespace Obs.Insights.Values;

/// <summary>The order of <c>sort</c>, ascending: nothing, then text, then numbers.</summary>
/// <remarks>
/// Numbers are computed numbers, timestamps, JSON numbers and text of digits only. Other text is compared run by run: runs of digits by
/// length and then by value, everything else by code point, which in UTF-8 is the order of the bytes.
/// </remarks>
internal sealed class NaturalOrder : IComparer<FieldValue>
{
    public static NaturalOrder Instance { get; } = new();

    public int Compare(FieldValue x, FieldValue y)
    {
        Rank rank = RankOf(x);
        int byRank = (int)rank - (int)RankOf(y); // CompareTo of an enumeration allocates.
        if (byRank != 0)
        {
            return byRank;
        }

        return rank switch
        {
            Rank.Number => CompareNumbers(x, y),
            Rank.Text => CompareRuns(x.ToUtf8(), y.ToUtf8()),
            _ => 0,
        };
    }

    private static Rank RankOf(in FieldValue value) => value.Kind switch
    {
        ValueKind.Missing => Rank.Missing,
        ValueKind.Structure => Rank.Text,
        ValueKind.Text => NumberText.IsDigits(value.Bytes) ? Rank.Number : Rank.Text,
        _ => Rank.Number,
    };

    private static int CompareNumbers(in FieldValue x, in FieldValue y) =>
        x.TryGetNumber(out double a) & y.TryGetNumber(out double b) ? a.CompareTo(b) : CompareRuns(x.ToUtf8(), y.ToUtf8());

    private static int CompareRuns(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        int i = x.CommonPrefixLength(y);
        int start = i;
        while (start > 0 && IsDigit(x[start - 1]))
        {
            start--; // The difference may lie inside a run of digits, which counts as a whole.
        }

        ReadOnlySpan<byte> digitsOfX = DigitsAt(x, start);
        ReadOnlySpan<byte> digitsOfY = DigitsAt(y, start);
        if (!digitsOfX.IsEmpty && !digitsOfY.IsEmpty && digitsOfX.Length != digitsOfY.Length)
        {
            return digitsOfX.Length.CompareTo(digitsOfY.Length);
        }

        return x[i..].SequenceCompareTo(y[i..]);
    }

    private static ReadOnlySpan<byte> DigitsAt(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> rest = text[start..];
        int length = rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? rest : rest[..length];
    }

    private static bool IsDigit(byte c) => c is >= (byte)'0' and <= (byte)'9';

    private enum Rank
    {
        Missing,
        Text,
        Number,
    }
}
