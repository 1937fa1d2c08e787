namespace Obs.Planted;

/// <summary>Plants a secret in log entries.</summary>
internal static partial class LogPlants
{
    public static void Plant(ILoggerFactory loggers, string text)
    {
        ILogger logger = loggers.CreateLogger("Obs.Planted");
        ILogger named = loggers.CreateLogger(text);
        var throwing = new Throwing(text);
        var map = new Dictionary<string, object?> { ["Inside"] = text, ["Deeper"] = new[] { text } };
        var failure = new InvalidOperationException(text, new AggregateException(new ArgumentException(text), new TimeoutException(text)));
        using IDisposable? scope = logger.BeginScope(new Dictionary<string, object?> { ["Scoped"] = text, ["Map"] = map });
        using IDisposable? textScope = logger.BeginScope(text);

        Said(logger, text);
        Failed(logger, failure, text);
        Structured(logger, map, throwing);
        NoticedInDetail(logger, text);
        Named(named, text);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Said {Text}")]
    private static partial void Said(ILogger logger, string text);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed with {Text}")]
    private static partial void Failed(ILogger logger, Exception exception, string text);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Holds {Map} and {Throwing}")]
    private static partial void Structured(ILogger logger, IReadOnlyDictionary<string, object?> map, Throwing throwing);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Noticed {Text}")]
    private static partial void NoticedInDetail(ILogger logger, string text);

    [LoggerMessage(Level = LogLevel.Information, Message = "By name {Text}")]
    private static partial void Named(ILogger logger, string text);
}
