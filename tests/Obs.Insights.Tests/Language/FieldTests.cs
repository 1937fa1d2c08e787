namespace Obs.Insights.Tests.Language;

/// <summary>Which fields an event has: those of the service, those found in JSON, those found in lines of Lambda.</summary>
public sealed class FieldTests
{
    private const string Report =
        "REPORT RequestId: 3f-1\tDuration: 102.25 ms\tBilled Duration: 103 ms\tMemory Size: 128 MB\tMax Memory Used: 71 MB\tInit Duration: 240.5 ms\t\nXRAY TraceId: 1-5e-2\tSegmentId: 7a\tSampled: true";

    [Theory]
    [InlineData("fields @message", "@message=text")]
    [InlineData("fields @timestamp", "@timestamp=2026-01-01 00:00:00.000")]
    [InlineData("fields @logStream, @log", "@logStream=s-1 @log=123:/shop")]
    [InlineData("fields @ingestionTime", "@ingestionTime=2026-01-01 00:00:05.000")]
    [InlineData("limit 1", "@timestamp=2026-01-01 00:00:00.000 @message=text")]
    [InlineData("filter @log like \"/shop\" | stats count(*) as n by @logStream", "@logStream=s-1 n=1")]
    [InlineData("fields @ingestionTime - @timestamp as late", "late=5000")]
    [InlineData("fields @logstream", "")]
    public async Task The_service_adds_its_own_fields(string query, string row)
    {
        var item = new LogEvent(Run.Start, "text") { LogStream = "s-1", Log = "123:/shop", IngestionTime = Run.Start.AddSeconds(5) };

        (await Run.Query(query, LogSource.FromEvents([item]))).Should().Equal(row);
    }

    [Theory]
    [InlineData("a.b", """{"a":{"b":1}}""", "a.b=1")]
    [InlineData("a.b.c", """{"a":{"b":{"c":"x"}}}""", "a.b.c=x")]
    [InlineData("a.0", """{"a":[7,8]}""", "a.0=7")]
    [InlineData("a.1.b", """{"a":[7,{"b":8}]}""", "a.1.b=8")]
    [InlineData("a.0.1", """{"a":[[7,8]]}""", "a.0.1=8")]
    [InlineData("a.2", """{"a":[7,8]}""", "")]
    [InlineData("a", """{"a":{"b":1}}""", "")]
    [InlineData("a", """{"a":[1]}""", "")]
    [InlineData("a", """{"a":true}""", "a=1")]
    [InlineData("a", """{"a":false}""", "a=0")]
    [InlineData("a", """{"a":null}""", "")]
    [InlineData("a", """{"a":""}""", "a=")]
    [InlineData("a", """{"a":1,"a":2}""", "a=2")]
    [InlineData("a.b", """{"a.b":5}""", "a.b=5")]
    [InlineData("`a b`", """{"a b":5}""", "a b=5")]
    [InlineData("`a-b`.c", """{"a-b":{"c":5}}""", "a-b.c=5")]
    [InlineData("a", """{"a":"\u00e9\n\"\ud83d\ude00"}""", "a=é\n\"😀")]
    [InlineData("é", """{"é":5}""", "é=5")]
    [InlineData("a", """{"\u0061":5}""", "a=5")]
    [InlineData("a", """{"a":1.50}""", "a=1.5")]
    [InlineData("a", """{"a":1e3}""", "a=1000")]
    [InlineData("a", """{"a":-0.0}""", "a=0")]
    [InlineData("a", """{"a":0.1}""", "a=0.1")]
    [InlineData("a", """{"a":229.0}""", "a=229")]
    [InlineData("a", """{"a":"229.0"}""", "a=229.0")]
    [InlineData("a", """  {"a":5}  """, "a=5")]
    [InlineData("a", """2026-01-01 ERROR {"a":5}""", "a=5")]
    [InlineData("a", """{no} {"a":5} {"a":6}""", "a=5")]
    [InlineData("a", """{"a":5""", "")]
    [InlineData("a", """["a"]""", "")]
    [InlineData("a", "a=5", "")]
    [InlineData("a", "", "")]
    [InlineData("@@type", """{"@type":"x"}""", "@@type=x")]
    [InlineData("@type", """{"@type":"x"}""", "")]
    [InlineData("@message", """{"message":"x"}""", "@message={\"message\":\"x\"}")]
    [InlineData("message", """{"message":"x"}""", "message=x")]
    public async Task Members_of_JSON_are_fields(string field, string message, string row) =>
        (await Run.Query($"fields {field}", message)).Should().Equal(row);

    [Theory]
    [InlineData("@type", "@type=REPORT")]
    [InlineData("@requestId", "@requestId=3f-1")]
    [InlineData("@duration", "@duration=102.25")]
    [InlineData("@billedDuration", "@billedDuration=103")]
    [InlineData("@initDuration", "@initDuration=240.5")]
    [InlineData("@memorySize / 1000 / 1000 as mb", "mb=128")]
    [InlineData("@maxMemoryUsed / 1000 / 1000 as mb", "mb=71")]
    [InlineData("@xrayTraceId, @xraySegmentId", "@xrayTraceId=1-5e-2 @xraySegmentId=7a")]
    public async Task Lines_of_Lambda_have_fields_of_their_own(string fields, string row)
    {
        (await Run.Query($"filter @type = \"REPORT\" | fields {fields}", Report, "START RequestId: 3f-1 Version: 1", "no such line"))
            .Should().Equal(row);
        (await Run.Query($"fields {fields}", "ERROR Duration: 5 ms RequestId: 3f-1")).Should().Equal("");
    }

    [Theory]
    [InlineData(199, "1")]
    [InlineData(200, "0")]
    public async Task Two_hundred_members_are_fields_and_the_rest_is_there_for_parse(int index, string present)
    {
        string message = $"{{{string.Join(',', Enumerable.Range(0, 250).Select(static i => $"\"k{i}\":{i}"))}}}";

        (await Run.Query($"fields ispresent(k{index}) as p", message)).Should().Equal($"p={present}");
        (await Run.Query("parse @message '\"k249\":*}' as last | display last", message)).Should().Equal("last=249");
    }

    [Theory]
    [InlineData(0, 2, "a=0 | a=1 | a=2")]
    [InlineData(1, 1, "a=1")]
    [InlineData(3, 9, "")]
    public async Task A_range_of_time_includes_both_its_ends(int first, int last, string rows)
    {
        IEnumerable<LogEvent> events = Enumerable.Range(0, 3).Select(static i => new LogEvent(Run.Start.AddSeconds(i), $"{{\"a\":{i}}}"));
        var options = new InsightsOptions { Start = Run.Start.AddSeconds(first), End = Run.Start.AddSeconds(last) };

        string.Join(" | ", await Run.Query("fields a", LogSource.FromEvents(events), options)).Should().Be(rows);
    }
}
