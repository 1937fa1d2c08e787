using System.Globalization;
using System.Text;

namespace Obs.Logging.Formatting;

/// <summary>Characters put together without allocating, up to a limit; what goes beyond is left out.</summary>
internal sealed class TextBuffer
{
    private const int InitialChars = 256;
    private const int KeptChars = 8 * 1024;
    private const int MaxNumberChars = 24;

    private char[] _chars = new char[InitialChars];

    /// <summary>The limit; 8,192 unless said otherwise.</summary>
    public int MaxChars { get; set; } = KeptChars;

    public int Length { get; private set; }

    public bool IsTruncated { get; private set; }

    public ReadOnlySpan<char> Text => _chars.AsSpan(0, Length);

    public void Clear()
    {
        Length = 0;
        IsTruncated = false;
        if (_chars.Length > KeptChars)
        {
            _chars = new char[InitialChars];
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > MaxChars - Length)
        {
            text = text[..(MaxChars - Length)];
            IsTruncated = true;
        }

        EnsureRoom(text.Length);
        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a number.</summary>
    public void AppendNumber(long value)
    {
        Span<char> digits = stackalloc char[MaxNumberChars];
        value.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        Append(digits[..written]);
    }

    /// <summary>Appends a number as the invariant culture writes it.</summary>
    public void AppendNumber(double value)
    {
        Span<byte> digits = stackalloc byte[ShortDecimal.MaxBytes];
        if (!ShortDecimal.TryFormat(value, digits, out int written))
        {
            AppendFormatted(value, null);
            return;
        }

        Span<char> text = stackalloc char[MaxNumberChars];
        Append(text[..Encoding.ASCII.GetChars(digits[..written], text)]);
    }

    /// <summary>Appends a value as <see cref="string.Format(IFormatProvider, string, object)"/> would with the invariant culture.</summary>
    public void AppendFormatted<T>(T value, string? format)
        where T : ISpanFormattable
    {
        int written;
        while (!value.TryFormat(_chars.AsSpan(Length), out written, format, CultureInfo.InvariantCulture))
        {
            if (_chars.Length >= MaxChars)
            {
                Append(value.ToString(format, CultureInfo.InvariantCulture));
                return;
            }

            Grow(_chars.Length + 1);
        }

        // The value may be of the application's own making, and so may be what it says it wrote.
        Length = Math.Clamp(Length + written, Length, _chars.Length);
    }

    /// <summary>Puts other text in the place of what was appended since <paramref name="start"/>.</summary>
    public void ReplaceFrom(int start, ReadOnlySpan<char> text)
    {
        Length = start;
        Append(text);
    }

    /// <summary>Pads what was appended since <paramref name="start"/>: to the left of it if the alignment is positive.</summary>
    public void Align(int start, int alignment)
    {
        int padding = Math.Min(Math.Abs(alignment) - (Length - start), MaxChars - Length);
        if (padding <= 0)
        {
            return;
        }

        EnsureRoom(padding);
        Span<char> field = _chars.AsSpan(start, Length - start + padding);
        if (alignment > 0)
        {
            field[..^padding].CopyTo(field[padding..]);
            field[..padding].Fill(' ');
        }
        else
        {
            field[^padding..].Fill(' ');
        }

        Length += padding;
    }

    private void EnsureRoom(int chars)
    {
        if (_chars.Length - Length < chars)
        {
            Grow(Length + chars);
        }
    }

    private void Grow(int least) => Array.Resize(ref _chars, Math.Clamp(_chars.Length * 2, least, Math.Max(least, MaxChars)));
}
