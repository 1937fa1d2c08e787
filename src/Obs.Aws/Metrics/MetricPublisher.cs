using Obs.Delivery;
using Obs.Metrics;

namespace Obs.Aws.Metrics;

/// <summary>Publishes closed windows to CloudWatch.</summary>
/// <remarks>Windows come one at a time; stopping may come from another thread, after the last of them.</remarks>
internal sealed class MetricPublisher : IMetricWindowSink, IAsyncDisposable, IDisposable
{
    private const string Signal = "metrics";

    private readonly Lock _lock = new();
    private readonly AwsIdentity _identity;
    private readonly string _namespace;
    private readonly PublishPeriod _period;
    private readonly DeliveryQueue _queue;
    private readonly DatumWriter _writer;
    private readonly SeriesCeiling _ceiling;
    private readonly PublishedCost _cost;
    private bool _isStopped;

    public MetricPublisher(
        AwsOptions options,
        AwsIdentity identity,
        IBatchSender sender,
        DeliveryServiceOptions service,
        TimeProvider time,
        DeliveryAccounts accounts,
        CostLog log)
    {
        _identity = identity;
        _namespace = options.Namespace;
        _ceiling = new SeriesCeiling(options.MaxSeries);
        _period = new PublishPeriod(options.PublishInterval);
        DeliveryOptions queue = QueueOptions(options);
        service.ApplyTo(queue, identity.Service, Signal);
        sender.Configure(queue);
        _queue = new DeliveryQueue(Signal, sender, queue, time, accounts);
        _writer = new DatumWriter(_queue, options.HighResolution ?? options.PublishInterval < TimeSpan.FromSeconds(60));
        _cost = new PublishedCost(options, log);
        _cost.Announce();
    }

    public void OnWindowClosed(MetricWindow window)
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return;
            }

            foreach (IReadOnlyList<MetricWindow> windows in _period.Add(window))
            {
                Publish(windows);
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        PublishRest();
        return _queue.DisposeAsync();
    }

    public void Dispose()
    {
        PublishRest();
        _queue.Dispose();
    }

    private static DeliveryOptions QueueOptions(AwsOptions options) => new()
    {
        BufferBytes = options.BufferBytes,
        MaxBatchCount = CloudWatchLimits.DataPerRequest,

        // Room for the envelope around the data: braces, names and a namespace of at most 255 characters.
        MaxBatchBytes = CloudWatchLimits.RequestBytes - 512,
        RecordOverheadBytes = 1,

        // A period's data come at once: there is nothing to wait for but the end of their being written, on a busy machine too.
        MaxBatchDelay = TimeSpan.FromSeconds(1),
        SendTimeout = options.RequestTimeout + options.ConnectTimeout,

        // Older data than that CloudWatch refuses.
        RetryWindow = CloudWatchLimits.Age,
    };

    private void PublishRest()
    {
        lock (_lock)
        {
            if (!_isStopped)
            {
                _isStopped = true;
                Publish(_period.Take());
                _writer.Dispose();
                _cost.Dispose();
            }
        }
    }

    private void Publish(IReadOnlyList<MetricWindow> windows)
    {
        if (windows.Count == 0)
        {
            return;
        }

        // One long window: the series of the short ones stand side by side in it, and are added up where they are read.
        var period = new MetricWindow(windows[0].Start, windows[^1].End, [.. windows.SelectMany(static window => window.Series)]);
        var head = new DatumHead
        {
            Namespace = _namespace,
            MetricName = "",
            Dimensions = _identity.Dimensions,
            Timestamp = period.Start,
            Unit = "",
        };
        _ceiling.Forget(period.Start);
        long start = _writer.Written;
        var tally = new SeriesTally();
        RequestData.Write(_writer, head, period, _ceiling, tally);
        DependencyData.Write(_writer, head, period, _ceiling, tally);
        long middle = _writer.Written;
        BusinessData.Write(_writer, head with { Namespace = _namespace + "/Business" }, period, _ceiling, tally);

        // A request carries data of one namespace.
        int requests = Requests(middle - start) + Requests(_writer.Written - middle);
        _cost.Report(_ceiling.Admitted + tally.Together, tally.Overflowing, requests);
    }

    private static int Requests(long data) => (int)((data + CloudWatchLimits.DataPerRequest - 1) / CloudWatchLimits.DataPerRequest);
}
