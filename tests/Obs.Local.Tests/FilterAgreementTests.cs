using System.Globalization;
using System.Text;
using System.Text.Json;
using Obs.Local.Filters;
using Obs.Local.Traces;
using Obs.TestSupport;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests;

/// <summary>What is kept beside the documents finds the same traces as the documents themselves, for filters and traces made at
/// random.</summary>
public sealed class FilterAgreementTests
{
    private const int Traces = 120;

    private static readonly string[] Names = ["shop", "payments", "catalog", "orders@db", "pay.example", "Größe"];

    private static readonly string[] Terms =
    [
        "ok", "fault", "error", "throttle", "partial", "!ok", "inferred", "root = true", "ok = false", "duration > 0.5", "duration <= 0.25",
        "responsetime >= 1", "responsetime != 0.25", "http.status = 500", "http.status != 200", "http.status < 400", "http.method = \"POST\"",
        "http.method", "http.url CONTAINS \"/cart\"", "http.url BEGINSWITH \"https\"", "http.url ENDSWITH \"7\"", "user = \"ann\"", "user CONTAINS \"\"",
        "annotation.plan", "annotation.plan = \"gold\"", "annotation.plan != \"gold\"", "annotation[plan] BEGINSWITH \"g\"", "annotation.tenant = 7",
        "annotation.tenant > 3", "annotation[\"tenant\"] = 7.0", "annotation.vip = true", "annotation.vip = false", "annotation.zero = 0",
    ];

    private static readonly string[] Inner = ["fault", "ok", "error", "!fault", "duration > 0.5", "responsetime <= 0.25 and ok", "throttle or fault", "partial"];

    [Fact]
    public async Task Rows_and_documents_take_the_same_traces()
    {
        var random = new Random(7);
        var time = new ManualTimeProvider();
        await using LocalBackend backend = await LocalBackend.StartAsync(time);
        Dictionary<string, List<byte[]>> documents = [];
        foreach ((string trace, string document) in Enumerable.Range(0, Traces).SelectMany(number => Documents(random, number)))
        {
            documents.TryAdd(trace, []);
            documents[trace].Add(Encoding.UTF8.GetBytes(document));
        }

        await backend.SendSegmentsAsync(documents.Values.SelectMany(static all => all).Select(Encoding.UTF8.GetString));
        var evaluator = new FilterEvaluator(static _ => null);
        for (int round = 0; round < Nightly.Rounds(always: 400, nightly: 10_000); round++)
        {
            string filter = Filter(random, depth: 2);
            FilterExpression expression = FilterExpression.Parse(filter);
            IEnumerable<string> expected = documents.Where(trace => Matches(evaluator, expression, trace.Value)).Select(static t => t.Key);

            JsonElement answer = await backend.GetAsync(
                $"traces?from=0&to=9999999999999&count=all&limit=1000&sort={(round % 2 == 0 ? "newest" : "slowest")}&filter="
                + Uri.EscapeDataString(filter));

            answer.GetProperty("traces").EnumerateArray().Select(static trace => trace.GetProperty("id").GetString())
                .Should().BeEquivalentTo(expected, "of {0}", filter);
            answer.GetProperty("total").GetInt32().Should().Be(answer.GetProperty("traces").GetArrayLength(), "of {0}", filter);
        }
    }

    private static bool Matches(FilterEvaluator evaluator, FilterExpression expression, List<byte[]> documents)
    {
        using var tree = new TraceTree(documents);
        return evaluator.Matches(expression, new FilterTrace(tree));
    }

    private static string Filter(Random random, int depth)
    {
        string name = Names[random.Next(Names.Length)];
        string inner = random.Next(2) == 0 ? "" : $" {{ {Inner[random.Next(Inner.Length)]} }}";
        return (depth > 0 ? random.Next(6) : 3 + random.Next(3)) switch
        {
            0 => $"({Filter(random, depth - 1)}) AND {Filter(random, depth - 1)}",
            1 => $"({Filter(random, depth - 1)} OR {Filter(random, depth - 1)})",
            2 => $"!({Filter(random, depth - 1)})",
            3 => random.Next(3) switch
            {
                0 => $"service(\"{name}\"){inner}",
                1 => $"service(){inner}",
                _ => $"service(id(type: \"{(random.Next(2) == 0 ? "database::sql" : "AWS::ECS::Container")}\")){inner}",
            },
            4 => $"edge(\"{Names[random.Next(Names.Length)]}\", \"{name}\"){inner}",
            _ => Terms[random.Next(Terms.Length)],
        };
    }

    private static IEnumerable<(string Trace, string Document)> Documents(Random random, int number)
    {
        string trace = $"1-5759e988-{number:x24}";
        string Id(int part) => string.Create(CultureInfo.InvariantCulture, $"{number:x8}{part:x8}");
        string caller = Names[random.Next(3)];
        string callee = Names[random.Next(Names.Length)];
        double at = number;
        yield return (trace, Segment(Id(1), caller, at, Seconds(random), trace: trace, more: Flags(random) + Request(random) + Facts(random)
            + (random.Next(2) == 0 ? ",\"origin\":\"AWS::ECS::Container\"" : "")
            + Within(
                Call(Id(2), callee, at, Seconds(random), Flags(random)),
                Call(Id(3), "orders@db", at, 0.1, Flags(random) + ",\"sql\":{\"sanitized_query\":\"select 1\"}"))));
        if (random.Next(2) == 0)
        {
            yield return (trace, Segment(
                Id(4), callee == "pay.example" ? "payments" : callee, at, Seconds(random), parent: Id(2), trace: trace,
                more: Flags(random) + Facts(random)));
        }

        if (random.Next(4) == 0)
        {
            yield return (trace, $$"""
                {"trace_id":"{{trace}}","id":"{{Id(5)}}","parent_id":"{{Id(1)}}","type":"subsegment","name":"{{Names[random.Next(Names.Length)]}}",
                "namespace":"remote","start_time":{{Start + at}},"end_time":{{Start + at + 1}}{{Flags(random)}}}
                """);
        }

        if (random.Next(8) == 0)
        {
            yield return (trace, $$"""{"trace_id":"{{trace}}","id":"{{Id(6)}}","parent_id":"{{Id(3)}}","name":"shop","start_time":{{Start + at}},"in_progress":true}""");
        }
    }

    private static double Seconds(Random random) => new[] { 0.1, 0.25, 0.6, 1, 1.5 }[random.Next(5)];

    private static string Flags(Random random) =>
        random.Next(6) switch { 0 => ",\"fault\":true", 1 => ",\"error\":true", 2 => ",\"error\":true,\"throttle\":true", _ => "" };

    private static string Request(Random random) => random.Next(4) == 0 ? "" : $$"""
        ,"http":{"request":{"method":"{{(random.Next(2) == 0 ? "GET" : "POST")}}",
        "url":"http{{(random.Next(2) == 0 ? "s" : "")}}://shop/cart/{{random.Next(9)}}"},
        "response":{"status":{{new[] { 200, 404, 500 }[random.Next(3)]}} } }
        """;

    private static string Facts(Random random) => random.Next(3) == 0 ? "" : $$"""
        ,"user":"{{(random.Next(2) == 0 ? "ann" : "bob")}}","annotations":{"plan":"{{(random.Next(2) == 0 ? "gold" : "free")}}",
        "tenant":{{random.Next(9)}},"vip":{{(random.Next(2) == 0 ? "true" : "false")}},"zero":-0.0}
        """;
}
