using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes the requests that were served: for the whole service and for each operation.</summary>
internal static class RequestData
{
    /// <summary>Writes the operations of a window and says how many series had to be published together.</summary>
    public static int Write(DatumWriter writer, DatumHead head, MetricWindow window, SeriesCeiling ceiling)
    {
        IReadOnlyList<OperationSummary> operations = OperationSummaries.Served(window);
        if (operations.Count == 0)
        {
            return 0;
        }

        OutcomeData.Write(writer, head, OperationSummaries.Total("", operations));
        List<OperationSummary> overflowing = [];
        foreach (OperationSummary operation in operations)
        {
            DatumHead own = head.With("Operation", operation.Operation);
            if (ceiling.TryAdmit(own.Key, OutcomeData.Series, head.Timestamp))
            {
                OutcomeData.Write(writer, own, operation);
            }
            else
            {
                overflowing.Add(operation);
            }
        }

        if (overflowing.Count > 0)
        {
            OperationSummary others = OperationSummaries.Total("(other)", overflowing);
            OutcomeData.Write(writer, head.With("Operation", others.Operation), others);
        }

        return overflowing.Count * OutcomeData.Series;
    }
}
