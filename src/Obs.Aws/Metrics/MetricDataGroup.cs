using System.Text;
using Obs.Delivery;

namespace Obs.Aws.Metrics;

/// <summary>The records of a batch that share a namespace and so a request.</summary>
internal sealed class MetricDataGroup(string @namespace)
{
    private readonly List<ReadOnlyMemory<byte>> _data = [];

    /// <summary>Where in the batch the data are.</summary>
    public List<int> Indexes { get; } = [];

    public MetricDataRequest Request => new(@namespace, _data);

    /// <summary>Groups by namespace, in order of first appearance.</summary>
    /// <param name="batch">The records.</param>
    /// <param name="nowSeconds">The time, since 1970.</param>
    /// <param name="failures">Takes the records that CloudWatch would refuse for their time: they are in no group.</param>
    public static List<MetricDataGroup> Of(DeliveryBatch batch, long nowSeconds, List<RecordFailure> failures)
    {
        List<MetricDataGroup> groups = [];
        Dictionary<string, MetricDataGroup> byNamespace = [];
        for (int i = 0; i < batch.Count; i++)
        {
            if (DatumAge.ReasonToDrop(MetricRecord.Datum(batch[i]).Span, nowSeconds) is { } reason)
            {
                failures.Add(RecordFailure.Drop(i, reason));
                continue;
            }

            string space = Encoding.ASCII.GetString(MetricRecord.Namespace(batch[i].Span));
            if (!byNamespace.TryGetValue(space, out MetricDataGroup? group))
            {
                group = new MetricDataGroup(space);
                byNamespace.Add(space, group);
                groups.Add(group);
            }

            group.Indexes.Add(i);
            group._data.Add(MetricRecord.Datum(batch[i]));
        }

        return groups;
    }
}
