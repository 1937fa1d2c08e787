using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Obs.Logging.Redaction;

namespace Obs.Logging.Formatting;

/// <summary>Templates taken apart once. Text interpolated by the caller makes every entry a template of its own: the cache is
/// bounded.</summary>
internal sealed class MessageTemplates(FieldNames names, RedactionPolicy redaction, RedactedParameters parameters)
{
    private const int MaxCached = 2_000;

    // A template is nearly always a literal, the same object each time: found by that, it need not be hashed.
    private const int RecentMask = 255;

    private readonly ConcurrentDictionary<string, MessageTemplate> _cache = new(StringComparer.Ordinal);
    private readonly MessageTemplate?[] _recent = new MessageTemplate?[RecentMask + 1];

    public MessageTemplate Get(string template)
    {
        ref MessageTemplate? recent = ref _recent[RuntimeHelpers.GetHashCode(template) & RecentMask];
        if (recent is { } same && ReferenceEquals(same.Text, template))
        {
            return same;
        }

        if (!_cache.TryGetValue(template, out MessageTemplate? known))
        {
            bool isKept = _cache.Count < MaxCached;
            known = new MessageTemplate(template, names, redaction, parameters.Of(template), isKept);
            if (!isKept)
            {
                return known;
            }

            known = _cache.GetOrAdd(template, known);
        }

        if (ReferenceEquals(known.Text, template))
        {
            recent = known;
        }

        return known;
    }
}
