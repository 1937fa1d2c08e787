using Microsoft.Extensions.Logging;

namespace Worker;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "All orders are confirmed: {Sampled} traced, {Unsampled} not, {Skipped} not asked about")]
    public static partial void Finished(ILogger logger, long sampled, long unsampled, long skipped);

    [LoggerMessage(2, LogLevel.Information, "Rule {Rule} traced {Sampled} of {Requests}, {Borrowed} of them before X-Ray had said how many")]
    public static partial void Rule(ILogger logger, string rule, long sampled, long requests, long borrowed);

    [LoggerMessage(3, LogLevel.Warning, "Slow statement: {Statement}")]
    public static partial void Slow(ILogger logger, string statement);

    [LoggerMessage(4, LogLevel.Warning, "In tracing: {HookFailures} hooks and {Conditions} conditions failed, {Headers} headers refused")]
    public static partial void Trouble(ILogger logger, long hookFailures, long conditions, long headers);

    [LoggerMessage(5, LogLevel.Warning, "Rules could not be asked for {Count} times: {Reason}")]
    public static partial void NoRules(ILogger logger, long count, string reason);
}
