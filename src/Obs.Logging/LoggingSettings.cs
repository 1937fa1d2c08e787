using Microsoft.Extensions.Logging;
using Obs.Logging.Formatting;
using Obs.Logging.Sampling;

namespace Obs.Logging;

/// <summary>What the options mean for entries; a change of the configuration makes new ones.</summary>
internal sealed class LoggingSettings
{
    public LoggingSettings(LoggingOptions options, TimeProvider time)
    {
        Shape = new EntryShape(options);
        HeldLevel = options.Buffer.MaxLevel == LogLevel.None ? LogLevel.Trace - 1 : options.Buffer.MaxLevel;
        SamplingRules = [.. options.Sampling.Rules];
        Limiter = options.Sampling.PerTemplatePerSecond is { } perSecond ? new TemplateLimiter(perSecond, time) : null;
        LimitsEntries = SamplingRules.Count > 0 || Limiter is not null;
    }

    public EntryShape Shape { get; }

    /// <summary>Entries up to this level are held back; below all levels if none are.</summary>
    public LogLevel HeldLevel { get; }

    /// <summary>Whether any entry may be left out.</summary>
    public bool LimitsEntries { get; }

    public IReadOnlyList<LogSamplingRule> SamplingRules { get; }

    public TemplateLimiter? Limiter { get; }
}
