using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

public sealed class DocumentLimitsTests : IDisposable
{
    private const int MostBytes = 64_000;

    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void A_segment_that_is_too_large_sends_its_subsegments_ahead_and_loses_none()
    {
        Activity request = _recording.BeginRequest();
        for (int i = 0; i < 60; i++)
        {
            using SubsegmentScope scope = Begin($"part {i}");
            scope.AddMetadata("app", "blob", new string((char)('a' + (i % 26)), 4_000));
        }

        _recording.EndRequest(request);

        AllDocumentsFit();
        string all = string.Join('\n', _recording.Documents.Texts);
        Enumerable.Range(0, 60).Should().OnlyContain(i => all.Contains($"\"part {i}\""));
        _recording.Documents.Parsed.Should().NotContain(
            static d => d.ContainsKey("metadata") && d["metadata"]!["obs"] != null, "nothing had to be cut");
        _recording.Documents.Lost.Should().BeEmpty();
    }

    [Fact]
    public void What_is_too_large_by_itself_is_cut_and_says_so()
    {
        Activity request = _recording.BeginRequest();
        SubsegmentScope root = Scope(request);
        for (int i = 0; i < 40; i++)
        {
            root.AddMetadata("app", $"blob{i}", new string('x', 8_000));
        }

        _recording.EndRequest(request);

        AllDocumentsFit();
        JsonObject document = _recording.Documents.Single;
        document["metadata"]!["obs"]!["truncated"]!.GetValue<bool>().Should().BeTrue();
        document["metadata"]!["app"]!["blob0"]!.ToString().Should().EndWith("…").And.HaveLength(1_024);
    }

    [Fact]
    public void Whatever_an_application_puts_in_a_segment_is_sent()
    {
        string wild = string.Concat(Enumerable.Repeat("\u0001\"\\\ud83d\ude00\ud83d", 4_000));
        Activity request = _recording.BeginRequest(request: new ServerRequest
        {
            Method = "GET",
            Host = wild,
            Path = "/" + wild,
            Query = "?" + wild,
            UserAgent = wild,
            ForwardedFor = wild,
        });
        SubsegmentScope root = Scope(request).SetUser(wild);
        for (int i = 0; i < 200; i++)
        {
            root.Annotate($"{i}{wild}", wild).AddMetadata(wild, $"{i}{wild}", wild);
        }

        root.RecordException(new InvalidOperationException(wild, new InvalidOperationException(wild)));
        _recording.EndRequest(request, new ServerResponse { Status = 200 });

        AllDocumentsFit();
        _recording.Documents.Single["metadata"]!["obs"]!["truncated"]!.GetValue<bool>().Should().BeTrue();
        _recording.Documents.Lost.Should().BeEmpty();
    }

    [Fact]
    public void A_very_deep_trace_is_sent_in_pieces_that_belong_together()
    {
        Activity request = _recording.BeginRequest();
        var scopes = new Stack<SubsegmentScope>();
        for (int i = 0; i < 90; i++)
        {
            scopes.Push(Begin($"level {i}"));
        }

        while (scopes.TryPop(out SubsegmentScope scope))
        {
            scope.Dispose();
        }

        _recording.EndRequest(request);

        string all = string.Join('\n', _recording.Documents.Texts);
        Enumerable.Range(0, 90).Should().OnlyContain(i => all.Contains($"\"level {i}\""));
        _recording.Documents.Parsed.Should().HaveCount(4);
    }

    [Theory]
    [InlineData("GET /orders", "GET /orders")]
    [InlineData("näme 日本 \t.:/%&#=+\\-@", "näme 日本 \t.:/%&#=+\\-@")]
    [InlineData("a\"b;c{d}e\ud83d\ude00", "a_b_c_d_e__")]
    [InlineData("", "_")]
    public void Names_keep_to_the_characters_X_Ray_allows(string name, string written) => NameOf(name).Should().Be(written);

    [Fact]
    public void A_long_name_is_cut_with_a_mark() => NameOf(new string('n', 300)).Should().Be(new string('n', 197) + "...");

    [Fact]
    public void Annotations_beyond_what_X_Ray_indexes_become_metadata()
    {
        Activity request = _recording.BeginRequest();
        for (int i = 0; i < 60; i++)
        {
            Scope(request).Annotate($"key {i}", i);
        }

        Scope(request).AddMetadata("obs:annotations", "mine", 1);
        _recording.EndRequest(request);

        JsonObject document = _recording.Documents.Single;
        document["metadata"]!["obs_annotations"]!["mine"]!.GetValue<int>().Should().Be(1, "the application's namespaces hold no colon");
        document["annotations"]!.AsObject().Should().HaveCount(50).And.ContainKey("key_49");
        document["metadata"]!["obs:annotations"]!.AsObject().Should().HaveCount(10).And.ContainKey("key_59");
    }

    [Fact]
    public void Metadata_of_any_kind_is_written_as_it_was_when_it_was_added()
    {
        List<string> list = ["a", "b"];
        Activity request = _recording.BeginRequest();
        Scope(request)
            .AddMetadata("default", "k1", "v1").AddMetadata("default", "k2", 12)
            .AddMetadata("app", "list", list)
            .AddMetadata("app", "dict", new Dictionary<string, object?> { ["x"] = 1.5, ["y"] = null })
            .AddMetadata("types", "date", new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Utc)).AddMetadata("types", "decimal", 12.34m)
            .AddMetadata("types", "enum", DayOfWeek.Friday).AddMetadata("types", "null", null).AddMetadata("types", "bool", true)
            .AddMetadata("types", "nan", double.NaN).AddMetadata("types", "throws", new Throws())
            .AddMetadata("types", "endless", Endless());
        list.Add("c");

        _recording.EndRequest(request);

        JsonObject metadata = _recording.Documents.Single["metadata"]!.AsObject();
        metadata["default"]!.ToJsonString().Should().Be("""{"k1":"v1","k2":12}""");
        metadata["app"]!.ToJsonString().Should().Be("""{"list":["a","b"],"dict":{"x":1.5,"y":null}}""");
        JsonObject types = metadata["types"]!.AsObject();
        types["date"]!.ToString().Should().Be("2024-01-02T03:04:05.0000000Z");
        types["decimal"]!.GetValue<decimal>().Should().Be(12.34m);
        types["enum"]!.GetValue<int>().Should().Be(5);
        types["nan"]!.ToString().Should().Be("NaN");
        types["throws"]!.ToString().Should().Contain("InvalidOperationException");
        types["endless"]!.AsArray().Should().HaveCount(1_001).And.Subject.Last()!.ToString().Should().Be("…");
    }

    [Fact]
    public void A_value_of_a_query_is_hidden_unless_it_is_asked_for()
    {
        Activity request = _recording.BeginRequest(request: new ServerRequest
        {
            Method = "GET",
            Host = "shop",
            Path = "/search",
            Query = "?q=secret&page=2&flag&token=a=b",
        });

        _recording.EndRequest(request, new ServerResponse { Status = 200 });

        _recording.Documents.Single["http"]!["request"]!["url"]!.ToString().Should().Be("http://shop/search?q=***&page=***&flag&token=***");
    }

    [Fact]
    public void The_text_of_a_foreign_sql_activity_loses_its_literals()
    {
        Activity request = _recording.BeginRequest();
        using (Activity call = _recording.BeginWork("postgresql", ActivityKind.Client)!)
        {
            call.SetTag("db.system.name", "postgresql");
            call.SetTag("db.query.text", "SELECT * FROM users WHERE email = 'someone@example.com'");
        }

        _recording.EndRequest(request);

        JsonNode call2 = _recording.Documents.Single["subsegments"]![0]!;
        call2["sql"]!["sanitized_query"]!.ToString().Should().Be("SELECT * FROM users WHERE email = ?");
    }

    [Fact]
    public void One_exception_on_its_way_up_is_described_once()
    {
        var exception = new InvalidOperationException("boom");
        Activity request = _recording.BeginRequest();
        using (SubsegmentScope scope = Begin("inner"))
        {
            scope.RecordException(exception);
        }

        Scope(request).RecordException(exception);
        _recording.EndRequest(request);

        JsonObject document = _recording.Documents.Single;
        string id = document["subsegments"]![0]!["cause"]!["exceptions"]![0]!["id"]!.ToString();
        document["cause"]!.ToString().Should().Be(id);
    }

    private static IEnumerable<int> Endless()
    {
        for (int i = 0; ; i++)
        {
            yield return i;
        }
    }

    private SubsegmentScope Scope(Activity activity) => new(activity, _recording.Recorder, isOwner: false);

    private SubsegmentScope Begin(string name) => new(_recording.BeginWork(name)!, _recording.Recorder, isOwner: true);

    private string NameOf(string name)
    {
        Activity request = _recording.BeginRequest();
        using (Activity work = _recording.BeginWork("work")!)
        {
            work.DisplayName = name;
        }

        _recording.EndRequest(request);
        return _recording.Documents.Single["subsegments"]![0]!["name"]!.ToString();
    }

    private void AllDocumentsFit() =>
        _recording.Documents.Texts.Should().NotBeEmpty().And.OnlyContain(static text => Encoding.UTF8.GetByteCount(text) <= MostBytes);

    private sealed class Throws
    {
        public override string ToString() => throw new InvalidOperationException("no");
    }
}
