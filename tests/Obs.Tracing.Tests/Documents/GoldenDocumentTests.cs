using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Obs.TestSupport;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>The scenarios recorded from the X-Ray SDK, as far as today's API can express them. docs/wire names what is meant to
/// differ.</summary>
public sealed class GoldenDocumentTests : IDisposable
{
    private const string Root = "Root=1-5759e988-bd862e3fe1be46a994272793";
    private const double EndMs = 250.125;

    private readonly RecordedService _recording = new(static options => options.RecordQueryValues = true);

    public void Dispose() => _recording.Dispose();

    [Theory]
    [InlineData("01-plain-segment")]
    [InlineData("28-annotation-unsupported-types-throw")] // Ours take the types that the SDK takes, so that no annotation is left here.
    public void Plain_segment(string scenario) => Compare(scenario, static (_, _) => { });

    [Fact]
    public void Subsegments_nest()
    {
        Compare("03-subsegments-nested", (_, _) =>
        {
            Activity outer = _recording.BeginWorkAt("outer", 10);
            Activity middle = _recording.BeginWorkAt("middle", 20);
            Activity inner = _recording.BeginWorkAt("inner", 30);
            RecordedService.EndAt(inner, 40.5);
            RecordedService.EndAt(middle, 150);
            RecordedService.EndAt(_recording.BeginWorkAt("sibling", 160), 190);
            RecordedService.EndAt(outer, 200);
        });
    }

    [Fact]
    public void Call_of_another_service()
    {
        Compare("04-subsegment-remote-http", (_, _) =>
        {
            Activity call = _recording.BeginWorkAt("inventory.example.com", 10, ActivityKind.Client);
            call.SetTag("http.request.method", "POST");
            call.SetTag("url.full", "https://inventory.example.com/items/7");
            call.SetTag("server.address", "inventory.example.com");
            call.SetTag("http.response.status_code", 201);
            call.SetTag("http.response.body.size", 17L);
            RecordedService.EndAt(call, 60);
        });
    }

    [Fact]
    public void Call_of_a_database()
    {
        Compare("05-subsegment-sql", (_, _) =>
        {
            Activity call = _recording.BeginWorkAt("sql", 10, ActivityKind.Client);
            call.SetTag("db.system.name", "microsoft.sql_server");
            call.SetTag("db.namespace", "orders");
            call.SetTag("server.address", "db.example.com");
            call.SetTag("db.user", "app");
            call.SetTag("db.query.text", "SELECT * FROM Orders WHERE Id=@p0");
            call.SetTag("obs.db.version", "15.00.2000");
            call.SetTag("obs.db.connection_string", "Data Source=db.example.com;Initial Catalog=orders;User ID=app");
            RecordedService.EndAt(call, 60);
        });
    }

    [Fact]
    public void Annotations_keep_their_types()
    {
        JsonObject document = Write((_, scope) => scope
            .Annotate("s", "text").Annotate("i", 42).Annotate("neg", -7).Annotate("l", 9007199254740993).Annotate("d", 3.25)
            .Annotate("dint", 2.0).Annotate("dsmall", 1e-7).Annotate("dbig", 1.5e300).Annotate("t", true).Annotate("f", false)
            .Annotate("bad key-with.chars", "kept as is by the SDK").Annotate("empty", ""));

        // The SDK sends a key that X-Ray does not index; ours becomes one that it does.
        JsonObject annotations = document["annotations"]!.AsObject();
        JsonNode renamed = annotations["bad_key_with.chars"]!.DeepClone();
        annotations.Remove("bad_key_with.chars");
        annotations["bad key-with.chars"] = renamed;
        GoldenDocument.ShouldMatch(document, "06-annotations-types");
    }

    [Fact]
    public void Metadata_of_every_kind()
    {
        JsonObject document = Write(static (_, scope) => scope
            .AddMetadata("default", "k1", "v1").AddMetadata("default", "k2", 12)
            .AddMetadata("app", "obj", new { Id = 5, Name = "n", Nested = new { A = 1, B = new[] { 1, 2, 3 } } })
            .AddMetadata("app", "list", new List<string> { "a", "b" })
            .AddMetadata("app", "dict", new Dictionary<string, object?> { ["x"] = 1.5, ["y"] = null })
            .AddMetadata("types", "date", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)).AddMetadata("types", "decimal", 12.34m)
            .AddMetadata("types", "enum", DayOfWeek.Friday).AddMetadata("types", "null", null).AddMetadata("types", "bool", true));

        document["metadata"]!["types"]!["date"]!.ToString().Should().Be("2024-01-02T03:04:05.0000000Z");
        document["metadata"]!["types"]!["date"] = "01/02/2024 03:04:05"; // The SDK's has no zone.
        GoldenDocument.ShouldMatch(document, "07-metadata-namespaces");
    }

    [Fact]
    public void Text_of_every_kind()
    {
        const string Name = "n\u00E4me \u00FCn\u00EFcode \"quotes\" \\ / \t \u65E5\u672C \uD83D\uDE00";
        using var recording = new RecordedService(static options => options.ServiceName = Name);
        Activity root = recording.BeginRequest(Root, start: RecordedService.Start);
        new SubsegmentScope(root, recording.Recorder, isOwner: false)
            .Annotate("esc", "line1\nline2\u0001 <>&'+ \u00E9 \uD83D\uDE00 \u2028").AddMetadata("default", "esc", "\"\\/\b\f\n\r\t\u007F");
        RecordedService.EndAt(root, EndMs);

        JsonObject document = recording.Documents.Single;
        document["name"]!.ToString().Should().Be("n\u00E4me \u00FCn\u00EFcode _quotes_ \\ / \t \u65E5\u672C __", "X-Ray takes no others");
        document["name"] = Name;
        GoldenDocument.ShouldMatch(document, "21-escaping-unicode");
    }

    [Fact]
    public void Delegates_that_throw_and_that_do_not()
    {
        JsonObject document = Write((_, _) =>
        {
            Trace("throwing", Thrown(new InvalidOperationException("boom")));
            Trace("ok", null);
        });

        GoldenDocument.ShouldMatch(document, "24-tracemethod-live-times", isLive: true);

        void Trace(string name, Exception? exception)
        {
            using var scope = new SubsegmentScope(_recording.BeginWork(name)!, _recording.Recorder, isOwner: true);
            scope.RecordException(exception);
        }
    }

    [Fact]
    public void Annotations_beyond_what_X_Ray_indexes()
    {
        JsonObject document = Write(static (_, scope) =>
        {
            for (int i = 0; i < 60; i++)
            {
                scope.Annotate($"a{i:00}", i);
            }
        });

        // The SDK sends all of them as annotations; X-Ray indexes 50.
        JsonObject rest = document["metadata"]!["obs:annotations"]!.AsObject();
        rest.Should().HaveCount(10);
        document["annotations"]!.AsObject().Should().HaveCount(50);
        foreach ((string key, JsonNode? value) in rest)
        {
            document["annotations"]![key] = value!.DeepClone();
        }

        document.Remove("metadata");
        GoldenDocument.ShouldMatch(document, "27-60-annotations-no-limit-in-sdk");
    }

    [Fact]
    public void Exception_with_an_inner_one()
    {
        Compare("08-exception-with-inner", static (_, scope) => scope.RecordException(Thrown(
            new InvalidOperationException("outer failed", Thrown(new ArgumentException("bad argument", "p"))))));
    }

    [Fact]
    public void Fault() => Compare("10-fault", static (_, scope) => scope.MarkFault());

    [Fact]
    public void Error() => Compare("11-error", static (_, scope) => scope.MarkError());

    [Fact]
    public void Throttle() => Compare("12-throttle", static (_, scope) => scope.MarkThrottle());

    [Fact]
    public void Parent_from_the_trace_header()
    {
        JsonObject document = Write(static (_, _) => { }, header: $"{Root}; Parent=53995c3f42cd8ad8; Sampled=1");

        GoldenDocument.ShouldMatch(document, "16-incoming-trace-header");
    }

    [Fact]
    public void User() => Compare("17-user", static (_, scope) => scope.SetUser("user-42"));

    [Fact]
    public void Request_and_response()
    {
        var request = new ServerRequest
        {
            Method = "GET",
            Scheme = "https",
            Host = "api.example.com",
            Path = "/orders/42",
            Query = "?x=1",
            UserAgent = "curl/8.0",
            ForwardedFor = "203.0.113.7, 10.0.0.1",
        };

        JsonObject document = Write(
            static (_, _) =>
                { }, $"{Root};Parent=53995c3f42cd8ad8;Sampled=1", request, new ServerResponse { Status = 200, ContentLength = 1234 });

        GoldenDocument.ShouldMatch(document, "02-segment-http-parent");
    }

    [Theory]
    [InlineData("30-aspnetcore-200", "/ok", "?a=b", 200)]
    [InlineData("33-aspnetcore-404", "/missing", null, 404)]
    [InlineData("34-aspnetcore-429", "/throttled", null, 429)]
    [InlineData("35-aspnetcore-503", "/unavailable", null, 503)]
    public void Request_of_a_server(string scenario, string path, string? query, int status)
    {
        string url = RecordedUrl(scenario);
        var request = new ServerRequest
        {
            Method = "GET",
            Scheme = "http",
            Host = "127.0.0.1:12080",
            Path = query is null ? new Uri(url).AbsolutePath : path,
            Query = query,
            UserAgent = "golden/1.0",
            RemoteAddress = IPAddress.Loopback.MapToIPv6(),
        };

        JsonObject document = Write(
            static (_, _) => { }, $"{Root};Parent=53995c3f42cd8ad8;Sampled=1", request, new ServerResponse { Status = status });

        GoldenDocument.ShouldMatch(document, scenario, isLive: true);
    }

    [Fact]
    public void Hundred_finished_subsegments_are_sent_ahead_of_their_segment()
    {
        Activity root = Begin(Root, default);
        for (int i = 0; i < 120; i++)
        {
            RecordedService.EndAt(_recording.BeginWorkAt($"s{i:000}", i), i + 0.5);
        }

        End(root, default);

        IReadOnlyList<JsonObject> documents = _recording.Documents.Parsed;
        documents.Should().HaveCount(101);
        documents.Take(100).Should().OnlyContain(document => document["parent_id"]!.ToString() == root.SpanId.ToHexString());
        documents[0]["parent_id"] = "00000000000000a1";
        documents[99]["parent_id"] = "00000000000000a1";
        GoldenDocument.ShouldMatch(documents[0], "14-streaming-120-subsegments.001");
        GoldenDocument.ShouldMatch(documents[99], "14-streaming-120-subsegments.100");
        GoldenDocument.ShouldMatch(documents[100], "14-streaming-120-subsegments.101");
    }

    private static string RecordedUrl(string scenario)
    {
        string text = File.ReadAllText(TestSupport.Repository.PathOf("tests", "golden", "xray", scenario + ".json")).Split('\n')[1];
        return JsonNode.Parse(text)!["http"]!["request"]!["url"]!.ToString();
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }

    private void Compare(string scenario, Action<Activity, SubsegmentScope> act) => GoldenDocument.ShouldMatch(Write(act), scenario);

    private JsonObject Write(
        Action<Activity, SubsegmentScope> act, string header = Root, ServerRequest request = default, ServerResponse response = default)
    {
        Activity root = Begin(header, request);
        act(root, new SubsegmentScope(root, _recording.Recorder, isOwner: false));
        End(root, response);
        return _recording.Documents.Single;
    }

    private Activity Begin(string header, ServerRequest request) => _recording.BeginRequest(header, request, RecordedService.Start);

    private void End(Activity root, ServerResponse response)
    {
        _recording.Recorder.SetResponse(root, response);
        RecordedService.EndAt(root, EndMs);
    }
}
