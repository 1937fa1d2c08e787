using System.Globalization;
using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>The traces of a time, in short.</summary>
internal sealed class GetTraceSummaries(TraceQueries traces, TimeProvider time)
{
    private const int PageSize = 100;

    public Task<WireNode> RunAsync(WireNode input, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(input.Text("FilterExpression")))
        {
            throw AwsException.XRayRequest("FilterExpression is not supported by the local backend; leave it out.");
        }

        if ((input.Text("TimeRangeType") ?? "TraceId") is not ("TraceId" or "Event"))
        {
            throw AwsException.XRayRequest($"TimeRangeType must be TraceId or Event; found {input.Text("TimeRangeType")}.");
        }

        (double from, double to) = XRayTime.Range(input);
        int offset = Offset(input.Text("NextToken"));
        var filter = new TraceFilter { From = from, To = to };
        (List<TraceSummary> found, long total) = traces.List(filter, slowestFirst: false, PageSize, offset);
        string? next = offset + found.Count < total && found.Count > 0 ? (offset + found.Count).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(WireNode.Of(
            ("TraceSummaries", WireNode.List(found.Select(Summary))),
            ("ApproximateTime", time.GetUtcNow()),
            ("TracesProcessedCount", (long)found.Count),
            ("NextToken", next)));
    }

    private static WireNode Summary(TraceSummary trace) => WireNode.Of(
        ("Id", trace.Id),
        ("StartTime", XRayTime.At(trace.Start)),
        ("Duration", Math.Round(trace.End - trace.Start, 6)),
        ("ResponseTime", trace.ResponseTime is { } seconds ? Math.Round(seconds, 6) : null),
        ("HasFault", trace.Outcome.HasFlag(Outcome.Fault)),
        ("HasError", trace.Outcome.HasFlag(Outcome.Error)),
        ("HasThrottle", trace.AnyThrottle),
        ("IsPartial", trace.Partial),
        ("Http", WireNode.Of(
            ("HttpURL", trace.Url),
            ("HttpStatus", trace.Status is { } status ? (WireNode)(long)status : null),
            ("HttpMethod", trace.Method))),
        ("Annotations", Annotations(trace)),
        ("ServiceIds", WireNode.List(trace.Services.Select(ServiceId))),
        ("EntryPoint", ServiceId(trace.Service)),
        ("Revision", 0L));

    private static WireNode ServiceId(string name) => WireNode.Of(("Name", name), ("Names", WireNode.List([name])));

    private static WireNode Annotations(TraceSummary trace)
    {
        var byKey = new OrderedDictionary<string, List<WireNode>>(StringComparer.Ordinal);
        foreach ((string service, string json) in trace.Annotations)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            foreach (JsonProperty annotation in document.RootElement.EnumerateObject())
            {
                if (!byKey.TryGetValue(annotation.Name, out List<WireNode>? values))
                {
                    byKey.Add(annotation.Name, values = []);
                }

                values.Add(WireNode.Of(("AnnotationValue", Value(annotation.Value)), ("ServiceIds", WireNode.List([ServiceId(service)]))));
            }
        }

        return WireNode.Map(byKey.Select(static pair => KeyValuePair.Create(pair.Key, WireNode.List(pair.Value))));
    }

    private static WireNode Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => WireNode.Of(("NumberValue", value.GetDouble())),
        JsonValueKind.True or JsonValueKind.False => WireNode.Of(("BooleanValue", value.GetBoolean())),
        _ => WireNode.Of(("StringValue", value.GetString())),
    };

    private static int Offset(string? token) => token is null ? 0
        : int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset
        : throw AwsException.XRayRequest("NextToken is not one this server gave.");
}
