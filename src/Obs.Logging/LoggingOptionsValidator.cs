using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Obs.Logging.Sinks;

namespace Obs.Logging;

internal sealed class LoggingOptionsValidator(IServiceProviderIsKeyedService? sinks = null) : IValidateOptions<LoggingOptions>
{
    private const string Section = "Observability:Logging";

    public ValidateOptionsResult Validate(string? name, LoggingOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        if (options.BufferBytes is < 64 * 1024 or > 1024 * 1024 * 1024)
        {
            failures.AddError($"must be 65536 to 1073741824; found {options.BufferBytes}.", $"{Section}:BufferBytes");
        }

        CheckTime(failures, options.FlushInterval, nameof(options.FlushInterval));
        CheckTime(failures, options.StopTimeout, nameof(options.StopTimeout));
        if (sinks?.IsKeyedService(typeof(ILogSink), options.Sink) == false)
        {
            failures.AddError(
                $"must be {LoggingOptions.StandardOutput} or the key of a registered sink (CloudWatchLogs comes with AddObsAws()); "
                + $"found \"{options.Sink}\".",
                $"{Section}:{nameof(options.Sink)}");
        }

        if (options.RedactedNames.Any(string.IsNullOrWhiteSpace))
        {
            failures.AddError("must be names of at least one character; found an empty one.", $"{Section}:RedactedNames");
        }

        return failures.Build();
    }

    private static void CheckTime(ValidateOptionsResultBuilder failures, TimeSpan value, string key)
    {
        if (value < TimeSpan.Zero || value > TimeSpan.FromMinutes(1))
        {
            failures.AddError($"must be 00:00:00 to 00:01:00; found {value}.", $"{Section}:{key}");
        }
    }
}
