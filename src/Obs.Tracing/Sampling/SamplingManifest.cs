using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Reads the file of sampling rules that the X-Ray SDKs know, version 1 or 2.</summary>
/// <remarks>See <see href="https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-dotnet-configuration.html"/>. Version 1 says
/// <c>service_name</c> where version 2 says <c>host</c>; both mean the host that was asked for.</remarks>
internal static class SamplingManifest
{
    public const string Expected = "a file of sampling rules, version 1 or 2";

    /// <summary>Reads the rules in their order, the default one last.</summary>
    public static bool TryRead(
        string path, [NotNullWhen(true)] out SamplingRuleDefinition[]? rules, [NotNullWhen(false)] out string? problem)
    {
        (rules, problem) = (null, null);
        try
        {
            // As a stream: many editors put a byte order mark in front, which the reader of bytes takes for a mistake.
            using FileStream stream = File.OpenRead(path);
            SamplingManifestFile? file = JsonSerializer.Deserialize(stream, SamplingManifestJson.Default.SamplingManifestFile);
            problem = file is null ? "no rules" : file.FindProblem();
            rules = problem is null ? Define(file!) : null;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or JsonException or ArgumentException or NotSupportedException)
        {
            problem = exception.Message;
        }

        return rules is not null;
    }

    private static SamplingRuleDefinition[] Define(SamplingManifestFile file) =>
    [
        .. file.Rules!.Select(static (rule, index) => new SamplingRuleDefinition
        {
            Name = rule!.Description ?? FormattableString.Invariant($"rule {index + 1}"),
            IsNamed = rule.Description is not null,
            Host = rule.Host ?? rule.ServiceName ?? Wildcard.Any,
            HttpMethod = rule.HttpMethod ?? Wildcard.Any,
            UrlPath = rule.UrlPath ?? Wildcard.Any,
            ReservoirPerSecond = rule.FixedTarget,
            FixedRate = rule.Rate,
        }),
        new SamplingRuleDefinition
        {
            Name = SamplingRuleDefinition.Default,
            IsNamed = false,
            ReservoirPerSecond = file.Default!.FixedTarget,
            FixedRate = file.Default.Rate,
        },
    ];
}
