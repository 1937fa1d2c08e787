using Microsoft.Extensions.Logging;

namespace Obs.AspNetCore.Tests.Support;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Debug, "detail of {How}")]
    public static partial void Detail(ILogger logger, string how);

    [LoggerMessage(2, LogLevel.Error, "reported {What}")]
    public static partial void Reported(ILogger logger, string what, Exception exception);
}
