using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Obs.Delivery;

namespace Obs.Tracing;

/// <summary>Says everything that is wrong with the options at once, each with its key, what is allowed and what was found.</summary>
internal sealed class TracingOptionsValidator(IServiceProviderIsKeyedService? senders = null) : IValidateOptions<TracingOptions>
{
    public const string Section = "Observability:Tracing";

    public ValidateOptionsResult Validate(string? name, TracingOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        SamplingOptionsValidator.Validate(options.Sampling, failures);
        Check(options.StreamAfter is >= 1 and <= 1_000, "StreamAfter", "1 to 1000", options.StreamAfter, failures);
        Check(options.MaxLiveTraces is >= 16 and <= 65_536, "MaxLiveTraces", "16 to 65536", options.MaxLiveTraces, failures);
        Check(options.BufferBytes is >= 65_536 and <= 1_073_741_824, "BufferBytes", "65536 to 1073741824", options.BufferBytes, failures);
        Check(
            options.InProgressAfter == TimeSpan.Zero || (
                options.InProgressAfter >= TimeSpan.FromSeconds(1) && options.InProgressAfter <= TimeSpan.FromHours(1)),
            "InProgressAfter",
            "00:00:00 (never), or 00:00:01 to 01:00:00",
            options.InProgressAfter,
            failures);
        Check(
            Enum.IsDefined(options.Resource),
            "Resource",
            string.Join(", ", Enum.GetNames<ResourceDetection>()),
            options.Resource,
            failures);
        if (options.DaemonAddress is { } address)
        {
            Check(DaemonAddress.TryParse(address, out _), "DaemonAddress", DaemonAddress.Expected, $"'{address}'", failures);
        }

        Check(
            senders?.IsKeyedService(typeof(IBatchSender), TracingOptions.SenderKey(options.Sender)) != false,
            "Sender",
            "Daemon or the name of a registered sender (XRay comes with AddObsAws(), Otlp with AddObsOpenTelemetry())",
            $"'{options.Sender}'",
            failures);
        CheckSources(options.Sources, "Sources", failures);
        CheckSources(options.SegmentSources, "SegmentSources", failures);
        foreach (string group in options.LogGroups)
        {
            Check(
                group is { Length: >= 1 and <= XRayLimits.LogGroup }, "LogGroups", "names of 1 to 512 characters", $"'{group}'", failures);
        }

        return failures.Build();
    }

    private static void CheckSources(IList<string> sources, string key, ValidateOptionsResultBuilder failures)
    {
        foreach (string source in sources)
        {
            Check(!string.IsNullOrWhiteSpace(source), key, "names of activity sources", "an empty one", failures);
        }
    }

    internal static void Check(bool isValid, string key, string allowed, object found, ValidateOptionsResultBuilder failures)
    {
        if (!isValid)
        {
            failures.AddError(FormattableString.Invariant($"must be {allowed}; found {found}."), $"{Section}:{key}");
        }
    }
}
