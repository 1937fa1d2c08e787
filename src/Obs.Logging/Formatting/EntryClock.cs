using System.Globalization;

namespace Obs.Logging.Formatting;

/// <summary>Writes the time of an entry, to the millisecond, and remembers the second: most entries differ in the last digits
/// only.</summary>
internal sealed class EntryClock
{
    private const int FractionAt = 20;

    private readonly byte[] _text = "0001-01-01T00:00:00.000Z"u8.ToArray();
    private long _second;

    public ReadOnlySpan<byte> Format(DateTimeOffset time)
    {
        (long second, long ticks) = Math.DivRem(time.UtcTicks, TimeSpan.TicksPerSecond);
        if (second != _second)
        {
            _second = second;
            time.UtcDateTime.TryFormat(_text, out _, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);
        }

        int milliseconds = (int)(ticks / TimeSpan.TicksPerMillisecond);
        _text[FractionAt] = (byte)('0' + (milliseconds / 100));
        _text[FractionAt + 1] = (byte)('0' + (milliseconds / 10 % 10));
        _text[FractionAt + 2] = (byte)('0' + (milliseconds % 10));
        return _text;
    }
}
