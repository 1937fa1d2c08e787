using Microsoft.Extensions.Logging;

namespace Shop.Hosting;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Warning, "{Operation} is slow: p99 {P99Milliseconds} ms of {RequestCount} requests, such as {SlowTraceId}")]
    public static partial void OperationSlow(
        ILogger logger, string operation, double p99Milliseconds, long requestCount, string? slowTraceId);
}
