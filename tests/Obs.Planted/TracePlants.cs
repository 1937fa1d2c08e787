using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Obs.Tracing;

namespace Obs.Planted;

/// <summary>Plants a secret in a trace: names, annotations, metadata, users, exceptions, tags, events and links.</summary>
internal sealed class TracePlants(Tracer tracer)
{
    private static readonly JsonTypeInfo<PlantedObject> PlantedType =
        (JsonTypeInfo<PlantedObject>)new DefaultJsonTypeInfoResolver().GetTypeInfo(
            typeof(PlantedObject), new() { TypeInfoResolver = new DefaultJsonTypeInfoResolver() });

    public void Plant(string text)
    {
        Activity.Current?.SetTag("annotation.tag", text).SetTag("some.tag", text).SetTag("user.password", "Tr0ub4dor61");
        using SubsegmentScope work = tracer.BeginSubsegment(text);
        work.Annotate("planted", text).Annotate("api_token", "Tr0ub4dor61").SetUser(text)
            .AddMetadata("planted", "text", text)
            .AddMetadata("planted", "number", long.TryParse(text, out long number) ? number : 0L)
            .AddMetadata("planted", "list", new[] { text, "and", text })
            .AddMetadata("planted", "map", new Dictionary<string, object?> { ["inside"] = text, [text] = 1, ["secret"] = "Tr0ub4dor61" })
            .AddMetadata("planted", "object", new PlantedObject(text, number, "Tr0ub4dor61"), PlantedType)
            .AddMetadata("planted", "throwing", new Throwing(text));
        Activity.Current?.AddEvent(new ActivityEvent(
            "exception",
            tags: new ActivityTagsCollection
            {
                ["exception.type"] = "Planted",
                ["exception.message"] = text,
                ["exception.stacktrace"] = text,
            }));
        Activity.Current?.AddLink(new ActivityLink(
            new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded),
            new ActivityTagsCollection { ["linked"] = text }));
        Activity.Current?.SetStatus(ActivityStatusCode.Error, text);
        using (SubsegmentScope failed = tracer.BeginSubsegment("failed"))
        {
            failed.RecordException(new InvalidOperationException(text, new TimeoutException(text)));
        }

        try
        {
            tracer.Trace("throwing", () => throw new InvalidOperationException(text));
        }
        catch (InvalidOperationException)
        {
            // Its way into the trace is what it was thrown for.
        }
    }
}
