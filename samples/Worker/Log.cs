using Microsoft.Extensions.Logging;

namespace Worker;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "All orders are confirmed: {Sampled} traced, {Unsampled} not")]
    public static partial void Finished(ILogger logger, long sampled, long unsampled);

    [LoggerMessage(2, LogLevel.Information, "Rule {Rule} traced {Sampled} of {Requests}")]
    public static partial void Rule(ILogger logger, string rule, long sampled, long requests);

    [LoggerMessage(3, LogLevel.Warning, "Slow statement: {Statement}")]
    public static partial void Slow(ILogger logger, string statement);

    [LoggerMessage(4, LogLevel.Warning, "In tracing: {HookFailures} hooks and {Conditions} conditions failed, {Headers} headers refused")]
    public static partial void Trouble(ILogger logger, long hookFailures, long conditions, long headers);
}
