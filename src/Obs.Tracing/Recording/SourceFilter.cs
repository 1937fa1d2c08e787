using System.Collections.Frozen;

namespace Obs.Tracing;

/// <summary>Which activity sources are listened to, by name or, with a trailing <c>*</c>, by the beginning of the name.</summary>
internal sealed class SourceFilter
{
    private readonly FrozenSet<string> _names;
    private readonly string[] _prefixes;

    public SourceFilter(IEnumerable<string> patterns)
    {
        string[] all = [.. patterns];
        _names = all.Where(static pattern => !pattern.EndsWith('*')).ToFrozenSet(StringComparer.Ordinal);
        _prefixes = [.. all.Where(static pattern => pattern.EndsWith('*')).Select(static pattern => pattern[..^1])];
    }

    public bool Matches(string source)
    {
        foreach (string prefix in _prefixes)
        {
            if (source.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return _names.Contains(source);
    }
}
