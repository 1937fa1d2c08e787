using Obs.Logging.Redaction;

namespace Obs.Logging.Formatting;

/// <summary>What all entries of a provider have in common: who speaks, and how names and values are treated. A change of the configuration
/// makes a new one.</summary>
internal sealed class EntryShape
{
    private const int MaxIdentityChars = 256;

    public EntryShape(LoggingOptions options)
    {
        MaxBytes = options.MaxEntryBytes;
        Redaction = new RedactionPolicy(options.Redaction);
        Names = new FieldNames(Redaction);
        Templates = new MessageTemplates(Names, Redaction, new RedactedParameters(options.NamedLoggerMessages()));
        Objects = new ObjectShapes(Names, options.DescribedObjects());
        Identity =
        [
            .. Fields.Service, .. Encode(options.ServiceName),
            .. Fields.Environment, .. Encode(options.Environment),
            .. Fields.Version, .. Encode(options.Version),
        ];
    }

    /// <summary>What an entry may take.</summary>
    public int MaxBytes { get; }

    /// <summary>The members service, environment and version.</summary>
    public byte[] Identity { get; }

    public RedactionPolicy Redaction { get; }

    public FieldNames Names { get; }

    public MessageTemplates Templates { get; }

    public ObjectShapes Objects { get; }

    public static byte[] Encode(string? text)
    {
        ReadOnlySpan<char> value = text;
        return JsonText.Encode(value[..Math.Min(value.Length, MaxIdentityChars)]);
    }
}
