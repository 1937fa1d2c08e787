using System.Globalization;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>Writes one value of a type that JSON has a form for; anything else as its text. What looks like a secret is masked.</summary>
internal static class ScalarValue
{
    public static void Write(JsonBuffer json, object? value, int most)
    {
        if (!TryWrite(json, value, most))
        {
            json.Value(SecretText.Masked(TextOf(value!)), most);
        }
    }

    public static bool TryWrite(JsonBuffer json, object? value, int most)
    {
        switch (value)
        {
            case null: json.Null(); return true;
            case string text: json.Value(SecretText.Masked(text), most); return true;
            case bool flag: json.Value(flag); return true;
            case Enum constant: json.Value(constant.ToString(), most); return true;
            case long and >= CardNumbers.Smallest or ulong and >= CardNumbers.Smallest or decimal and >= CardNumbers.Smallest
                when CardNumbers.IsCard(Convert.ToDecimal(value, CultureInfo.InvariantCulture)):
                json.Value(SecretRanges.Masked);
                return true;
            case byte or sbyte or short or ushort or int or uint or long:
                json.Value(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return true;
            case ulong number: json.Value(number); return true;
            case float number: json.Value(Math.Round(number, 6)); return true;
            case double number: json.Value(number); return true;
            case decimal number: json.Value(number); return true;
            case DateTime or DateTimeOffset: json.Value(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture)); return true;
            case char character: json.Value([character]); return true;
            default: return false;
        }
    }

    // ToString is foreign code.
    private static string TextOf(object value)
    {
        try
        {
            return (value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()) ?? "";
        }
        catch (Exception exception)
        {
            return $"({value.GetType().Name}.ToString() threw {exception.GetType().Name})";
        }
    }
}
