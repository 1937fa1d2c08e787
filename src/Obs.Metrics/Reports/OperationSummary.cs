namespace Obs.Metrics;

/// <summary>Rate, errors and duration of one operation in one window. Immutable.</summary>
public sealed class OperationSummary
{
    internal OperationSummary(OperationTally tally)
    {
        Operation = tally.Operation;
        RemoteService = tally.RemoteService;
        RemoteOperation = tally.RemoteOperation;
        Count = tally.Count;
        Errors = tally.Errors;
        Throttles = tally.Throttles;
        Faults = tally.Faults;
        Latency = tally.Latency.ToSnapshot();
        Exemplars = [.. tally.ChooseExemplars()];
        FailedExemplars = [.. tally.FailedExemplars];
    }

    /// <summary>Method and route template, such as <c>GET /products/{id}</c>; never a raw path. For a dependency method and host.</summary>
    public string Operation { get; }

    /// <summary>For a dependency the host, or the database as <c>name@host</c>; null for what the service itself served.</summary>
    public string? RemoteService { get; }

    /// <summary>For a dependency the method, or the database command; null for what the service itself served.</summary>
    public string? RemoteOperation { get; }

    /// <summary>Requests that ended in the window.</summary>
    public long Count { get; }

    /// <summary>Of them, answered with a 4xx, those throttled included.</summary>
    public long Errors { get; }

    /// <summary>Of them, answered with a 429.</summary>
    public long Throttles { get; }

    /// <summary>Of them, answered with a 5xx or ended by an exception.</summary>
    public long Faults { get; }

    /// <summary>Durations, in seconds, of all requests whatever their outcome.</summary>
    public HistogramSnapshot Latency { get; }

    /// <summary>Sampled traces of the slowest requests, of the slowest that failed and of a few typical ones, the highest first; at most
    /// eight.</summary>
    public IReadOnlyList<Exemplar> Exemplars { get; }

    internal IReadOnlyList<Exemplar> FailedExemplars { get; }
}
