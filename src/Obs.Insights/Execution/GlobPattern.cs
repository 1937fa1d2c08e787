using System.Text;

namespace Obs.Insights.Execution;

/// <summary>Text with stars. It may match anywhere; a star takes as little as it can, the last of a pattern all that is left.</summary>
internal sealed class GlobPattern
{
    private readonly byte[][] _literals;

    public GlobPattern(string pattern) => _literals = [.. pattern.Split('*').Select(Encoding.UTF8.GetBytes)];

    public int StarCount => _literals.Length - 1;

    /// <summary>Finds the parts of the text that the stars stand for. The earliest place of each literal is as good as any later one.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, Span<Range> captures)
    {
        int first = text.IndexOf(_literals[0]);
        if (first < 0)
        {
            return false;
        }

        int start = first + _literals[0].Length;
        for (int star = 0; star < StarCount; star++)
        {
            byte[] after = _literals[star + 1];
            bool takesRest = star == StarCount - 1 && after.Length == 0;
            int length = takesRest ? text.Length - start : text[start..].IndexOf(after);
            if (length < 0)
            {
                return false;
            }

            captures[star] = start..(start + length);
            start += length + after.Length;
        }

        return true;
    }
}
