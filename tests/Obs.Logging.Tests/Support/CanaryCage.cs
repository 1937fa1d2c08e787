namespace Obs.Logging.Tests.Support;

internal sealed class CanaryCage
{
    public string? Text { get; init; }

    public IReadOnlyDictionary<string, object?>? Map { get; init; }

    [Redact]
    public string? Masked { get; init; }

    [Redact(RedactionAction.Erase)]
    public string? Erased { get; init; }

    [Redact(RedactionAction.Hash)]
    public string? Hashed { get; init; }
}
