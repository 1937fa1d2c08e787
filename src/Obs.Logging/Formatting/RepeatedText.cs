namespace Obs.Logging.Formatting;

/// <summary>A text that a field has again and again, such as a method, a route or a tenant: ready to be copied, with its secrets looked for
/// once.</summary>
/// <remarks>Learns from the first entries only. Were it to go on, threads with different texts would write to the same memory for
/// ever.</remarks>
internal sealed class RepeatedText
{
    /// <summary>The longest JSON that is kept; an entry that has room for a member at all has room for so much.</summary>
    public const int MaxBytes = 64;

    private const int Lessons = 1_000;

    private Known? _known;
    private string? _last;
    private int _lessons;

    /// <summary>The text as JSON; null if it is another one. It is the same object that is asked for: nothing is compared.</summary>
    public byte[]? Find(string text) => _known is { } known && ReferenceEquals(known.Text, text) ? known.Json : null;

    /// <summary>Takes note of a text and of what it was written as.</summary>
    public void Learn(string text, ReadOnlySpan<byte> json)
    {
        if (_lessons >= Lessons || json.Length > MaxBytes)
        {
            return;
        }

        // A lesson counted twice or not at all, between threads, does not matter.
        _lessons++;
        if (ReferenceEquals(_last, text))
        {
            _known = new Known(text, json.ToArray());
        }

        _last = text;
    }

    private sealed record Known(string Text, byte[] Json);
}
