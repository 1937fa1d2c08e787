namespace Obs.Metrics;

/// <summary>What people call an operation: method and route served, method and host called, command and database.</summary>
internal static class OperationNames
{
    private const string Unmatched = "unmatched";
    private const string OtherMethod = "_OTHER";
    private const string Unknown = "unknown";

    public static OperationName Of(SeriesIdentity series)
    {
        if (series.InstrumentName == PlatformNames.ServerDuration)
        {
            return new(Served(series), null, null);
        }

        (string service, string operation) = series.InstrumentName == PlatformNames.DatabaseDuration
            ? (
                Database(series),
                series.Dimension(PlatformNames.DatabaseOperation) ?? series.Dimension(PlatformNames.DatabaseSystem) ?? "sql")
            : (series.Dimension(PlatformNames.ServerAddress) ?? Unknown, series.Dimension(PlatformNames.Method) ?? OtherMethod);
        return new($"{operation} {service}", service, operation);
    }

    private static string Served(SeriesIdentity series)
    {
        string method = series.Dimension(PlatformNames.Method) ?? OtherMethod;
        return series.Dimension(PlatformNames.Route) switch
        {
            null => $"{method} {Unmatched}",
            ['/', ..] route => $"{method} {route}",

            // Attribute routes are written without the leading slash.
            string route => $"{method} /{route}",
        };
    }

    // As the service map names the node of a database: name@host, as far as both are known.
    private static string Database(SeriesIdentity series)
    {
        string? database = series.Dimension(PlatformNames.DatabaseNamespace) ?? series.Dimension(PlatformNames.PoolName);
        string? host = series.Dimension(PlatformNames.ServerAddress);
        return (database, host) switch
        {
            (null, null) => Unknown,
            (null, _) => host,
            (_, null) => database,
            _ => $"{database}@{host}",
        };
    }
}
