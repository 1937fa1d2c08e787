using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Functions between timestamps and numbers.</summary>
internal static class DateFunctions
{
    public static FieldValue FromMillis(FieldValue[] arguments) =>
        TryGetTime(arguments[0], out long time) ? FieldValue.OfTimestamp(time) : default;

    public static FieldValue ToMillis(FieldValue[] arguments) =>
        TryGetTime(arguments[0], out long time) ? FieldValue.OfNumber(time) : default;

    /// <summary>The milliseconds of a timestamp, of a number, or of text that reads as either.</summary>
    public static bool TryGetTime(in FieldValue value, out long time)
    {
        if (value.TryGetNumber(out double number))
        {
            time = (long)number;
            return true;
        }

        time = 0;
        return value.Kind == ValueKind.Text && Timestamp.TryParse(value.Bytes, out time);
    }
}
