using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Obs.Aws.Tests.Logs;

/// <summary>CloudWatch Logs as far as writing goes: groups, streams, and the rules of a call.</summary>
internal sealed class FakeCloudWatchLogs
{
    private readonly ConcurrentDictionary<string, bool> _groups = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _streams = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _operations = new();

    public FakeCloudWatchLogs(FakeAwsEndpoint endpoint) => endpoint.Rule = Answer;

    /// <summary>What to answer a write with before it is looked at, or null.</summary>
    public Func<JsonArray, (int Status, string Body)?> Refuse { get; set; } = static _ => null;

    /// <summary>The body of the answer to a write that is taken.</summary>
    public string Accepted { get; set; } = "{}";

    public IReadOnlyList<string> Operations => [.. _operations];

    public IReadOnlyList<string> Messages(string group, string stream) => [.. _streams[group + "|" + stream]];

    private static (int Status, string Body) Error(string code) => (400, $$"""{"__type":"{{code}}","message":"no"}""");

    private (int Status, string Body) Answer(CapturedRequest request)
    {
        string operation = request.Headers["X-Amz-Target"].Split('.')[1];
        _operations.Enqueue(operation);
        JsonNode body = request.Decoded;
        string group = (string)body["logGroupName"]!;
        string stream = group + "|" + (string?)body["logStreamName"];
        return operation switch
        {
            "CreateLogGroup" => _groups.TryAdd(group, true) ? (200, "") : Error("ResourceAlreadyExistsException"),
            "CreateLogStream" when !_groups.ContainsKey(group) => Error("ResourceNotFoundException"),
            "CreateLogStream" =>
                _streams.TryAdd(stream, new ConcurrentQueue<string>()) ? (200, "") : Error("ResourceAlreadyExistsException"),
            _ when !_streams.ContainsKey(stream) => Error("ResourceNotFoundException"),
            _ => Put(_streams[stream], body["logEvents"]!.AsArray()),
        };
    }

    private (int Status, string Body) Put(ConcurrentQueue<string> stream, JsonArray events)
    {
        if (Refuse(events) is { } refusal)
        {
            return refusal;
        }

        long[] times = [.. events.Select(static e => (long)e!["timestamp"]!)];
        long size = events.Sum(static e => System.Text.Encoding.UTF8.GetByteCount((string)e!["message"]!) + 26);
        if (!times.Order().SequenceEqual(times) || times[^1] - times[0] > 86_400_000 || times.Length > 10_000 || size > 1_048_576)
        {
            return Error("InvalidParameterException");
        }

        foreach (JsonNode? one in events)
        {
            stream.Enqueue((string)one!["message"]!);
        }

        return (200, Accepted);
    }
}
