namespace Obs.OpenTelemetry;

/// <summary>Which fields of a message in protocol buffers hold text that people wrote, and which hold messages that do.</summary>
/// <remarks>See
/// <see href="https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto"/>.</remarks>
internal sealed class MessageShape
{
    /// <summary>The number of the field with the name of a <c>KeyValue</c>.</summary>
    public const int AttributeName = 1;

    /// <summary>The number of the field with its value.</summary>
    public const int AttributeValue = 2;

    /// <summary>The number of the field of an <c>AnyValue</c> that is text.</summary>
    public const int TextValue = 1;

    /// <summary>The number of the field of an <c>AnyValue</c> that is a whole number.</summary>
    public const int NumberValue = 3;

    private readonly int[] _texts;
    private readonly Dictionary<int, MessageShape> _parts;

    private MessageShape(int[] texts, params (int Number, MessageShape Part)[] parts)
    {
        _texts = texts;
        _parts = parts.ToDictionary(static p => p.Number, static p => p.Part);
    }

    /// <summary>An <c>ExportTraceServiceRequest</c>.</summary>
    public static MessageShape Request { get; } = CreateRequest();

    /// <summary>Whether it is a <c>KeyValue</c>.</summary>
    public bool IsAttribute { get; private init; }

    /// <summary>Whether it is an <c>AnyValue</c>.</summary>
    public bool IsValue { get; private init; }

    /// <summary>Whether a field holds text.</summary>
    public bool IsText(int number) => Array.IndexOf(_texts, number) >= 0;

    /// <summary>The message in a field; null where it is of no interest.</summary>
    public MessageShape? Part(int number) => _parts.GetValueOrDefault(number);

    private static MessageShape CreateRequest()
    {
        var value = new MessageShape([TextValue]) { IsValue = true };
        var attribute = new MessageShape([], (AttributeValue, value)) { IsAttribute = true };

        // A value may be a list of values or a map of them.
        value._parts[5] = new([], (1, value));
        value._parts[6] = new([], (1, attribute));

        var happened = new MessageShape([2], (3, attribute));
        var link = new MessageShape([3], (4, attribute));
        var status = new MessageShape([2]);
        var span = new MessageShape([3, 5], (9, attribute), (11, happened), (13, link), (15, status));
        var scope = new MessageShape([], (2, span));
        var resource = new MessageShape([], (2, scope));
        return new([], (1, resource));
    }
}
