using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Obs.Logging.Sampling;

namespace Obs.Logging;

/// <summary>What the settings mean for one category.</summary>
internal sealed class CategoryRules(string category, LoggingSettings settings)
{
    private readonly CategoryRates _rates = new(category, settings.SamplingRules);

    public LoggingSettings Settings { get; } = settings;

    /// <summary>The reason for which an entry is left out, or null.</summary>
    public string? Refuse(LogLevel level, string template, Activity? activity, out long suppressed)
    {
        suppressed = 0;
        if (!_rates.Takes(level, activity))
        {
            return "sampled";
        }

        return Settings.Limiter?.TryTake(template, out suppressed) == false ? "rate_limited" : null;
    }
}
