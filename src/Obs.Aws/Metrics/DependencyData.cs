using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes the calls that the service made: for each remote service, and for each of its operations.</summary>
internal static class DependencyData
{
    private const string Others = "(other)";

    /// <summary>Writes the dependencies of a window and says how many series had to be published together.</summary>
    public static int Write(DatumWriter writer, DatumHead head, MetricWindow window, SeriesCeiling ceiling)
    {
        int overflowing = 0;
        List<OperationSummary> others = [];
        foreach (IGrouping<string, OperationSummary> remote in OperationSummaries.Called(window).GroupBy(
            static call => call.RemoteService ?? Others))
        {
            OperationSummary[] calls = [.. remote];
            DatumHead own = head.With("RemoteService", remote.Key);
            if (!ceiling.TryAdmit(own.Key, OutcomeData.Series, head.Timestamp))
            {
                others.AddRange(calls);
                overflowing += OutcomeData.Series;
                continue;
            }

            OutcomeData.Write(writer, own, OperationSummaries.Total(remote.Key, calls));
            overflowing += WriteOperations(writer, own, calls, ceiling);
        }

        if (others.Count > 0)
        {
            OutcomeData.Write(writer, head.With("RemoteService", Others), OperationSummaries.Total(Others, others));
        }

        return overflowing;
    }

    private static int WriteOperations(DatumWriter writer, DatumHead remote, OperationSummary[] calls, SeriesCeiling ceiling)
    {
        List<OperationSummary> others = [];
        foreach (OperationSummary call in calls)
        {
            DatumHead own = remote.With("RemoteOperation", call.RemoteOperation ?? Others);
            if (ceiling.TryAdmit(own.Key, OutcomeData.Series, remote.Timestamp))
            {
                OutcomeData.Write(writer, own, call);
            }
            else
            {
                others.Add(call);
            }
        }

        if (others.Count > 0)
        {
            OutcomeData.Write(writer, remote.With("RemoteOperation", Others), OperationSummaries.Total(Others, others));
        }

        return others.Count * OutcomeData.Series;
    }
}
