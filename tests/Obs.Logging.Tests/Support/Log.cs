using Microsoft.Extensions.Logging;

namespace Obs.Logging.Tests.Support;

internal static partial class Log
{
    [LoggerMessage(1001, LogLevel.Information, "HTTP {Method} {Route} responded {StatusCode} in {ElapsedMs} ms")]
    public static partial void Responded(ILogger logger, string method, string route, int statusCode, double elapsedMs);

    [LoggerMessage(1002, LogLevel.Trace, "HTTP {Method} {Route} responded {StatusCode} in {ElapsedMs} ms")]
    public static partial void RespondedQuietly(ILogger logger, string method, string route, int statusCode, double elapsedMs);

    [LoggerMessage(1003, LogLevel.Information, "Customer {Name} with {Email} and {Iban} came as {Visitor}")]
    public static partial void CustomerCame(
        ILogger logger, string name, [Redact(RedactionAction.Hash)] string email, [Redact] string iban,
        [Redact(RedactionAction.Erase)] string visitor);
}
