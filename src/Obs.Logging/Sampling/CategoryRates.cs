using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Enumeration;
using Microsoft.Extensions.Logging;

namespace Obs.Logging.Sampling;

/// <summary>The share of entries that is written, for each level of one category.</summary>
internal sealed class CategoryRates
{
    private const int TraceIdBytes = 16;

    private readonly double[] _byLevel = new double[(int)LogLevel.None];

    public CategoryRates(string category, IEnumerable<LogSamplingRule> rules)
    {
        Array.Fill(_byLevel, 1);
        foreach (LogSamplingRule rule in rules.Reverse().Where(rule => FileSystemName.MatchesSimpleExpression(rule.Category, category)))
        {
            // From the last to the first, so that the first rule has the last word.
            Array.Fill(_byLevel, rule.Rate, 0, Math.Min((int)rule.MaxLevel + 1, _byLevel.Length));
        }
    }

    /// <summary>Whether an entry of that level is written.</summary>
    public bool Takes(LogLevel level, Activity? activity)
    {
        double rate = (uint)level < (uint)_byLevel.Length ? _byLevel[(int)level] : 1;
        return rate >= 1 || IsTraced(activity) || Position(activity) < rate;
    }

    // Who listens says by the second whether a trace is recorded; an activity that nobody listens to says so of itself, and means nothing.
    private static bool IsTraced(Activity? activity) =>
        activity is { Recorded: true } || (activity is { IsAllDataRequested: true } && activity.Source.HasListeners());

    // The place of the trace among all traces, from its own random digits: every entry of it, in every service, comes to the same.
    private static double Position(Activity? activity)
    {
        if (activity is not { IdFormat: ActivityIdFormat.W3C })
        {
            return Random.Shared.NextDouble();
        }

        Span<byte> id = stackalloc byte[TraceIdBytes];
        activity.TraceId.CopyTo(id);
        return BinaryPrimitives.ReadUInt64BigEndian(id[(TraceIdBytes / 2)..]) / (double)ulong.MaxValue;
    }
}
