using System.Collections.Concurrent;
using System.Net;
using Amazon.Runtime;

namespace Obs.Aws.Tests.Metrics;

/// <summary>A CloudWatch of one's own: keeps what it accepts, and refuses by the rules it is given.</summary>
internal sealed class RecordingMetricDataClient : IMetricDataClient
{
    /// <summary>Tells why a request is refused, or null to accept it.</summary>
    public Func<MetricDataRequest, Exception?> Refuse { get; set; } = static _ => null;

    /// <summary>The namespace and the metric names of each request, in the order they came.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<(string Namespace, MetricDatum Datum)> Accepted { get; } = new();

    public ConcurrentQueue<string> AcceptedJson { get; } = new();

    public static AmazonServiceException Refusal(int status, string code) =>
        new("refused", null, ErrorType.Unknown, code, null, (HttpStatusCode)status);

    public IEnumerable<MetricDatum> Of(string metricName, params string[] dimensionValues) =>
        Accepted.Select(static a => a.Datum)
            .Where(d => d.MetricName == metricName && d.Dimensions.Select(static x => x.Value).SequenceEqual(dimensionValues));

    public ValueTask PutMetricDataAsync(MetricDataRequest request, CancellationToken cancellationToken)
    {
        MetricDatum[] data = [.. request.ReadData()];
        Requests.Enqueue($"{request.Namespace}: {string.Join(' ', data.Select(static d => d.MetricName))}");
        if (Refuse(request) is { } refusal)
        {
            throw refusal;
        }

        foreach (MetricDatum datum in data)
        {
            Accepted.Enqueue((request.Namespace, datum));
        }

        AcceptedJson.Enqueue(System.Text.Encoding.UTF8.GetString(request.ToJson()));
        return ValueTask.CompletedTask;
    }
}
