using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes the requests that were served: for the whole service and for each operation.</summary>
internal static class RequestData
{
    /// <summary>Writes the operations of a window.</summary>
    public static void Write(DatumWriter writer, DatumHead head, MetricWindow window, SeriesCeiling ceiling, SeriesTally tally)
    {
        IReadOnlyList<OperationSummary> operations = OperationSummaries.Served(window);
        if (operations.Count == 0)
        {
            return;
        }

        OutcomeData.Write(writer, head, OperationSummaries.Total("", operations));
        tally.Together += OutcomeData.Series;
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
            tally.Together += OutcomeData.Series;
            tally.Overflowing += overflowing.Count * OutcomeData.Series;
        }
    }
}
