using System.Text;

namespace Obs.Secrets;

/// <summary>Stretches of a text that must not be read; they may overlap.</summary>
internal ref struct SecretRanges(ReadOnlySpan<char> text)
{
    /// <summary>Stands where a secret stood.</summary>
    public const string Masked = "***";

    private readonly ReadOnlySpan<char> _text = text;
    private List<(int Start, int End)>? _ranges;

    /// <summary>Where each begins and ends.</summary>
    public readonly IReadOnlyList<(int Start, int End)> All => _ranges ?? [];

    public void Add(int start, int end)
    {
        if (end > start)
        {
            (_ranges ??= []).Add((start, end));
        }
    }

    /// <summary>The text with each stretch replaced by a mask; null if there is none.</summary>
    public readonly string? Mask()
    {
        if (_ranges is null)
        {
            return null;
        }

        _ranges.Sort();
        var masked = new StringBuilder(_text.Length);
        int done = 0;
        foreach ((int start, int end) in _ranges)
        {
            if (start >= done)
            {
                masked.Append(_text[done..start]).Append(Masked);
            }

            done = Math.Max(done, end);
        }

        return masked.Append(_text[done..]).ToString();
    }
}
