using System.Text.Json.Nodes;
using FluentAssertions;

namespace Obs.TestSupport;

/// <summary>Compares a document with one that the X-Ray SDK for .NET 2.16 wrote for the same input.</summary>
public static class GoldenDocument
{
    public static void ShouldMatch(JsonObject actual, string scenario, bool isLive = false)
    {
        string recorded = File.ReadAllText(Repository.PathOf("tests", "golden", "xray", scenario + ".json")).Split('\n')[1];
        JsonObject expected = JsonNode.Parse(recorded)!.AsObject();
        JsonObject found = actual.DeepClone().AsObject();
        Normalize(expected, isLive);
        Normalize(found, isLive);

        JsonNode.DeepEquals(found, expected).Should()
            .BeTrue($"{scenario} expects\n{expected.ToJsonString()}\nand found\n{found.ToJsonString()}");
        found.Select(static property => property.Key).Should()
            .Equal(expected.Select(static property => property.Key), "fields stand in one order");
    }

    // Ids are drawn at random by the platform; who we say we are and the version of the service are meant to differ.
    private static void Normalize(JsonObject node, bool isLive)
    {
        Replace(node, "id");
        if (isLive)
        {
            Replace(node, "start_time");
            Replace(node, "end_time");
        }

        if (node["aws"]?["xray"] is { } xray)
        {
            xray["sdk"] = "";
            xray["sdk_version"] = "";
        }

        // The SDK writes null for what it was not told.
        if (node["aws"] is JsonObject aws)
        {
            foreach (string empty in aws.Where(static field => field.Value is null).Select(static field => field.Key).ToArray())
            {
                aws.Remove(empty);
            }
        }

        if (node["service"] is { } service)
        {
            service["runtime_version"] = "";
            service.AsObject().Remove("version");
        }

        if (node["cause"] is JsonObject cause)
        {
            NormalizeCause(cause);
        }

        foreach (JsonNode? child in node["subsegments"]?.AsArray() ?? [])
        {
            Normalize(child!.AsObject(), isLive);
        }
    }

    // Which code threw is not part of the scenario; that its frames are there, and which exception caused which, is.
    private static void NormalizeCause(JsonObject cause)
    {
        cause["working_directory"] = "";
        JsonArray exceptions = cause["exceptions"]!.AsArray();
        string[] ids = [.. exceptions.Select(static e => e!["id"]!.ToString())];
        foreach (JsonNode? exception in exceptions)
        {
            exception!["id"] = Array.IndexOf(ids, exception["id"]!.ToString());
            exception["stack"] = exception["stack"]!.AsArray().Count > 0;
            if (exception["cause"] is { } inner)
            {
                exception["cause"] = Array.IndexOf(ids, inner.ToString());
            }
        }
    }

    private static void Replace(JsonObject node, string property)
    {
        if (node.ContainsKey(property))
        {
            node[property] = "";
        }
    }
}
