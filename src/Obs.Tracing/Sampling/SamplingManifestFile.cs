using System.Text.Json.Serialization;

namespace Obs.Tracing;

/// <summary>A file of sampling rules as it is written.</summary>
internal sealed class SamplingManifestFile
{
    public int Version { get; set; }

    public IList<Rule?>? Rules { get; set; } = [];

    public Rule? Default { get; set; }

    /// <summary>The first thing wrong with it, or null.</summary>
    public string? FindProblem()
    {
        if (Version is not (1 or 2))
        {
            return FormattableString.Invariant($"version {Version}");
        }

        if (Rules is null)
        {
            return "no rules";
        }

        if (Default is null)
        {
            return "no default rule";
        }

        return Rules.Append(Default).Select(FindProblem).FirstOrDefault(static problem => problem is not null);
    }

    private static string? FindProblem(Rule? rule) => rule switch
    {
        null => "an empty rule",
        { FixedTarget: >= 0, Rate: >= 0 and <= 1 } => null,
        _ => FormattableString.Invariant($"fixed_target {rule.FixedTarget} and rate {rule.Rate}"),
    };

    /// <summary>One rule.</summary>
    internal sealed class Rule
    {
        public string? Description { get; set; }

        public string? Host { get; set; }

        public string? ServiceName { get; set; }

        public string? HttpMethod { get; set; }

        public string? UrlPath { get; set; }

        [JsonRequired]
        public int FixedTarget { get; set; }

        [JsonRequired]
        public double Rate { get; set; }
    }
}
