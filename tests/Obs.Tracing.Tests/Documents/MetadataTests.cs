using System.Diagnostics;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

/// <summary>Values of every shape: shown as far as they can be, and never for ever.</summary>
public sealed class MetadataTests : IDisposable
{
    private readonly RecordedService _recording = new();

    public void Dispose() => _recording.Dispose();

    [Fact]
    public void Objects_without_a_text_of_their_own_are_shown_by_their_members()
    {
        Shown(new { A = 1, B = "x" }).ToJsonString().Should().Be("""{"A":1,"B":"x"}""");
        Shown(new Point(1, 2)).ToJsonString().Should().Be("""{"X":1,"Y":2}""");
        Shown(new Named { Name = "n", Password = "hunter2" }).ToJsonString().Should().Be("""{"Name":"n","Password":"***","Count":3}""");
        Shown(new[] { new Point(1, 2) }).ToJsonString().Should().Be("""[{"X":1,"Y":2}]""");
    }

    [Fact]
    public void What_has_a_text_is_shown_by_it()
    {
        Shown(new Uri("https://shop/x")).ToString().Should().Be("https://shop/x");
        Shown(TimeSpan.FromSeconds(1)).ToString().Should().Be("00:00:01");
        Shown(Guid.Empty).ToString().Should().Be("00000000-0000-0000-0000-000000000000");
        Shown((1, "a")).ToString().Should().Be("(1, a)");
        Shown(typeof(string)).ToString().Should().Be("System.String");
    }

    [Fact]
    public void Nothing_of_the_platform_is_looked_into()
    {
        Shown(new TaskCompletionSource<int>().Task).ToString().Should().StartWith("System.Threading.Tasks.Task", "its result never comes");
        Shown(new Lazy<int>(static () => throw new InvalidOperationException())).ToString().Should().NotContain("InvalidOperation");
    }

    [Fact]
    public void An_object_is_shown_as_it_was_when_it_was_added()
    {
        var named = new Named { Name = "before" };
        Activity request = _recording.BeginRequest();
        Scope(request).AddMetadata("app", "v", named);
        named.Name = "after";
        _recording.EndRequest(request);

        _recording.Documents.Single["metadata"]!["app"]!["v"]!["Name"]!.ToString().Should().Be("before");
    }

    [Fact]
    public void What_holds_itself_ends_with_a_mark()
    {
        var wide = new List<object>();
        wide.AddRange(Enumerable.Repeat(wide, 300));
        var node = new Node();
        node.Next = node;

        Shown(wide).ToJsonString().Should().Contain("cut", "it would be 300 to the power of ten");
        Shown(node).ToJsonString().Should().Contain("\\u2026").And.Contain("Next");
    }

    [Fact]
    public void A_getter_that_throws_costs_its_own_value()
    {
        Shown(new Thrower()).ToJsonString().Should().Be("""{"Fine":1,"Broken":"(NotSupportedException)"}""");
    }

    [Fact]
    public void A_long_text_stays_whole_where_there_is_room_for_it()
    {
        Shown(new string('x', 30_000)).ToString().Should().HaveLength(30_000);
        Shown(Enumerable.Repeat(new string('x', 1_000), 30).ToArray()).AsArray().Should().HaveCount(30);
    }

    [Fact]
    public void Names_that_AWS_has_kept_for_itself_are_changed()
    {
        Activity request = _recording.BeginRequest();
        Scope(request).AddMetadata("AWS.service", "AWS.key", 1).AddMetadata("aws", "AWS", 2);
        _recording.EndRequest(request);

        _recording.Documents.Single["metadata"]!.ToJsonString().Should().Be("""{"AWS_service":{"AWS_key":1},"aws":{"AWS":2}}""");
    }

    [Fact]
    public void Numbers_that_JSON_has_not_are_text()
    {
        Shown(double.PositiveInfinity).ToString().Should().Be("Infinity");
        Activity request = _recording.BeginRequest();
        Scope(request).Annotate("nan", double.NaN).Annotate("down", double.NegativeInfinity).Annotate("most", long.MaxValue)
            .Annotate("tiny", double.Epsilon).Annotate("again", 1).Annotate("again", "two");
        _recording.EndRequest(request);

        _recording.Documents.Parsed[^1]["annotations"]!.ToJsonString().Should()
            .Be("""{"nan":"NaN","down":"-Infinity","most":9223372036854775807,"tiny":5E-324,"again":"two"}""");
    }

    private JsonNode Shown(object? value)
    {
        Activity request = _recording.BeginRequest();
        Scope(request).AddMetadata("app", "v", value);
        _recording.EndRequest(request);
        return _recording.Documents.Parsed[^1]["metadata"]!["app"]!["v"]!;
    }

    private SubsegmentScope Scope(Activity activity) => new(activity, _recording.Recorder, isOwner: false);

    private sealed record Point(int X, int Y);

    private sealed class Named
    {
        public string Name { get; set; } = "";

        public string Password { get; set; } = "";

        public int Count { get; } = 3;
    }

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Thrower
    {
        public int Fine { get; } = 1;

        public int Broken => Fine == 1 ? throw new NotSupportedException() : 0;
    }
}
