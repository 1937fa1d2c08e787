using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Obs.Insights.Values;

/// <summary>What a field holds in one row. Text stays UTF-8, often a slice of the line it came from; see <see cref="Detach"/>.</summary>
internal readonly struct FieldValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private FieldValue(ValueKind kind, object? reference, long bits)
    {
        Kind = kind;
        _reference = reference;
        _bits = bits;
    }

    public ValueKind Kind { get; }

    public bool IsMissing => Kind == ValueKind.Missing;

    /// <summary>The bytes of text or of a JSON number.</summary>
    public ReadOnlySpan<byte> Bytes => Unsafe.As<byte[]>(_reference!).AsSpan((int)(_bits >> 32), (int)_bits);

    /// <summary>The array that <see cref="Bytes"/> lies in, and where.</summary>
    public (byte[] Buffer, int Offset, int Length) Slice => (Unsafe.As<byte[]>(_reference!), (int)(_bits >> 32), (int)_bits);

    public JsonElement Structure => (JsonElement)_reference!;

    /// <summary>The milliseconds of a timestamp.</summary>
    public long Milliseconds => _bits;

    public static FieldValue OfNumber(double number) =>
        double.IsFinite(number) ? new(ValueKind.Number, null, BitConverter.DoubleToInt64Bits(number)) : default;

    public static FieldValue OfBoolean(bool value) => OfNumber(value ? 1 : 0);

    public static FieldValue OfTimestamp(long milliseconds) => new(ValueKind.Timestamp, null, milliseconds);

    public static FieldValue OfText(ReadOnlySpan<char> text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, bytes);
        return OfText(bytes);
    }

    public static FieldValue OfText(byte[] text) => OfText(text, 0, text.Length);

    public static FieldValue OfText(byte[] buffer, int offset, int length) =>
        new(ValueKind.Text, buffer, ((long)offset << 32) | (uint)length);

    public static FieldValue OfJsonNumber(byte[] buffer, int offset, int length) =>
        new(ValueKind.JsonNumber, buffer, ((long)offset << 32) | (uint)length);

    public static FieldValue OfJson(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array => new(ValueKind.Structure, element, 0),
        JsonValueKind.String => OfText(JsonText.OfString(element)),
        JsonValueKind.Number => OfJsonNumber(Encoding.UTF8.GetBytes(element.GetRawText())),
        JsonValueKind.True => OfBoolean(true),
        JsonValueKind.False => OfBoolean(false),
        _ => default,
    };

    /// <summary>The number that this is or reads as; a timestamp counts as its milliseconds.</summary>
    public bool TryGetNumber(out double number)
    {
        switch (Kind)
        {
            case ValueKind.Number:
                number = BitConverter.Int64BitsToDouble(_bits);
                return true;
            case ValueKind.JsonNumber:
            case ValueKind.Text:
                return NumberText.TryParse(Bytes, out number);
            case ValueKind.Timestamp:
                number = _bits;
                return true;
            default:
                number = 0;
                return false;
        }
    }

    /// <summary>What a result row shows. Undefined for a missing value.</summary>
    public string ToText() => Kind switch
    {
        ValueKind.Number => NumberText.ToText(BitConverter.Int64BitsToDouble(_bits)),
        ValueKind.Timestamp => Timestamp.ToText(_bits),
        ValueKind.Structure => JsonText.Compact(Structure),
        ValueKind.JsonNumber when !IsPlainInteger(Bytes) && NumberText.TryParse(Bytes, out double number) => NumberText.ToText(number),
        ValueKind.Missing => "",
        _ => Encoding.UTF8.GetString(Bytes),
    };

    /// <summary>The printed text as UTF-8; text itself is not copied.</summary>
    public ReadOnlySpan<byte> ToUtf8() =>
        Kind is ValueKind.Text || (Kind is ValueKind.JsonNumber && IsPlainInteger(Bytes)) ? Bytes : Encoding.UTF8.GetBytes(ToText());

    /// <summary>The same value, which no longer refers to the buffer it was read from.</summary>
    public FieldValue Detach() => Kind switch
    {
        ValueKind.Text => OfText(Bytes.ToArray()),
        ValueKind.JsonNumber => OfJsonNumber(Bytes.ToArray()),
        _ => this,
    };

    private static FieldValue OfJsonNumber(byte[] text) => OfJsonNumber(text, 0, text.Length);

    private static bool IsPlainInteger(ReadOnlySpan<byte> number) =>
        number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 && !number.SequenceEqual("-0"u8);
}
