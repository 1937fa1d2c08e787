using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Obs.AspNetCore;
using Obs.Aws;
using Obs.Delivery;
using Obs.Logging;
using Obs.Metrics;
using Obs.Tracing;

namespace Obs.Cli.Doctor;

/// <summary>Checks a file of settings with what stops a service at its start, and beyond that names keys that nothing reads.</summary>
internal static class ConfigurationFile
{
    private const string Section = "Observability";

    // Read by packages that this tool does without; their keys are theirs.
    private static readonly string[] OfOthers = ["EntityFrameworkCore", "Local", "OpenTelemetry"];

    private static readonly Dictionary<string, Type> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Tracing"] = typeof(TracingOptions),
        ["Metrics"] = typeof(MetricsOptions),
        ["Logging"] = typeof(LoggingOptions),
        ["Aws"] = typeof(AwsOptions),
        ["Delivery"] = typeof(DeliveryServiceOptions),
    };

    /// <summary>A sentence for each mistake, with the file.</summary>
    public static IEnumerable<string> FindFailures(string path)
    {
        if (!File.Exists(path))
        {
            return [$"{path} is not there."];
        }

        try
        {
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
            builder.Configuration.AddJsonFile(Path.GetFullPath(path), optional: false);
            builder.Services.AddObservability();
            string[] unknown = [.. FindUnknown(builder.Configuration.GetSection(Section))];
            return unknown.Concat(Validate(builder)).Select(failure => $"{path}: {failure}");
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return [$"{path}: {exception.GetBaseException().Message}"]; // The innermost one knows the line.
        }
    }

    private static IEnumerable<string> Validate(HostApplicationBuilder builder)
    {
        try
        {
            using IHost host = builder.Build();
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures.Distinct()];
        }
        catch (AggregateException exception)
        {
            return [.. exception.Flatten().InnerExceptions
                .SelectMany(static inner => inner is OptionsValidationException options ? options.Failures : [inner.Message])
                .Distinct()];
        }
    }

    private static IEnumerable<string> FindUnknown(IConfigurationSection root)
    {
        foreach (IConfigurationSection section in root.GetChildren())
        {
            if (Sections.TryGetValue(section.Key, out Type? options))
            {
                foreach (string unknown in UnknownKeys.Below(section, options))
                {
                    yield return unknown;
                }
            }
            else if (!OfOthers.Contains(section.Key, StringComparer.OrdinalIgnoreCase))
            {
                foreach (string unknown in UnknownKeys.At(section, typeof(ObservabilityOptions)))
                {
                    yield return unknown;
                }
            }
        }
    }
}
