using Obs.Local.Metrics;
using Obs.Local.Store;

namespace Obs.Local.Ingest;

/// <summary>The data of one PutMetricData request: all of them are stored, or none.</summary>
internal sealed class MetricWork(IReadOnlyList<MetricDatum> data, IngestAccounts accounts) : AwaitedWork
{
    private const int DatumOverhead = 200;

    public override long SizeBytes => data.Sum(static datum => DatumOverhead + (long)(datum.Distribution?.Length ?? 0));

    public override void Apply(StoreSession session)
    {
        foreach (MetricDatum datum in data)
        {
            session.Data.Write(datum, session.Received);
        }
    }

    protected override void CountCommitted()
    {
        accounts.Metrics.Accept(data.Count);
        accounts.Metrics.Store(data.Count);
        foreach (MetricDatum datum in data)
        {
            accounts.Series.Add(datum.Namespace, datum.Name, datum.Dimensions, datum.Count, datum.Sum);
        }
    }

    protected override void CountDropped(string reason)
    {
        accounts.Metrics.Accept(data.Count);
        accounts.Metrics.Drop(reason, data.Count);
    }
}
