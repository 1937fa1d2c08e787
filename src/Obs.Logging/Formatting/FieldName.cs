namespace Obs.Logging.Formatting;

/// <summary>The name under which a property is written, and what has to happen to its value first.</summary>
internal sealed class FieldName(string property, string text, RedactionAction? redaction)
{
    /// <summary>The property's own name.</summary>
    public string Property { get; } = property;

    public string Text { get; } = text;

    /// <summary>Whether the property carries the mark with which a template asks for an object itself and not for its text.</summary>
    public bool IsAsked => Property is ['@', ..];

    /// <summary>A comma, the name and a colon.</summary>
    public byte[] Encoded { get; } = JsonText.EncodeName(text);

    public RedactionAction? Redaction { get; } = redaction;

    /// <summary>One bit of 64, chosen by the text: names with different bits are different.</summary>
    public ulong Bit { get; } = 1UL << (string.GetHashCode(text, StringComparison.Ordinal) & 63);

    /// <summary>The text that the field has again and again.</summary>
    public RepeatedText Repeated { get; } = new();

    /// <summary>Whether it is, in a scope, one of the framework's own: its copies of the ids that every entry carries anyway, or the
    /// template.</summary>
    public bool IsFrameworks { get; } = property is "TraceId" or "SpanId" or "ParentId" or EntryProperties.TemplateKey;

    public FieldName With(RedactionAction redaction) => new(Property, Text, redaction);
}
