using System.Text.Json;
using Obs.Local.Filters;
using Obs.Local.Traces;

namespace Obs.Local.Aws.XRay;

/// <summary>Writes a trace summary: what the store knows of the trace, and what its documents say of users, machines and causes.</summary>
internal static class TraceSummaryWriter
{
    public static WireNode Write(TraceSummary trace, FilterTrace facts) => WireNode.Of(
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
            ("HttpMethod", trace.Method),
            ("UserAgent", facts.Whole.Texts(FilterText.HttpUserAgent).FirstOrDefault()),
            ("ClientIp", facts.Whole.Texts(FilterText.HttpClientIp).FirstOrDefault()))),
        ("Annotations", Annotations(trace)),
        (
            "Users",
            WireNode.List(Distinct(facts, FilterText.User).Select(
                static user => WireNode.Of(("UserName", user), ("ServiceIds", WireNode.List([])))))),
        ("ServiceIds", WireNode.List(facts.Services.Select(static item => item.Node)
            .DistinctBy(static node => (node.Names[0], node.Type)).Select(ServiceId))),
        ("ResourceARNs", Named(facts, FilterText.ResourceArn, "ARN")),
        ("InstanceIds", Named(facts, FilterText.InstanceId, "Id")),
        ("AvailabilityZones", Named(facts, FilterText.AvailabilityZone, "Name")),
        ("EntryPoint", ServiceId(facts.NodeOf(facts.Entry) ?? new FilterNode([trace.Service], null, null))),
        ("FaultRootCauses", Causes(facts, RootCauseKind.Fault)),
        ("ErrorRootCauses", Causes(facts, RootCauseKind.Error)),
        ("ResponseTimeRootCauses", Causes(facts, RootCauseKind.ResponseTime)),
        ("Revision", 0L));

    private static WireNode ServiceId(FilterNode node) => WireNode.Of(
        ("Name", node.Names[0]), ("Names", WireNode.List(node.Names.Select(static name => (WireNode)name))),
        ("AccountId", node.AccountId), ("Type", node.Type));

    private static WireNode ServiceId(string name) => WireNode.Of(("Name", name), ("Names", WireNode.List([name])));

    private static IEnumerable<string> Distinct(FilterTrace facts, FilterText keyword) =>
        facts.Whole.Texts(keyword).Distinct(StringComparer.Ordinal);

    private static WireNode Named(FilterTrace facts, FilterText keyword, string member) =>
        WireNode.List(Distinct(facts, keyword).Select(text => WireNode.Of((member, text))));

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

    private static WireNode Causes(FilterTrace facts, RootCauseKind kind) =>
        WireNode.List(facts.RootCauses(kind).Select(static cause => WireNode.Of(
        ("Services", WireNode.List(cause.Services.Select(static service => WireNode.Of(
            ("Name", service.Node.Names[0]),
            ("Names", WireNode.List(service.Node.Names.Select(static name => (WireNode)name))),
            ("Type", service.Node.Type),
            ("AccountId", service.Node.AccountId),
            ("EntityPath", WireNode.List(service.Entities.Select(Entity))),
            ("Inferred", service.Inferred))))),
        ("ClientImpacting", cause.ClientImpacting))));

    private static WireNode Entity(RootCauseEntity entity) => WireNode.Of(
        ("Name", entity.Name),
        ("Coverage", entity.Coverage is { } share ? Math.Round(share, 4) : null),
        ("Exceptions", entity.Exceptions.Count == 0 ? null : WireNode.List(entity.Exceptions.Select(static exception =>
            WireNode.Of(("Name", exception.Type), ("Message", exception.Message))))),
        ("Remote", entity.Remote));
}
