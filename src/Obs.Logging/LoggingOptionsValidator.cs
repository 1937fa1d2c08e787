using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Obs.Logging.Redaction;
using Obs.Logging.Sinks;

namespace Obs.Logging;

internal sealed class LoggingOptionsValidator(IServiceProviderIsKeyedService? sinks = null) : IValidateOptions<LoggingOptions>
{
    private const string Section = "Observability:Logging";
    private const long KiB = 1024;
    private const long MiB = 1024 * KiB;
    private const long GiB = 1024 * MiB;

    public ValidateOptionsResult Validate(string? name, LoggingOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        CheckRange(failures, options.BufferBytes, 64 * KiB, GiB, "BufferBytes");
        CheckRange(failures, options.MaxEntryBytes, 64 * KiB, 16 * MiB, nameof(options.MaxEntryBytes));
        CheckTime(failures, options.FlushInterval, nameof(options.FlushInterval));
        CheckTime(failures, options.StopTimeout, nameof(options.StopTimeout));
        if (options.Sink is not null && sinks?.IsKeyedService(typeof(ILogSink), options.Sink) == false)
        {
            failures.AddError(
                $"must be {LoggingOptions.StandardOutput}, {LoggingOptions.Console}, {LoggingOptions.LogFile} or the key of a registered sink "
                + $"(CloudWatchLogs comes with AddObsAws()); found \"{options.Sink}\".",
                $"{Section}:{nameof(options.Sink)}");
        }

        CheckFile(failures, options.File);
        RedactionValidator.Check(failures, options.Redaction, $"{Section}:Redaction");
        CheckSampling(failures, options.Sampling);
        CheckRange(failures, options.Buffer.BytesPerRequest, KiB, 16 * MiB, "Buffer:BytesPerRequest");
        CheckRange(failures, options.Buffer.Bytes, 64 * KiB, GiB, "Buffer:Bytes");
        CheckLevel(failures, options.Buffer.MaxLevel, "Buffer:MaxLevel");
        return failures.Build();
    }

    private static void CheckFile(ValidateOptionsResultBuilder failures, FileSinkOptions file)
    {
        if (string.IsNullOrWhiteSpace(Path.GetFileName(file.Path)))
        {
            failures.AddError($"must be the path of a file; found \"{file.Path}\".", $"{Section}:File:Path");
        }

        CheckRange(failures, file.MaxBytes, 64 * KiB, GiB, "File:MaxBytes");
        CheckRange(failures, file.MaxFiles, 1, 100, "File:MaxFiles");
    }

    private static void CheckSampling(ValidateOptionsResultBuilder failures, LogSamplingOptions sampling)
    {
        CheckRange(failures, sampling.PerTemplatePerSecond ?? 1, 1, 1_000_000, "Sampling:PerTemplatePerSecond");
        for (int i = 0; i < sampling.Rules.Count; i++)
        {
            LogSamplingRule rule = sampling.Rules[i];
            if (string.IsNullOrWhiteSpace(rule.Category))
            {
                failures.AddError(
                    "must be a category or a pattern of at least one character; found an empty one.",
                    $"{Section}:Sampling:Rules:{i}:Category");
            }

            if (rule.Rate is not (>= 0 and <= 1))
            {
                failures.AddError(FormattableString.Invariant($"must be 0 to 1; found {rule.Rate}."), $"{Section}:Sampling:Rules:{i}:Rate");
            }

            CheckLevel(failures, rule.MaxLevel, $"Sampling:Rules:{i}:MaxLevel");
        }
    }

    private static void CheckRange(ValidateOptionsResultBuilder failures, long value, long least, long most, string key)
    {
        if (value < least || value > most)
        {
            failures.AddError($"must be {least} to {most}; found {value}.", $"{Section}:{key}");
        }
    }

    private static void CheckLevel(ValidateOptionsResultBuilder failures, LogLevel level, string key)
    {
        if (!Enum.IsDefined(level))
        {
            failures.AddError($"must be Trace, Debug, Information, Warning, Error, Critical or None; found {level}.", $"{Section}:{key}");
        }
    }

    private static void CheckTime(ValidateOptionsResultBuilder failures, TimeSpan value, string key)
    {
        if (value < TimeSpan.Zero || value > TimeSpan.FromMinutes(1))
        {
            failures.AddError($"must be 00:00:00 to 00:01:00; found {value}.", $"{Section}:{key}");
        }
    }
}
