using System.Globalization;
using Microsoft.Extensions.Options;

namespace Obs.Tracing;

/// <summary>The part of the options' check that concerns sampling.</summary>
internal static class SamplingOptionsValidator
{
    public static void Validate(SamplingOptions sampling, ValidateOptionsResultBuilder failures)
    {
        Check(
            sampling.ReservoirPerSecond is >= 0 and <= 10_000,
            "Sampling:ReservoirPerSecond",
            "0 to 10000",
            sampling.ReservoirPerSecond,
            failures);
        Check(sampling.FixedRate is >= 0 and <= 1, "Sampling:FixedRate", "0 to 1", sampling.FixedRate, failures);
        Check(
            sampling.IncomingPerSecond is >= 0 and <= 100_000,
            "Sampling:IncomingPerSecond",
            "0 to 100000",
            sampling.IncomingPerSecond,
            failures);
        Check(Enum.IsDefined(sampling.Trust), "Sampling:Trust", "Limited, Never or Trusted", sampling.Trust, failures);
        TimeSpan? slow = sampling.Tail.SlowerThan;
        Check(
            slow is null || (slow >= TimeSpan.FromMilliseconds(1) && slow <= TimeSpan.FromHours(1)),
            "Sampling:Tail:SlowerThan",
            "00:00:00.001 to 01:00:00",
            slow ?? default,
            failures);
        Check(sampling.Tail.PerSecond is >= 1 and <= 10_000, "Sampling:Tail:PerSecond", "1 to 10000", sampling.Tail.PerSecond, failures);
        foreach (string path in sampling.SkipPaths)
        {
            Check(
                path.StartsWith('/') && path.Length > 1,
                "Sampling:SkipPaths",
                "paths that begin with /, not / itself",
                $"'{path}'",
                failures);
        }

        if (sampling.RulesFile is { } file && !SamplingManifest.TryRead(file, out _, out string? problem))
        {
            Check(false, "Sampling:RulesFile", SamplingManifest.Expected, $"'{file}': {problem}", failures);
        }

        for (int i = 0; i < sampling.Rules.Count; i++)
        {
            Validate(sampling.Rules, i, failures);
        }
    }

    private static void Validate(IList<SamplingRuleOptions> rules, int index, ValidateOptionsResultBuilder failures)
    {
        SamplingRuleOptions rule = rules[index];
        string key = string.Create(CultureInfo.InvariantCulture, $"Sampling:Rules:{index}:");
        bool isTaken = rule.Name == SamplingRuleDefinition.Default || rules.Take(index).Any(other => other.Name == rule.Name);
        Check(
            rule.Name is { Length: >= 1 and <= 32 } && !isTaken,
            key + "Name",
            "1 to 32 characters, not Default, and no other rule's",
            $"'{rule.Name}'",
            failures);
        Check(rule.Priority is >= 1 and <= 9_999, key + "Priority", "1 to 9999", rule.Priority, failures);
        Check(rule.ReservoirPerSecond is >= 0 and <= 10_000, key + "ReservoirPerSecond", "0 to 10000", rule.ReservoirPerSecond, failures);
        Check(rule.FixedRate is >= 0 and <= 1, key + "FixedRate", "0 to 1", rule.FixedRate, failures);
        CheckPattern(rule.Host, key + "Host", failures);
        CheckPattern(rule.HttpMethod, key + "HttpMethod", failures);
        CheckPattern(rule.UrlPath, key + "UrlPath", failures);
        CheckPattern(rule.ServiceName, key + "ServiceName", failures);
    }

    private static void CheckPattern(string? pattern, string key, ValidateOptionsResultBuilder failures) =>
        Check(!string.IsNullOrEmpty(pattern), key, "a pattern such as * or orders-*", "an empty one", failures);

    private static void Check(bool isValid, string key, string allowed, object found, ValidateOptionsResultBuilder failures) =>
        TracingOptionsValidator.Check(isValid, key, allowed, found, failures);
}
