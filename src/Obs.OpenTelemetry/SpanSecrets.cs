using System.Buffers;
using System.Text;
using Obs.Secrets;

namespace Obs.OpenTelemetry;

/// <summary>Masks the secrets in the texts of an <c>ExportTraceServiceRequest</c>: in attributes, events, links, names and messages,
/// whoever wrote them. Not safe for use by several threads.</summary>
internal sealed class SpanSecrets
{
    private const int LengthDelimited = 2;

    private static readonly byte[] Masked = Encoding.UTF8.GetBytes(SecretRanges.Masked);
    private static readonly byte[] MaskedValue = [(MessageShape.TextValue << 3) | LengthDelimited, (byte)Masked.Length, .. Masked];

    private char[] _characters = new char[256];

    /// <summary>The request without its secrets; null where it has none.</summary>
    public byte[]? Mask(ReadOnlySpan<byte> request) => Mask(request, MessageShape.Request);

    private byte[]? Mask(ReadOnlySpan<byte> message, MessageShape shape)
    {
        ArrayBufferWriter<byte>? masked = null;
        bool isNamed = shape.IsAttribute && HasSecretName(message);
        int done = 0;
        for (int at = 0; Field.TryRead(message, at, message.Length, out Field field); at = field.End)
        {
            byte[]? replaced = isNamed && field.Number == MessageShape.AttributeValue
                ? MaskedValue
                : MaskContent(message[field.Content], field.Number, shape);
            if (replaced is not null)
            {
                masked ??= new ArrayBufferWriter<byte>(message.Length);
                masked.Write(message[done..field.LengthAt]);
                WriteLength(masked, replaced.Length);
                masked.Write(replaced);
                done = field.End;
            }
        }

        masked?.Write(message[done..]);
        return masked?.WrittenSpan.ToArray();
    }

    private byte[]? MaskContent(ReadOnlySpan<byte> content, int number, MessageShape shape)
    {
        if (shape.IsText(number))
        {
            return SecretText.Mask(Read(content)) is { } masked ? Encoding.UTF8.GetBytes(masked) : null;
        }

        return shape.Part(number) is not { } part ? null
            : part.IsValue && IsCardNumber(content) ? MaskedValue
            : Mask(content, part);
    }

    private bool HasSecretName(ReadOnlySpan<byte> attribute) =>
        Field.TryFind(attribute, .., MessageShape.AttributeName, out Field name) && SecretNames.Contains(Read(attribute[name.Content]));

    private static bool IsCardNumber(ReadOnlySpan<byte> value) =>
        Field.TryFind(value, .., MessageShape.NumberValue, out Field field) && CardNumbers.IsCard(field.ReadNumber(value));

    private ReadOnlySpan<char> Read(ReadOnlySpan<byte> text)
    {
        if (_characters.Length < text.Length)
        {
            _characters = new char[text.Length];
        }

        return _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters));
    }

    private static void WriteLength(ArrayBufferWriter<byte> into, int length)
    {
        for (; length > 0x7F; length >>= 7)
        {
            into.Write([(byte)(length | 0x80)]);
        }

        into.Write([(byte)length]);
    }
}
