namespace Obs.Metrics;

/// <summary>A name that a query asks for; a <c>*</c> at the end stands for any rest. Upper and lower case are alike.</summary>
internal sealed class NamePattern(string text)
{
    public const int MaxLength = 512;

    private readonly string _name = text.EndsWith('*') ? text[..^1] : text;
    private readonly bool _isPrefix = text.EndsWith('*');

    public bool Matches(string name) => _isPrefix
        ? name.StartsWith(_name, StringComparison.OrdinalIgnoreCase)
        : name.Equals(_name, StringComparison.OrdinalIgnoreCase);
}
