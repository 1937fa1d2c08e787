using System.Collections.Concurrent;

namespace Obs.Logging.Formatting;

/// <summary>Templates taken apart once. Text interpolated by the caller makes every entry a template of its own: the cache is bounded.</summary>
internal static class MessageTemplates
{
    private const int MaxCached = 2_000;

    private static readonly ConcurrentDictionary<string, MessageTemplate?> Cache = new(StringComparer.Ordinal);

    public static MessageTemplate? Get(string template)
    {
        if (Cache.TryGetValue(template, out MessageTemplate? known))
        {
            return known;
        }

        return Cache.Count < MaxCached ? Cache.GetOrAdd(template, MessageTemplate.TryParse) : null;
    }
}
