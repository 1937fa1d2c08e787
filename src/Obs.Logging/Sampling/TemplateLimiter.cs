using System.Collections.Concurrent;

namespace Obs.Logging.Sampling;

/// <summary>Lets so many entries of each template through in a second.</summary>
internal sealed class TemplateLimiter(int perSecond, TimeProvider time)
{
    /// <summary>Templates are few; where text is interpolated into them they are not, and share one allowance beyond this many.</summary>
    private const int MaxTemplates = 2_000;

    private readonly ConcurrentDictionary<string, TemplateWindow> _windows = new(StringComparer.Ordinal);
    private readonly TemplateWindow _others = new();
    private readonly long _origin = time.GetTimestamp();

    public bool TryTake(string template, out long suppressed)
    {
        if (!_windows.TryGetValue(template, out TemplateWindow? window))
        {
            window = _windows.Count < MaxTemplates
                ? _windows.GetOrAdd(template, static _ => new TemplateWindow())
                : _others;
        }

        return window.TryTake((long)time.GetElapsedTime(_origin).TotalSeconds, perSecond, out suppressed);
    }
}
